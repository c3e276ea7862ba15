"""Saving what changed in a gallery: rows of images, overrides, links, roles and times of labels."""

from typing import Any

import msgspec
from piccolo.columns import Column

from web.database.queries.pictures import retire_pictures
from web.database.tables import Image as ImageRow
from web.database.tables import ImageOverride, ImageVariation, LabelTime, RoleHolder
from web.gallery.changes import OWN_FIELDS, Changes, ImageChange, RoleChange
from web.gallery.model import GLOBAL, Image


async def save(owner: int, changes: Changes, moment: int) -> None:
    """Write what differs and nothing else, inside the caller's transaction. Raises PictureSwept."""
    for number, change in changes.images.items():
        if change.after is not None:
            await _save_image(owner, change.before, change.after)
            await _save_overrides(owner, change.before, change.after)
            await _save_variations(owner, change.before, change.after)
            await _record_label_times(number, change, moment)
        await retire_pictures(number, change, moment)
    for role in changes.roles:
        await _save_role(owner, role)
    gone = [number for number, change in changes.images.items() if change.after is None]
    if gone:
        await ImageRow.delete().where(ImageRow.id.is_in(gone))


COLUMNS = ("label", "position", "excluded", "created_at", "updated_at")


async def _save_image(owner: int, before: Image | None, after: Image) -> None:
    values = _columns(after)
    if before is None:
        await ImageRow.insert(ImageRow(id=after.id, owner=owner, **values))
        return
    was = _columns(before)
    differ: dict[Column | str, object] = {
        ImageRow._meta.get_column_by_name(name): value for name, value in values.items() if value != was[name]
    }
    if differ:
        await ImageRow.update(differ).where(ImageRow.id == after.id)


def _columns(image: Image) -> dict[str, Any]:
    focus_x, focus_y = image.focus or (None, None)
    own = {name: getattr(image, name) for name in COLUMNS}
    return own | {"picture": image.picture.number, "focus_x": focus_x, "focus_y": focus_y}


async def _save_overrides(owner: int, before: Image | None, after: Image) -> None:
    was = before.overrides if before else {}
    for store in sorted({*was, *after.overrides}):
        if was.get(store) == after.overrides.get(store):
            continue
        await ImageOverride.delete().where(ImageOverride.image == after.id, ImageOverride.store == store)
        own = after.overrides.get(store)
        if own is not None:
            values = {name: getattr(own, name) for name in OWN_FIELDS}
            await ImageOverride.insert(ImageOverride(owner=owner, image=after.id, store=store, **values))


async def _save_variations(owner: int, before: Image | None, after: Image) -> None:
    if (before.variations if before else ()) == after.variations:
        return
    if before:
        await ImageVariation.delete().where(ImageVariation.image == after.id)
    links = [
        ImageVariation(owner=owner, image=after.id, variation=variation, place=place)
        for place, variation in enumerate(after.variations)
    ]
    if links:
        await ImageVariation.insert(*links)


async def _save_role(owner: int, change: RoleChange) -> None:
    await RoleHolder.delete().where(
        RoleHolder.owner == owner, RoleHolder.store == change.store, RoleHolder.role == change.role
    )
    if change.after is not msgspec.UNSET:
        holder = RoleHolder(owner=owner, store=change.store, role=change.role, image=change.after)
        await RoleHolder.insert(holder)


async def _record_label_times(image: int, change: ImageChange, moment: int) -> None:
    """Record when labels changed: a store's own text may be older than the one it was made from."""
    before, after = _labels(change.before), _labels(change.after)
    differ = [store for store in sorted({*before, *after}) if before.get(store) != after.get(store)]
    if not differ:
        return
    await LabelTime.delete().where(LabelTime.image == image, LabelTime.store.is_in(differ))
    rows = [LabelTime(image=image, store=store, at=moment) for store in differ if store in after]
    if rows:
        await LabelTime.insert(*rows)


def _labels(image: Image | None) -> dict[int, str]:
    """Labels by store; only those that there are."""
    if image is None:
        return {}
    own = {store: override.label for store, override in image.overrides.items()}
    return {store: label for store, label in {GLOBAL: image.label, **own}.items() if label is not None}
