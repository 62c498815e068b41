"""Approvals of drafts, and what an agency decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "approvals",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("draft_id", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("brief", sa.Text, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("alt_text", sa.Text),
        sa.Column("claims", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("writer", sa.String, nullable=False),
        sa.Column("agency", sa.String, index=True),
        sa.Column("owner", sa.String),
        sa.Column("owner_name", sa.String),
        sa.Column("edited_by", sa.String),
        sa.Column("edited_name", sa.String),
        sa.Column("risks", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("way", sa.String),
        sa.Column("submitted_by", sa.String, nullable=False),
        sa.Column("submitted_name", sa.String, nullable=False),
        sa.Column("submitted_at", moment, nullable=False),
        sa.Column("decided_by", sa.String),
        sa.Column("decided_name", sa.String),
        sa.Column("decided_at", moment),
        sa.Column("reason", sa.Text),
        sa.Column("finding_reasons", sa.JSON, nullable=False),
        sa.Column("link", sa.Text),
        sa.Column("published_by", sa.String),
        sa.Column("published_name", sa.String),
        sa.Column("published_at", moment),
        sa.Column("changed_at", moment, nullable=False, index=True),
    )
    op.create_table(
        "agency_settings",
        sa.Column("agency", sa.String, primary_key=True),
        sa.Column("may_go_alone", sa.Boolean, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
    )
    for column in ("owner_name", "edited_by", "edited_name"):
        op.add_column("kept_drafts", sa.Column(column, sa.String))
