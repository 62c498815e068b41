"""Model calls, sent replies and their follow-ups."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("prompt", sa.String, nullable=False),
        sa.Column("prompt_hash", sa.String, nullable=False),
        sa.Column("sent", sa.Text, nullable=False),
        sa.Column("received", sa.Text, nullable=False),
        sa.Column("tokens_in", sa.Integer),
        sa.Column("tokens_out", sa.Integer),
        sa.Column("first_ms", sa.Double),
        sa.Column("total_ms", sa.Double, nullable=False),
        sa.Column("error", sa.Text),
    )
    op.create_table(
        "sent_replies",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("sent_at", moment, nullable=False, index=True),
        sa.Column("platform", sa.String),
        sa.Column("comment_masked", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("urgency", sa.String, nullable=False),
        sa.Column("writer", sa.String, nullable=False),
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(
            "reply_id",
            sa.String,
            sa.ForeignKey("sent_replies.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("agency", sa.String, nullable=False, index=True),
        sa.Column("promise", sa.Text, nullable=False),
        sa.Column("due", moment, nullable=False, index=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("settled_at", moment),
    )
