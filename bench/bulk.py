"""Rows written into an empty database as fast as it takes them: without indexes, which are made anew afterwards."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import asyncpg

from bench.large_shop import COLUMNS, Rows
from web.settings import Settings


class Bulk(Protocol):
    async def write(self, rows: Rows) -> None: ...


@asynccontextmanager
async def bulk_into(settings: Settings) -> AsyncIterator[Bulk]:
    """Indexes are away inside; afterwards they are back, and the planner knows the tables."""
    if settings.embedded:
        bulk: _SQLite | _Postgres = _SQLite(str(settings.sqlite_path))
    else:
        bulk = _Postgres(await asyncpg.connect(settings.database_url))
    try:
        await bulk.begin()
        yield bulk
        await bulk.finish()
    finally:
        await bulk.close()


class _SQLite:
    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)

    async def begin(self) -> None:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000", "temp_store = MEMORY"):
            self._db.execute(f"PRAGMA {pragma}")
        found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (%s)"
        self._indexes = self._db.execute(found % ", ".join("?" * len(COLUMNS)), [*COLUMNS]).fetchall()
        for name, _ in self._indexes:
            self._db.execute(f'DROP INDEX "{name}"')

    async def write(self, rows: Rows) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            columns = COLUMNS[table].split()
            holes = ", ".join("?" * len(columns))
            self._db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({holes})", some)  # noqa: S608 - names of ours
        self._db.execute("COMMIT")

    async def finish(self) -> None:
        for _, statement in self._indexes:
            self._db.execute(statement)
        self._db.execute("ANALYZE")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        self._db.close()


class _Postgres:
    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._db = connection

    async def begin(self) -> None:
        """Foreign keys are not checked, where we may say so: the rows fit."""
        if await self._db.fetchval("SELECT usesuper FROM pg_user WHERE usename = current_user"):
            await self._db.execute("SET session_replication_role = replica")
        await self._db.execute("SET synchronous_commit = off; SET maintenance_work_mem = '256MB'")
        found = """
            SELECT indexname, indexdef FROM pg_indexes
            WHERE schemaname = current_schema() AND tablename = ANY ($1) AND indexname NOT IN (
                SELECT conname FROM pg_constraint WHERE conname IS NOT NULL
            )
        """
        self._indexes = [tuple(row) for row in await self._db.fetch(found, [*COLUMNS])]
        for name, _ in self._indexes:
            await self._db.execute(f'DROP INDEX "{name}"')

    async def write(self, rows: Rows) -> None:
        for table, some in rows.items():
            if some:
                await self._db.copy_records_to_table(table, records=some, columns=COLUMNS[table].split())

    async def finish(self) -> None:
        for _, statement in self._indexes:
            await self._db.execute(statement)
        for table in ("owner", "picture", "person"):  # whose numbers we gave
            await self._db.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))"  # noqa: S608 - names of ours
            )
        await self._db.execute("VACUUM ANALYZE")

    async def close(self) -> None:
        await self._db.close()
