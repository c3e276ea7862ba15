"""Transactions that write: one at a time per owner, on both engines, and the drivers' errors as ours."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from web.database.engines.bound import bound_engine

REFUSED = (
    sqlite3.IntegrityError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
)


class Conflict(Exception):
    """A unique index, a foreign key or another transaction was in the way. Nothing of the write was kept."""


@asynccontextmanager
async def writing() -> AsyncIterator[None]:
    """Everything inside lands or nothing does.

    The first statement must be the write that others are to wait for: it takes the lock on PostgreSQL, as beginning
    does on SQLite. Never nest it, never gather inside it, and keep files and pictures out of it. Raises Conflict,
    Unavailable.
    """
    try:
        async with bound_engine().transaction(allow_nested=False):
            yield
    except REFUSED as error:
        raise Conflict(str(error)) from error
