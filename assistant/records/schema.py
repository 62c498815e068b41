"""Brings the tables of the records to the form that this version of the program knows."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

# The newest file of migrations/versions. A test keeps the two together.
NEWEST = "0010"
VERSION_TABLE = "records_version"
_FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Nothing to do costs one query: Alembic itself is loaded only when a step is missing."""
    for attempt in range(3):
        try:
            with engine.connect() as connection:
                if _version(connection) == NEWEST:
                    return
            with engine.execution_options(writes=True).begin() as connection:
                if _version(connection) != NEWEST:
                    _upgrade(connection)
            return
        except (ProgrammingError, IntegrityError):  # another process made the tables just now
            if attempt == 2:
                raise


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
