"""Pictures that are no image's any more: since when, and when their bytes went."""

from web.database.tables import Picture as Row
from web.gallery.changes import ImageChange
from web.gallery.errors import PictureSwept


async def note_pictures(image: int, change: ImageChange, moment: int) -> None:
    """What a change of an image does to its pictures, inside the caller's transaction. Raises PictureSwept."""
    before = change.before.picture if change.before else None
    after = change.after.picture if change.after else None
    if before is not None and (after is None or after.number != before.number):
        await Row.update({Row.retired_at: moment}).where(Row.id == before.number)
    if after is None:
        await Row.update({Row.gone: True}).where(Row.image == image)
    elif before is None or before.number != after.number:
        # Put back or new: which of them no date tells, since a replacement may be dated a little ahead of the clock.
        await Row.update({Row.gone: False}).where(Row.image == image)
        await _shown_again(after.number)


async def _shown_again(number: int) -> None:
    found = await Row.update({Row.retired_at: None}).where(Row.id == number, Row.swept_at.is_null()).returning(Row.id)
    if not found:
        raise PictureSwept


async def contents(before: int) -> set[str]:
    """By hash: contents of which every picture was retired before that moment, and not all are swept."""
    old = Row.select(Row.content_hash).where(Row.retired_at < before, Row.swept_at.is_null())
    needed = Row.select(Row.content_hash).where(Row.retired_at.is_null() | (Row.retired_at >= before))
    return set(await old.output(as_list=True)) - set(await needed.output(as_list=True))


async def sweep(content_hash: str, before: int, at: int) -> None:
    """Note that its bytes go. A picture of it that was shown again meanwhile stays as it is, and so do its bytes."""
    await Row.update({Row.swept_at: at}).where(
        Row.content_hash == content_hash, Row.retired_at < before, Row.swept_at.is_null()
    )
