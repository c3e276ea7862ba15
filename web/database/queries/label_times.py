"""When labels changed: a store's own text may be older than the one it was made from."""

from web.database.tables import LabelTime
from web.gallery.changes import ImageChange
from web.gallery.model import GLOBAL, Image


async def note(image: int, change: ImageChange, moment: int) -> None:
    """Inside the caller's transaction."""
    before, after = _labels(change.before), _labels(change.after)
    differ = [store for store in sorted({*before, *after}) if before.get(store) != after.get(store)]
    if not differ:
        return
    await LabelTime.delete().where(LabelTime.image == image, LabelTime.store.is_in(differ))
    rows = [LabelTime(image=image, store=store, at=moment) for store in differ if store in after]
    if rows:
        await LabelTime.insert(*rows)


def _labels(image: Image | None) -> dict[int, str]:
    """By store; only those that there are."""
    if image is None:
        return {}
    own = {store: override.label for store, override in image.overrides.items()}
    return {store: label for store, label in {GLOBAL: image.label, **own}.items() if label is not None}
