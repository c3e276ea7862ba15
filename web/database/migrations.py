"""Bringing the database to the newest schema, safely from several processes at once."""

import contextlib
import fcntl
import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.tables import Migration

from web.database.engines.bound import Database, bind
from web.database.engines.postgres import Postgres
from web.database.piccolo_app import APP_CONFIG

LOCK_NUMBER = 7225_7468  # any number, the same in every process: "pack shot" on a telephone's keys
UNKNOWN_SCHEMA = (
    "this database was made by an unreleased or a newer version of Packshot: use that version, "
    "or export with it and import into an empty database"
)


class MigrationFailed(Exception):
    pass


async def migrate(engine: Database) -> str:
    """Run what has not run yet. Returns what the ORM reports. Raises MigrationFailed."""
    bind(engine)
    report = io.StringIO()
    async with _migration_lock(engine):
        await refuse_unknown_schema()
        with contextlib.redirect_stdout(report):
            result = await run_forwards(APP_CONFIG.app_name)
    if not result.success:
        raise MigrationFailed(result.message)
    return report.getvalue()


async def refuse_unknown_schema() -> None:
    """Raise MigrationFailed if the bound database has run a migration that is not among ours."""
    ran = await Migration.get_migrations_which_ran(APP_CONFIG.app_name) if await Migration.table_exists() else []
    known = BaseMigrationManager().get_migration_modules(APP_CONFIG.resolved_migrations_folder_path)
    if not known.keys() >= set(ran):
        raise MigrationFailed(UNKNOWN_SCHEMA)


@contextlib.asynccontextmanager
async def _migration_lock(engine: Database) -> AsyncIterator[None]:
    """One migrating process at a time: an advisory lock on PostgreSQL, a lock file beside the SQLite file."""
    if isinstance(engine, Postgres):
        connection = await asyncpg.connect(**engine.config)
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", LOCK_NUMBER)
            yield
        finally:
            await connection.close()
    else:
        with _locked_file(Path(engine.path + ".migrating")):
            yield


@contextlib.contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
