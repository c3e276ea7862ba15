"""Rows to a Gallery, and the changes of a Gallery to rows."""

from collections.abc import Sequence
from typing import Any

import msgspec
from piccolo.columns import Column

from web.database.queries import label_times
from web.database.queries.prepared import GALLERY
from web.database.queries.retired import note_pictures
from web.database.tables import Image as ImageRow
from web.database.tables import ImageOverride, ImageVariation, RoleHolder
from web.gallery.changes import OWN_FIELDS, Changes, ImageChange, RoleChange
from web.gallery.model import Gallery, Image, LoadedGallery, Override, Picture, Uploader


async def load(owner: int) -> LoadedGallery:
    """One statement, whatever the number of images."""
    rows = await GALLERY(owner, owner, owner, owner, owner, owner)
    parts: dict[int, list[Sequence[Any]]] = {part: [] for part in range(1, 7)}
    for row in rows:
        parts[row[0]].append(row)
    return LoadedGallery(
        Gallery(images=_images(parts[1], parts[2], parts[4]), roles=_roles(parts[3])),
        tuple(sorted(row[1] for row in parts[5])),
        frozenset(row[1] for row in parts[6]),
    )


def _images(
    images: list[Sequence[Any]], overrides: list[Sequence[Any]], links: list[Sequence[Any]]
) -> dict[int, Image]:
    own: dict[int, dict[int, Override]] = {}
    for _, image, store, position, _, label, excluded, removed, *_ in overrides:
        kept = None if excluded is None else bool(excluded)
        own.setdefault(image, {})[store] = Override(
            label=label, position=position, excluded=kept, removed=bool(removed)
        )
    linked: dict[int, list[int]] = {}
    for _, image, variation, *_ in sorted(links, key=lambda row: (row[1], row[3])):
        linked.setdefault(image, []).append(variation)
    return {row[1]: _image(row, own.get(row[1], {}), tuple(linked.get(row[1], ()))) for row in sorted(images, key=_id)}


def _id(row: Sequence[Any]) -> int:
    return row[1]  # type: ignore[no-any-return]


def _image(row: Sequence[Any], overrides: dict[int, Override], variations: tuple[int, ...]) -> Image:
    _, number, position, created_at, updated_at, label, excluded, picture, content_hash, form, *rest = row
    size, width, height, mode, file_name, public_name, uploaded_at, *rest = rest
    uploader, uploader_name, uploader_full_name, focus_x, focus_y = rest
    return Image(
        id=number,
        picture=Picture(
            number=picture,
            content_hash=content_hash,
            format=form,
            size=size,
            width=width,
            height=height,
            mode=mode,
            file_name=file_name,
            public_name=public_name,
            uploaded_at=uploaded_at,
            uploader=None if uploader is None else Uploader(uploader, uploader_name, uploader_full_name),
        ),
        position=position,
        label=label,
        excluded=bool(excluded),
        variations=variations,
        focus=None if focus_x is None else (focus_x, focus_y),
        overrides=dict(sorted(overrides.items())),
        created_at=created_at,
        updated_at=updated_at,
    )


def _roles(rows: list[Sequence[Any]]) -> dict[int, dict[str, int | None]]:
    roles: dict[int, dict[str, int | None]] = {}
    for _, image, store, _, _, role, *_ in sorted(rows, key=lambda row: (row[2], row[5])):
        roles.setdefault(store, {})[role] = image
    return roles


async def save(owner: int, changes: Changes, moment: int) -> None:
    """Write what differs and nothing else, inside the caller's transaction. Raises PictureSwept."""
    for number, change in changes.images.items():
        if change.after is not None:
            await _save_image(owner, number, change)
            await label_times.note(number, change, moment)
        await note_pictures(number, change, moment)
    for role in changes.roles:
        await _save_role(owner, role)
    gone = [number for number, change in changes.images.items() if change.after is None]
    if gone:
        await ImageRow.delete().where(ImageRow.id.is_in(gone))


COLUMNS = ("label", "position", "excluded", "created_at", "updated_at")


async def _save_image(owner: int, number: int, change: ImageChange) -> None:
    before, after = change.before, change.after
    assert after is not None  # noqa: S101 - for the type checker; the caller asked
    values = _columns(after)
    if before is None:
        await ImageRow.insert(ImageRow(id=number, owner=owner, **values))
    else:
        was = _columns(before)
        differ: dict[Column | str, Any] = {
            ImageRow._meta.get_column_by_name(name): value for name, value in values.items() if value != was[name]
        }
        if differ:
            await ImageRow.update(differ).where(ImageRow.id == number)
    await _save_overrides(owner, before, after)
    await _save_variations(owner, before, after)


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
