"""Retention of pictures: retired when no image shows them, swept when their bytes go."""

from web.database.tables import Picture as Row
from web.gallery.changes import ImageChange
from web.gallery.errors import PictureSwept


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
    """Its bytes go. A picture of it that was shown again meanwhile stays as it is, and so do its bytes."""
    await Row.update({Row.swept_at: at}).where(
        Row.content_hash == content_hash, Row.retired_at < before, Row.swept_at.is_null()
    )
