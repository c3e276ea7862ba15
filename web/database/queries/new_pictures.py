"""New pictures: their numbers and public names, and uploads that wait for the request that adds them."""

import re
import secrets
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from piccolo.query.functions import Max

from web.database.engines.bound import bound_engine
from web.database.tables import PendingUpload
from web.database.tables import Picture as PictureRow
from web.gallery.errors import AddedAlready
from web.gallery.model import Picture

FACTS = ("content_hash", "format", "size", "width", "height", "mode", "file_name", "uploaded_at")
NAMES = 2104_5468  # the advisory locks that are about public names; any number of our own
SECRET_BYTES = 12  # 16 characters in an address; short, since a page of pictures has hundreds of addresses
COUNT_SUFFIX = re.compile(r"(_\d+)+(?=\.[^.]*\Z|\Z)")


async def lock_public_names(requested: Iterable[str]) -> None:
    """Let one transaction after the other number pictures that may get the same public name.

    On PostgreSQL only: on SQLite there is one writer. dress.jpg and dress_2.jpg queue together, since the second of
    the one is called like the first of the other. All at once and sorted, so that nobody waits crosswise.
    """
    stems = {COUNT_SUFFIX.sub("", name) for name in requested}
    if stems and bound_engine().engine_type == "postgres":
        await PictureRow.raw(
            "SELECT pg_advisory_xact_lock({}, stem)"
            " FROM (SELECT DISTINCT hashtext(s) AS stem FROM unnest({}::text[]) AS s ORDER BY 1) AS sorted",
            NAMES,
            sorted(stems),
        )


async def number(picture: Picture, owner: int, image: int | None) -> Picture:
    """Insert a picture and return it with its number, its secret and its public name, made from the requested one.

    For a new image pass None: it takes the picture's number as its id.
    """
    stem, dot, extension = picture.public_name.rpartition(".")
    name, count = await _free_name(stem, dot + extension)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = PictureRow(
        owner=owner,
        image=image,
        public_stem=picture.public_name,
        public_count=count,
        public_name=name,
        secret=secret,
        uploader=picture.uploader.id if picture.uploader else None,
        **{fact: getattr(picture, fact) for fact in FACTS},
    )
    new = (await PictureRow.insert(row).returning(PictureRow.id))[0]["id"]
    if image is None:
        await PictureRow.update({PictureRow.image: new}).where(PictureRow.id == new)
    return replace(picture, number=new, public_name=name, secret=secret)


async def _free_name(stem: str, extension: str) -> tuple[str, int]:
    """dress.jpg, dress_2.jpg, dress_3.jpg …: names are given once, over all owners, also after a removal."""
    highest = await PictureRow.select(Max(PictureRow.public_count)).where(PictureRow.public_stem == stem + extension)
    count: int = highest[0]["max"] or 0
    while True:
        count += 1
        name = f"{stem}{extension}" if count == 1 else f"{stem}_{count}{extension}"
        if not await PictureRow.exists().where(PictureRow.public_name == name):
            return name, count


async def last_upload(image: int) -> int:
    """The time of the newest upload for an image, 0 for none."""
    rows = await PictureRow.select(Max(PictureRow.uploaded_at)).where(PictureRow.image == image)
    return rows[0]["max"] or 0


async def add_pending(content_hash: str, at: int, since: int) -> int:
    """Insert a file that is to become a picture soon, and delete those from before `since`. Returns its number."""
    await PendingUpload.delete().where(PendingUpload.at < since)
    row = PendingUpload(content_hash=content_hash, at=at)
    return int((await PendingUpload.insert(row).returning(PendingUpload.id))[0]["id"])


async def waiting(since: int) -> set[str]:
    """Content hashes of the files that have been waiting since then."""
    rows = PendingUpload.select(PendingUpload.content_hash).where(PendingUpload.at >= since)
    return set(await rows.output(as_list=True))


async def take_pending(uploads: Sequence[int]) -> None:
    """Delete these, inside the caller's transaction. Raises AddedAlready where one of them does not wait."""
    if not uploads:
        return
    taken = await PendingUpload.delete().where(PendingUpload.id.is_in(list(uploads))).returning(PendingUpload.id)
    if len(taken) != len(uploads):
        raise AddedAlready
