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

from web.database.engines.postgres import Postgres
from web.database.engines.sqlite import SQLite
from web.database.tables import TABLES
from web.settings import Settings

Database = SQLite | Postgres

PICCOLO_CONF = "web.database.piccolo_app"
DB: Database

# Raised by the drivers when the database cannot be opened, or is none.
NO_SCHEMA = asyncpg.UndefinedTableError
FAILURES: tuple[type[Exception], ...] = (asyncpg.PostgresError, asyncpg.InterfaceError, sqlite3.Error)


def engine_for(settings: Settings) -> Database:
    if settings.embedded:
        Path(settings.sqlite_path).parent.mkdir(parents=True, exist_ok=True)
        return SQLite(str(settings.sqlite_path))
    return Postgres(settings.database_url)


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
    """Check that the database answers. Raises what the driver raises when it does not."""
    await TABLES[0].select().limit(1)
