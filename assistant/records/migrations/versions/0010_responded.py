"""When the comments of the queue had their first response."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("queue_entries", sa.Column("responded_at", sa.DateTime(timezone=True)))
    # Of what is done already, the end is the only moment that is known.
    op.execute("UPDATE queue_entries SET responded_at = changed_at WHERE state = 'done'")
