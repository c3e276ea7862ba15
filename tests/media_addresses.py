"""Addresses of pictures under /media, for tests that know only a picture's number."""

import sqlite3
from contextlib import closing
from pathlib import Path

from web.database.engines.bound import bound_engine
from web.database.engines.sqlite import SQLite


def media(number: int, database: Path | str | None = None) -> str:
    """What the picture's addresses start with; of one that is not there, with a made-up secret.

    `database`: the SQLite file, of another process; that of this process unless given.
    """
    if database is None:
        engine = bound_engine()
        assert isinstance(engine, SQLite)
        database = engine.path
    with closing(sqlite3.connect(database)) as connection:
        row = connection.execute("SELECT secret FROM picture WHERE id = ?", (number,)).fetchone()
    return f"/media/{number}-{row[0] if row else 'AAAAAAAAAAAAAAAA'}"
