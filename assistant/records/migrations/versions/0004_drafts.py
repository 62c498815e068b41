"""Kept drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "kept_drafts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("work", sa.String, nullable=False, index=True),
        sa.Column("brief", sa.Text, nullable=False),
        sa.Column("job", sa.JSON, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("alt_text", sa.Text),
        sa.Column("claims", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("writer", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False, index=True),
    )
