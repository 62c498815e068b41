"""Accounts, and whose each piece of work is."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "accounts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("agency", sa.String),
        sa.Column("password_hash", sa.Text),
        sa.Column("subject", sa.String, unique=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("disabled_at", moment),
    )

    def owner(nullable: bool) -> sa.Column[str]:
        account = sa.ForeignKey("accounts.id", ondelete="CASCADE")
        return sa.Column("account_id", sa.String, account, nullable=nullable)

    op.create_table(
        "sign_ins",
        sa.Column("digest", sa.String, primary_key=True),
        owner(nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
    )
    op.create_table(
        "api_tokens",
        sa.Column("digest", sa.String, primary_key=True),
        owner(nullable=False),
        sa.Column("created_at", moment, nullable=False),
    )
    op.create_table(
        "set_ups",
        sa.Column("digest", sa.String, primary_key=True),
        owner(nullable=True),
        sa.Column("expires_at", moment, nullable=False),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
    )
    for table, column in (
        ("kept_drafts", "owner"),
        ("kept_drafts", "agency"),
        ("sent_replies", "sent_by"),
        ("sent_replies", "agency"),
        ("queue_entries", "desk"),
    ):
        op.add_column(table, sa.Column(column, sa.String))
    for table, column in (
        ("kept_drafts", "agency"),
        ("sent_replies", "agency"),
        ("queue_entries", "desk"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
