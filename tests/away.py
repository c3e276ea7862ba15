"""A database that is away: for a while, every table speaks to an engine of the same kind with nothing behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.servers import free_port
from web.database.engine import Database, bind
from web.database.postgres import Postgres
from web.database.sqlite import SQLite


@asynccontextmanager
async def away(database: Database, folder: Path) -> AsyncIterator[None]:
    nothing: Database = SQLite(str(folder / "not there" / "packshot.sqlite"))
    if isinstance(database, Postgres):
        nothing = Postgres(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    bind(nothing)
    try:
        yield
    finally:
        bind(database)
        await nothing.stop()
