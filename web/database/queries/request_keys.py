"""Keys of requests that are carried out once, with what they were answered."""

from web.database.tables import RequestKey

INSERT = (
    "INSERT INTO request_key (key_hash, fingerprint, at) VALUES ({}, {}, {}) ON CONFLICT (key_hash) DO NOTHING"
    " RETURNING id"
)


async def insert(key_hash: str, fingerprint: str, at: int) -> bool:
    """False when the key is there already."""
    return bool(await RequestKey.raw(INSERT, key_hash, fingerprint, at))


async def find(key_hash: str) -> tuple[str, int, int | None, str | None] | None:
    """Fingerprint, time, journal entry and sealed answer."""
    key = RequestKey
    row = await key.select(key.fingerprint, key.at, key.entry, key.answer).where(key.key_hash == key_hash).first()
    return (row["fingerprint"], row["at"], row["entry"], row["answer"]) if row else None


async def set_entry(key_hash: str, entry: int) -> None:
    await RequestKey.update({RequestKey.entry: entry}).where(RequestKey.key_hash == key_hash)


async def set_answer(key_hash: str, sealed: str) -> None:
    await RequestKey.update({RequestKey.answer: sealed}).where(RequestKey.key_hash == key_hash)


async def delete_unfinished(key_hash: str) -> None:
    """Unless it has an answer, or made a journal entry."""
    key = RequestKey
    await key.delete().where(key.key_hash == key_hash, key.entry.is_null(), key.answer.is_null())


async def forget(before: int) -> None:
    await RequestKey.delete().where(RequestKey.at < before)
