"""Bringing the database to the newest schema, safely from several processes at once."""

import contextlib
import fcntl
import io
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
from piccolo.apps.migrations.tables import Migration

from web.database.engines.bound import Database, bind
from web.database.engines.postgres import Postgres
from web.settings.installation import resource

APP = "packshot"  # as Piccolo knows us
ID = re.compile(r'^ID = "(.+)"$', re.MULTILINE)
LOCK_NUMBER = 7225_7468  # any number, the same in every process: "pack shot" on a telephone's keys
UNKNOWN_SCHEMA = (
    "this database was made by an unreleased or a newer version of Packshot: use that version, "
    "or export with it and import into an empty database"
)


class MigrationFailed(Exception):
    pass


async def migrate(engine: Database) -> None:
    """Run what has not run yet. Raises MigrationFailed."""
    bind(engine)
    async with _migration_lock(engine):
        if _known() - await refuse_unknown_schema():
            await _run_forwards()


async def refuse_unknown_schema() -> set[str]:
    """Return the migrations that the bound database has run. Raises MigrationFailed if one is not among ours."""
    ran = set(await Migration.get_migrations_which_ran(APP)) if await Migration.table_exists() else set()
    if not ran <= _known():
        raise MigrationFailed(UNKNOWN_SCHEMA)
    return ran


def _known() -> set[str]:
    """The ids of our migrations."""
    files = resource("migrations").glob("*.py")
    return {found[1] for file in files if (found := ID.search(file.read_text()))}


async def _run_forwards() -> None:
    # This part of Piccolo brings a code formatter, which would be a fifth of the time that every start takes.
    from piccolo.apps.migrations.commands.forwards import run_forwards

    with contextlib.redirect_stdout(io.StringIO()):
        result = await run_forwards(APP)
    if not result.success:
        raise MigrationFailed(result.message)


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
