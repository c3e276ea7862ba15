"""The engine of the settings, and the tables of the ORM bound to it.

Piccolo looks for its engine and its apps in a module that the environment names: `web/database/piccolo_app.py`. (Its
own command line goes by `piccolo_conf.py` instead.)
"""

import os
import sqlite3
from pathlib import Path

import asyncpg
from piccolo.apps.migrations.tables import Migration
from piccolo.table import Table

from web.database.engines.postgres import FOR_COMMANDS, FOR_REQUESTS, Postgres
from web.database.engines.sqlite import SQLite
from web.database.tables import TABLES
from web.gallery.unavailable import Unavailable
from web.settings import Settings

Database = SQLite | Postgres

PICCOLO_CONF = "web.database.piccolo_app"
DB: Database

# Raised by the drivers when the database cannot be opened, or is none.
NO_SCHEMA = asyncpg.UndefinedTableError
FAILURES: tuple[type[Exception], ...] = (Unavailable, asyncpg.PostgresError, asyncpg.InterfaceError, sqlite3.Error)


PATIENCE = 3.0  # seconds that a request waits for others of its process that write, and as many for other processes
COMMAND_PATIENCE = 60.0  # and a command: nobody waits for its answer


def engine_for(settings: Settings, *, for_command: bool = False) -> Database:
    """An engine for requests, where every wait is short; or for a command, whose statements may take their time."""
    if settings.embedded:
        Path(settings.sqlite_path).parent.mkdir(parents=True, exist_ok=True)
        return SQLite(str(settings.sqlite_path), patience=COMMAND_PATIENCE if for_command else PATIENCE)
    return Postgres(settings.database_url, FOR_COMMANDS if for_command else FOR_REQUESTS)


def bind(engine: Database) -> None:
    """Make every table speak to this engine. Piccolo knows one engine per process; so do we."""
    global DB
    DB = engine
    os.environ["PICCOLO_CONF"] = PICCOLO_CONF
    tables: tuple[type[Table], ...] = (*TABLES, Migration)
    for table in tables:
        table._meta.db = engine


def bound_engine() -> Database:
    return DB


async def reachable() -> None:
    """Check that the database answers. Raises Unavailable, or what the driver raises."""
    await TABLES[0].select().limit(1)
