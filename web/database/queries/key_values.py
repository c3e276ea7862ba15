"""Short texts kept between requests and processes, by key."""

from web.database.engines.transaction import writing
from web.database.tables import KeyValue


async def put(key: str, value: str, at: int) -> None:
    async with writing():
        await KeyValue.delete().where(KeyValue.key == key)
        await KeyValue.insert(KeyValue(key=key, value=value, at=at))


TOUCH = "INSERT INTO key_value (key, value, at) VALUES ({}, '', {}) ON CONFLICT (key) DO UPDATE SET at = excluded.at"


async def touch(key: str, at: int) -> None:
    await KeyValue.raw(TOUCH, key, at)


async def get(*keys: str) -> dict[str, tuple[str, int]]:
    """(value, time written) by key, of those that are there."""
    rows = await KeyValue.select(KeyValue.key, KeyValue.value, KeyValue.at).where(KeyValue.key.is_in([*keys]))
    return {row["key"]: (row["value"], row["at"]) for row in rows}
