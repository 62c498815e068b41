"""Questions that no document answers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "open_questions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("wordings", sa.JSON, nullable=False),
        sa.Column("words", sa.JSON, nullable=False),
        sa.Column("agency", sa.String, index=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_asked", moment, nullable=False),
        sa.Column("last_asked", moment, nullable=False, index=True),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("document_id", sa.String),
        sa.Column("reply_id", sa.String),
    )
