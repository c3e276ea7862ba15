"""Attempts to sign in, counted for all server processes."""

from collections.abc import Mapping

from web.database.engines.transaction import writing
from web.database.tables import SignInAttempt

# Only where the row's count is below this key's limit, or its time is over; each row is locked by that, in one order.
COUNT = """
    INSERT INTO sign_in_attempt (key_hash, attempts, until) VALUES ({}, 1, {})
    ON CONFLICT (key_hash) DO UPDATE SET
        attempts = CASE WHEN sign_in_attempt.until > {} THEN sign_in_attempt.attempts ELSE 0 END + 1,
        until = CASE WHEN sign_in_attempt.until > {} THEN sign_in_attempt.until ELSE excluded.until END
    WHERE sign_in_attempt.until <= {} OR sign_in_attempt.attempts < {}
    RETURNING until
"""
KNOW = (
    "INSERT INTO sign_in_attempt (key_hash, attempts, until) VALUES ({}, 0, {})"
    " ON CONFLICT (key_hash) DO UPDATE SET until = excluded.until"
)
FORGET = "DELETE FROM sign_in_attempt WHERE key_hash = {}"
RETURN = "UPDATE sign_in_attempt SET attempts = attempts - 1 WHERE key_hash = {} AND attempts > 0"


class _Refused(Exception):
    def __init__(self, key_hash: str) -> None:
        super().__init__(key_hash)
        self.key_hash = key_hash


async def count(limits: Mapping[str, int], at: int, until: int) -> int | None:
    """Count an attempt for all these keys, or for none where one has reached its limit; returns when that one ends.

    A count begins at its first attempt and ends at `until`.
    """
    try:
        async with writing():
            for key_hash, limit in sorted(limits.items()):
                if not await SignInAttempt.raw(COUNT, key_hash, until, at, at, at, limit):
                    raise _Refused(key_hash)
    except _Refused as refused:
        return await ends_at(refused.key_hash) or at
    return None


async def ends_at(key_hash: str) -> int | None:
    attempt = SignInAttempt
    row = await attempt.select(attempt.until).where(attempt.key_hash == key_hash).first()
    return row["until"] if row else None


async def succeed(forgotten: tuple[str, ...], returned: str, known: str, known_until: int) -> None:
    """Forget these keys' attempts, take back one of another key, and know one until then; in `count`'s order."""
    changes: dict[str, tuple[str, *tuple[int, ...]]] = dict.fromkeys(forgotten, (FORGET,))
    changes |= {returned: (RETURN,), known: (KNOW, known_until)}
    async with writing():
        for key_hash, (statement, *values) in sorted(changes.items()):
            await SignInAttempt.raw(statement, key_hash, *values)


async def forget(before: int) -> None:
    await SignInAttempt.delete().where(SignInAttempt.until <= before)
