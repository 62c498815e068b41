"""Run by Alembic: the steps go through the connection that `schema.migrate` opened."""

from alembic import context

from assistant.records.schema import VERSION_TABLE
from assistant.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
