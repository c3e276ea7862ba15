"""Picture rows: numbering a new picture, and finding any picture by its number or public name."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from piccolo.query.functions import Max

from web.database.engines.bound import bound
from web.database.queries.prepared import (
    PICTURE_BY_NUMBER,
    PICTURE_BY_PUBLIC_NAME,
    PICTURE_SHOWN,
    PICTURES_OF_IMAGE,
    PICTURES_OF_OWNER,
    HotRead,
)
from web.database.tables import Picture as PictureRow
from web.database.tables import WaitingUpload
from web.gallery.errors import AddedAlready
from web.gallery.model import Picture, StoredPicture, Uploader

FACTS = ("content_hash", "format", "size", "width", "height", "mode", "file_name", "uploaded_at")


NAMES = 2104_5468  # the advisory locks that are about public names; any number of our own
COUNTED = re.compile(r"(_\d+)+(?=\.[^.]*\Z|\Z)")


async def queue_for_names(wished: Iterable[str]) -> None:
    """Let one transaction after the other number pictures that may get the same public name.

    On PostgreSQL only: on SQLite there is one writer. dress.jpg and dress_2.jpg queue together, since the second of
    the one is called like the first of the other. All at once and sorted, so that nobody waits crosswise.
    """
    stems = {COUNTED.sub("", name) for name in wished}
    if stems and bound().engine_type == "postgres":
        await PictureRow.raw(
            "SELECT pg_advisory_xact_lock({}, stem)"
            " FROM (SELECT DISTINCT hashtext(s) AS stem FROM unnest({}::text[]) AS s ORDER BY 1) AS sorted",
            NAMES,
            sorted(stems),
        )


async def number(picture: Picture, owner: int, image: int | None) -> Picture:
    """Keep a picture's facts and give it its number and its public name, made from the name wished for.

    For a new image pass None: it takes the picture's number as its id.
    """
    stem, dot, extension = picture.public_name.rpartition(".")
    name, count = await _free_name(stem, dot + extension)
    row = PictureRow(
        owner=owner,
        image=image,
        public_stem=picture.public_name,
        public_count=count,
        public_name=name,
        uploader=picture.uploader.id if picture.uploader else None,
        **{fact: getattr(picture, fact) for fact in FACTS},
    )
    given = (await PictureRow.insert(row).returning(PictureRow.id))[0]["id"]
    if image is None:
        await PictureRow.update({PictureRow.image: given}).where(PictureRow.id == given)
    return replace(picture, number=given, public_name=name)


async def _free_name(stem: str, extension: str) -> tuple[str, int]:
    """dress.jpg, dress_2.jpg, dress_3.jpg …: names are given once, over all owners, also after a removal."""
    highest = await PictureRow.select(Max(PictureRow.public_count)).where(PictureRow.public_stem == stem + extension)
    count: int = highest[0]["max"] or 0
    while True:
        count += 1
        name = f"{stem}{extension}" if count == 1 else f"{stem}_{count}{extension}"
        if not await PictureRow.exists().where(PictureRow.public_name == name):
            return name, count


async def by_number(number: int) -> StoredPicture | None:
    return next(iter(await _kept(PICTURE_BY_NUMBER, number)), None)


async def by_public_name(name: str) -> StoredPicture | None:
    return next(iter(await _kept(PICTURE_BY_PUBLIC_NAME, name)), None)


async def is_shown(number: int) -> bool:
    """Whether it is the picture of an image today. One statement, the cheapest there is."""
    rows = await PICTURE_SHOWN(number)
    return bool(rows) and not rows[0][0] and rows[0][1] is None


async def of_image(image: int) -> list[StoredPicture]:
    """Every picture an image ever had, the newest first."""
    return await _kept(PICTURES_OF_IMAGE, image)


async def last_upload(image: int) -> int:
    """When the newest of all the pictures an image ever had was uploaded."""
    rows = await PictureRow.select(Max(PictureRow.uploaded_at)).where(PictureRow.image == image)
    return rows[0]["max"] or 0


async def of_owner(owner: int) -> list[StoredPicture]:
    """Every picture that any of an owner's images ever had, the newest first."""
    return await _kept(PICTURES_OF_OWNER, owner)


async def _kept(read: HotRead, value: int | str) -> list[StoredPicture]:
    """One statement."""
    return [
        StoredPicture(
            number=number, content_hash=content_hash, format=form, size=size, width=width, height=height, mode=mode,
            file_name=file_name, public_name=public_name, uploaded_at=uploaded_at, owner=owner, image=image,
            gone=bool(gone), retired_at=retired_at, metadata_free=bool(clean),
            focus=None if focus_x is None else (focus_x, focus_y),
            uploader=None if person is None else Uploader(person, name, full_name),
        )
        for number, content_hash, form, size, width, height, mode, file_name, public_name, uploaded_at,
            owner, image, gone, retired_at, clean, person, name, full_name, focus_x, focus_y in await read(value)
    ]  # fmt: skip


async def content_hashes() -> set[str]:
    """Of every picture whose bytes are kept: also what was removed lately, for undo and old addresses."""
    kept = PictureRow.select(PictureRow.content_hash).where(PictureRow.swept_at.is_null())
    return set(await kept.output(as_list=True))


async def owners_showing(content_hash: str, but: int, most: int) -> list[int]:
    """Whose images these bytes are the picture of at present, without one of them."""
    shown = PictureRow.select(PictureRow.owner).where(
        PictureRow.content_hash == content_hash, PictureRow.retired_at.is_null(), PictureRow.owner != but
    )
    found = await shown.order_by(PictureRow.id).limit(100).output(as_list=True)
    return list(dict.fromkeys(found))[:most]


async def wait(content_hash: str, at: int, since: int) -> int:
    """Note a file that is to become a picture soon, and forget those noted before `since`. The note's number."""
    await WaitingUpload.delete().where(WaitingUpload.at < since)
    row = WaitingUpload(content_hash=content_hash, at=at)
    return int((await WaitingUpload.insert(row).returning(WaitingUpload.id))[0]["id"])


async def waiting(since: int) -> set[str]:
    """What has been waiting since then."""
    noted = WaitingUpload.select(WaitingUpload.content_hash).where(WaitingUpload.at >= since)
    return set(await noted.output(as_list=True))


async def take_places(notes: Sequence[int]) -> None:
    """They wait no longer, inside the caller's transaction. Raises AddedAlready where one of them does not wait."""
    if not notes:
        return
    taken = await WaitingUpload.delete().where(WaitingUpload.id.is_in(list(notes))).returning(WaitingUpload.id)
    if len(taken) != len(notes):
        raise AddedAlready
