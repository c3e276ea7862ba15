"""From bytes that arrived to a picture that an edit can carry."""

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import msgspec

from web.database.queries import new_pictures, pictures
from web.files.received import Limits, Received
from web.files.store import FileStore, original_key
from web.gallery.clock import DAY, now
from web.gallery.errors import AddedAlready
from web.gallery.formats import extension
from web.gallery.model import Picture, Uploader
from web.services.editing.intake import store_picture

WAIT = DAY  # how long a file may lie there between being sent and being added to a gallery


async def picture_from(
    received: Received,
    files: FileStore,
    limits: Limits,
    *,
    name: str,
    uploader: Uploader | None,
    allowed: frozenset[str] | None = None,
    requested_name: str | None = None,
) -> Picture:
    """Check a received file, store it, and make a picture for an edit; the temporary file is gone afterwards.

    The picture has no number yet. `allowed` formats, None for all; `requested_name` is to be the public name, else it
    is made from the file's name. Raises PictureRefused, StorageUnavailable.
    """
    async with received:
        kept = await store_picture(received, files, limits, allowed)
    if kept.facts is not None:
        await pictures.add_facts(kept.content_hash, kept.facts.metadata_free, msgspec.json.encode(kept.facts))
    return Picture(
        number=0,
        content_hash=kept.content_hash,
        format=kept.format,
        size=kept.size,
        width=kept.width,
        height=kept.height,
        mode=kept.mode,
        file_name=name.replace("\0", ""),  # PostgreSQL keeps no NUL in a text
        public_name=requested_name or public_name(name.rpartition(".")[0] or name, extension(kept.format)),
        uploaded_at=0,
        uploader=uploader,
    )


async def keep_pending(picture: Picture) -> int:
    """The picture is kept and will be added by a later request; until then, or for a day, it is nobody's orphan.

    The number is for `placed`.
    """
    return await new_pictures.add_pending(picture.content_hash, now(), now() - WAIT)


def placed(uploads: Sequence[int]) -> Callable[[tuple[int, ...]], Awaitable[None]]:
    """A function to pass `alongside` the edit that adds them, so that each is added once. It raises AddedAlready."""

    async def take(_: tuple[int, ...]) -> None:
        await new_pictures.take_pending(uploads)

    return take


async def forget(upload: int) -> None:
    """It will not be added after all: its file is nobody's, unless the same one was sent before."""
    with suppress(AddedAlready):
        await new_pictures.take_pending([upload])


async def is_kept(picture: Picture, files: FileStore) -> bool:
    """Whether its file is still there."""
    return await files.head(original_key(picture.content_hash)) is not None


def public_name(stem: str, ending: str) -> str:
    """A name fit for addresses: every run of other characters than letters, digits, `_`, `.` and `-` is one `_`.

    As Magento does it, of which our shortest public addresses are; a stem with nothing left is called `file`.
    """
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "_", stem)[:90]
    return f"{safe if safe.strip('_') else 'file'}.{ending}"
