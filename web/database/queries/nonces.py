"""Nonces as rows: each is taken once, whichever worker takes it."""

from web.database.tables import Nonce

INSERT = "INSERT INTO nonce (id, at) VALUES ({}, {}) ON CONFLICT DO NOTHING RETURNING id"


async def take(number: int, at: int) -> bool:
    """False when it was taken before. One statement, written out because every signed request pays for it."""
    return bool(await Nonce.raw(INSERT, number, at))


async def forget(before: int) -> None:
    await Nonce.delete().where(Nonce.at < before)
