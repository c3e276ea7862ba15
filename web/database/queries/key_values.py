"""Short texts kept between requests and processes, by name."""

from web.database.engines.transaction import writing
from web.database.tables import Note


async def put(name: str, text: str, at: int) -> None:
    async with writing():
        await Note.delete().where(Note.name == name)
        await Note.insert(Note(name=name, text=text, at=at))


async def get(*names: str) -> dict[str, tuple[str, int]]:
    """(text, time written) by name, of those that are there."""
    rows = await Note.select(Note.name, Note.text, Note.at).where(Note.name.is_in([*names]))
    return {row["name"]: (row["text"], row["at"]) for row in rows}
