"""The queue of comments, and what a sent reply was before it was edited."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("sent_replies", sa.Column("drafted", sa.Text))
    op.create_table(
        "queue_entries",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("text_masked", sa.Text, nullable=False),
        sa.Column("platform", sa.String),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("urgency", sa.String, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("agency", sa.String, index=True),
        sa.Column("matter", sa.String, nullable=False),
        sa.Column("received_at", moment, nullable=False),
        sa.Column("respond_by", moment, nullable=False),
        sa.Column("settle_by", moment, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("taken_by", sa.String),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "queued_comments",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(
            "entry_id",
            sa.String,
            sa.ForeignKey("queue_entries.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("text_masked", sa.Text, nullable=False),
        sa.Column("platform", sa.String),
        sa.Column("received_at", moment, nullable=False),
        sa.Column("origin", sa.String, unique=True),
    )
