"""Calls of credentials and OAuth consumers in their hour, taken a block at a time by all server processes."""

from typing import Literal, NamedTuple

from web.database.tables import Credential

TAKE = """
    UPDATE {table} SET
        quota_taken = CASE WHEN quota_until > {{}} THEN quota_taken ELSE 0 END + {{}},
        quota_until = CASE WHEN quota_until > {{}} THEN quota_until ELSE {{}} END
    WHERE id = {{}} AND (quota_until <= {{}} OR quota_taken + {{}} <= {{}})
    RETURNING quota_until, quota_taken
"""
READ = "SELECT quota_until, quota_taken FROM {table} WHERE id = {{}}"
GIVE_BACK = "UPDATE {table} SET quota_taken = quota_taken - {{}} WHERE id = {{}} AND quota_until = {{}}"


class Account(NamedTuple):
    """Whose calls are counted: a row of one of two tables."""

    table: Literal["credential", "consumer"]
    id: int


class Window(NamedTuple):
    """An hour of calls: when it ends, in microseconds since 1970, and how many were taken out of it."""

    until: int = 0
    taken: int = 0


async def take(account: Account, calls: int, limit: int, at: int, until: int) -> Window | None:
    """Take so many calls out of the window, or begin one that ends at `until`; None where there are not so many."""
    values = at, calls, at, until, account.id, at, calls, limit
    rows = await Credential.raw(TAKE.format(table=account.table), *values)
    return Window(rows[0]["quota_until"], rows[0]["quota_taken"]) if rows else None


async def window(account: Account) -> Window:
    rows = await Credential.raw(READ.format(table=account.table), account.id)
    return Window(rows[0]["quota_until"], rows[0]["quota_taken"]) if rows else Window()


async def give_back(account: Account, calls: int, until: int) -> None:
    """Give back what was taken out of the window that ends then, if it is still that one."""
    await Credential.raw(GIVE_BACK.format(table=account.table), calls, account.id, until)
