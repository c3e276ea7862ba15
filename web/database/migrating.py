"""Bringing the database to the newest schema, safely from several processes at once."""

import contextlib
import fcntl
import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
from piccolo.apps.migrations.commands.forwards import run_forwards

from web.database.engine import Database, bind
from web.database.postgres import Postgres

LOCK_NUMBER = 7225_7468  # any number, the same in every process: "pack shot" on a telephone's keys


class MigrationFailed(Exception):
    pass


async def migrate(engine: Database) -> str:
    """Run what has not run yet. Returns what the ORM reports. Raises MigrationFailed."""
    bind(engine)
    report = io.StringIO()
    async with _alone(engine):
        with contextlib.redirect_stdout(report):
            result = await run_forwards("packshot")
    if not result.success:
        raise MigrationFailed(result.message)
    return report.getvalue()


@contextlib.asynccontextmanager
async def _alone(engine: Database) -> AsyncIterator[None]:
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
