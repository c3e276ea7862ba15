"""Pictures: every file that was added, by number, name or owner, and how long its bytes are kept."""

from typing import NamedTuple

from web.database.queries.statements import HotRead
from web.database.tables import Content
from web.database.tables import Picture as PictureRow
from web.database.tables import Picture as Row
from web.gallery.changes import ImageChange
from web.gallery.errors import PictureSwept
from web.gallery.model import StoredPicture, Uploader


class StoredPictureRow(NamedTuple):
    """A row of the hot reads of pictures, with what is known of its content, its image and its owner."""

    number: int
    content_hash: str
    format: str
    size: int
    width: int
    height: int
    mode: str
    file_name: str
    public_name: str
    secret: str
    uploaded_at: int
    owner: int
    image: int
    removed: bool
    retired_at: int | None
    metadata_free: bool | None
    uploader: int | None
    uploader_name: str
    uploader_full_name: str
    focus_x: int | None
    focus_y: int
    visible: bool


SOURCES = {
    "number": "p.id",
    "metadata_free": "c.metadata_free",
    "uploader": "u.id",
    "uploader_name": "u.name",
    "uploader_full_name": "u.full_name",
    "focus_x": "i.focus_x",
    "focus_y": "i.focus_y",
    "visible": "o.visible",
}  # the others are columns of the picture itself
PICTURES = f"""
    SELECT {", ".join(SOURCES.get(name, f"p.{name}") for name in StoredPictureRow._fields)}
    FROM picture p LEFT JOIN content c ON c.hash = p.content_hash LEFT JOIN person u ON u.id = p.uploader
    LEFT JOIN image i ON i.id = p.image AND i.picture = p.id JOIN owner o ON o.id = p.owner
    WHERE %s = {{}} ORDER BY p.id DESC
"""  # noqa: S608
PICTURE_BY_NUMBER = HotRead(PICTURES % "p.id")
PICTURE_BY_PUBLIC_NAME = HotRead(PICTURES % "p.public_name")
PICTURES_OF_IMAGE = HotRead(PICTURES % "p.image")
PICTURES_OF_OWNER = HotRead(PICTURES % "p.owner")
PICTURE_SHOWN = HotRead("SELECT removed, retired_at FROM picture WHERE id = {}")


async def by_number(number: int) -> StoredPicture | None:
    return next(iter(await _stored(PICTURE_BY_NUMBER, number)), None)


async def by_public_name(name: str) -> StoredPicture | None:
    return next(iter(await _stored(PICTURE_BY_PUBLIC_NAME, name)), None)


async def is_shown(number: int) -> bool:
    """True for the picture of an image today. One statement, the cheapest there is."""
    rows = await PICTURE_SHOWN(number)
    return bool(rows) and not rows[0][0] and rows[0][1] is None


async def of_image(image: int) -> list[StoredPicture]:
    """Pictures that an image ever had, the newest first."""
    return await _stored(PICTURES_OF_IMAGE, image)


async def of_owner(owner: int) -> list[StoredPicture]:
    """Pictures that any of an owner's images ever had, the newest first."""
    return await _stored(PICTURES_OF_OWNER, owner)


async def _stored(read: HotRead, value: int | str) -> list[StoredPicture]:
    """Read in one statement."""
    return [_from_row(row) for row in map(StoredPictureRow._make, await read(value))]


def _from_row(row: StoredPictureRow) -> StoredPicture:
    return StoredPicture(
        number=row.number,
        content_hash=row.content_hash,
        format=row.format,
        size=row.size,
        width=row.width,
        height=row.height,
        mode=row.mode,
        file_name=row.file_name,
        public_name=row.public_name,
        secret=row.secret,
        uploaded_at=row.uploaded_at,
        owner=row.owner,
        image=row.image,
        removed=bool(row.removed),
        retired_at=row.retired_at,
        metadata_free=bool(row.metadata_free),
        focus=None if row.focus_x is None else (row.focus_x, row.focus_y),
        visible=bool(row.visible),
        uploader=None if row.uploader is None else Uploader(row.uploader, row.uploader_name, row.uploader_full_name),
    )


async def owners_showing(content_hash: str, but: int, limit: int) -> list[int]:
    """Owners whose images show these bytes at present, without the owner `but`."""
    shown = PictureRow.select(PictureRow.owner).where(
        PictureRow.content_hash == content_hash, PictureRow.retired_at.is_null(), PictureRow.owner != but
    )
    found = await shown.order_by(PictureRow.id).limit(100).output(as_list=True)
    return list(dict.fromkeys(found))[:limit]


async def add_facts(content_hash: str, metadata_free: bool, facts: bytes) -> None:
    """Keep the facts about a content, as JSON. What is known already stays."""
    row = Content(hash=content_hash, metadata_free=metadata_free, facts=facts.decode())
    await Content.insert(row).on_conflict(target=Content.hash, action="DO NOTHING")


async def facts(content_hashes: set[str]) -> dict[str, str]:
    """JSON by hash, of the contents that have any. One statement."""
    if not content_hashes:
        return {}
    rows = await Content.select(Content.hash, Content.facts).where(Content.hash.is_in(sorted(content_hashes)))
    return {row["hash"]: row["facts"] for row in rows}


async def retire_pictures(image: int, change: ImageChange, moment: int) -> None:
    """Mark what a change of an image does to its pictures, inside the caller's transaction. Raises PictureSwept."""
    before = change.before.picture if change.before else None
    after = change.after.picture if change.after else None
    if before is not None and (after is None or after.number != before.number):
        await Row.update({Row.retired_at: moment}).where(Row.id == before.number)
    if after is None:
        await Row.update({Row.removed: True}).where(Row.image == image)
    elif before is None or before.number != after.number:
        # Put back or new: no date shows which of them, since a replacement may be dated a little ahead of the clock.
        await Row.update({Row.removed: False}).where(Row.image == image)
        await _reinstate(after.number)


async def _reinstate(number: int) -> None:
    found = await Row.update({Row.retired_at: None}).where(Row.id == number, Row.swept_at.is_null()).returning(Row.id)
    if not found:
        raise PictureSwept


async def kept_contents() -> set[str]:
    """Content hashes of every picture whose bytes are kept: also of what was removed lately, for undo."""
    kept = Row.select(Row.content_hash).where(Row.swept_at.is_null())
    return set(await kept.output(as_list=True))


async def retired_contents(before: int) -> set[str]:
    """Content hashes of which every picture was retired before that moment, and not all are swept."""
    old = Row.select(Row.content_hash).where(Row.retired_at < before, Row.swept_at.is_null())
    needed = Row.select(Row.content_hash).where(Row.retired_at.is_null() | (Row.retired_at >= before))
    return set(await old.output(as_list=True)) - set(await needed.output(as_list=True))


async def mark_swept(content_hash: str, before: int, at: int) -> None:
    """Mark as swept: its bytes go. A picture of it that was shown again meanwhile stays, and so do its bytes."""
    await Row.update({Row.swept_at: at}).where(
        Row.content_hash == content_hash, Row.retired_at < before, Row.swept_at.is_null()
    )
