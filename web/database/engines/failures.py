"""The drivers' errors that mean "not now", as those of `gallery/unavailable.py`; all others stay what they are."""

import sqlite3

import asyncpg

from web.gallery.unavailable import DatabaseBusy, DatabaseUnavailable, DiskFull, Unavailable

DRIVER_ERRORS = (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)

SQLITE: dict[int, type[Unavailable]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: DiskFull,
    sqlite3.SQLITE_IOERR: DatabaseUnavailable,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnavailable,
    sqlite3.SQLITE_PROTOCOL: DatabaseBusy,
    sqlite3.SQLITE_NOMEM: DatabaseBusy,
}
POSTGRES: dict[type[Exception], type[Unavailable]] = {
    asyncpg.LockNotAvailableError: DatabaseBusy,
    asyncpg.QueryCanceledError: DatabaseBusy,  # by statement_timeout
    asyncpg.InsufficientResourcesError: DatabaseBusy,  # connections, memory; above DiskFullError
    asyncpg.DiskFullError: DiskFull,
    asyncpg.ReadOnlySQLTransactionError: DatabaseUnavailable,  # a standby, or a server that was made read-only
    asyncpg.IdleInTransactionSessionTimeoutError: DatabaseUnavailable,
    asyncpg.OperatorInterventionError: DatabaseUnavailable,  # shutting down, starting up, dropped
    asyncpg.PostgresConnectionError: DatabaseUnavailable,
    asyncpg.PostgresIOError: DatabaseUnavailable,
    asyncpg.InvalidAuthorizationSpecificationError: DatabaseUnavailable,
    asyncpg.InvalidCatalogNameError: DatabaseUnavailable,
    OSError: DatabaseUnavailable,  # TimeoutError is one
}


def translated(error: Exception) -> Exception:
    """The error to raise in place of a driver's, with its message; the driver's own where it is no such thing."""
    kind = _kind(error)
    return kind(str(error) or type(error).__name__) if kind else error


def _kind(error: Exception) -> type[Unavailable] | None:
    if isinstance(error, sqlite3.Error):
        return SQLITE.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
    if isinstance(error, asyncpg.InterfaceError):  # also raised for wrong arguments and for wrong use
        gone = "closed" in str(error) or "closing" in str(error) or "terminated" in str(error)
        return DatabaseUnavailable if gone else None
    return next((POSTGRES[base] for base in type(error).__mro__ if base in POSTGRES), None)
