"""The trail, which nobody changes any more."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_REFUSAL = "the trail is append-only"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "trail",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Column("actor_id", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False, index=True),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("actor_agency", sa.String),
        sa.Column("via", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("object_id", sa.String, nullable=False, index=True),
        sa.Column("agency", sa.String, index=True),
        sa.Column("content_hash", sa.String),
        sa.Column("key_mark", sa.String, nullable=False),
        sa.Column("mac", sa.String, nullable=False),
    )
    op.create_table(
        "trail_contents",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("lasting", sa.Boolean, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON trail "
            "FOR EACH ROW EXECUTE FUNCTION refuse_trail_change()"
        )
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER trail_no_{event.lower()} BEFORE {event} ON trail "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
