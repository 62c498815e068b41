"""What a citizen wrote, sealed, beside each masked comment of the queue."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("queued_comments", sa.Column("sealed", sa.LargeBinary))
