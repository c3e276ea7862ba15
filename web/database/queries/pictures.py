"""Finding pictures by number, public name, image or owner, and the facts about their contents."""

from typing import NamedTuple

from web.database.queries.prepared import HotRead
from web.database.tables import Content
from web.database.tables import Picture as PictureRow
from web.gallery.model import StoredPicture, Uploader


class StoredPictureRow(NamedTuple):
    """A row of the hot reads of pictures, with what is known of its content and of the image it belongs to."""

    number: int
    content_hash: str
    format: str
    size: int
    width: int
    height: int
    mode: str
    file_name: str
    public_name: str
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


SOURCES = {
    "number": "p.id",
    "metadata_free": "c.metadata_free",
    "uploader": "u.id",
    "uploader_name": "u.name",
    "uploader_full_name": "u.full_name",
    "focus_x": "i.focus_x",
    "focus_y": "i.focus_y",
}  # the others are columns of the picture itself
PICTURES = f"""
    SELECT {", ".join(SOURCES.get(name, f"p.{name}") for name in StoredPictureRow._fields)}
    FROM picture p LEFT JOIN content c ON c.hash = p.content_hash LEFT JOIN person u ON u.id = p.uploader
    LEFT JOIN image i ON i.id = p.image AND i.picture = p.id
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
    """Every picture an image ever had, the newest first."""
    return await _stored(PICTURES_OF_IMAGE, image)


async def of_owner(owner: int) -> list[StoredPicture]:
    """Every picture that any of an owner's images ever had, the newest first."""
    return await _stored(PICTURES_OF_OWNER, owner)


async def _stored(read: HotRead, value: int | str) -> list[StoredPicture]:
    """One statement."""
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
        uploaded_at=row.uploaded_at,
        owner=row.owner,
        image=row.image,
        removed=bool(row.removed),
        retired_at=row.retired_at,
        metadata_free=bool(row.metadata_free),
        focus=None if row.focus_x is None else (row.focus_x, row.focus_y),
        uploader=None if row.uploader is None else Uploader(row.uploader, row.uploader_name, row.uploader_full_name),
    )


async def owners_showing(content_hash: str, but: int, most: int) -> list[int]:
    """Owners whose images show these bytes at present, without the owner `but`."""
    shown = PictureRow.select(PictureRow.owner).where(
        PictureRow.content_hash == content_hash, PictureRow.retired_at.is_null(), PictureRow.owner != but
    )
    found = await shown.order_by(PictureRow.id).limit(100).output(as_list=True)
    return list(dict.fromkeys(found))[:most]


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
