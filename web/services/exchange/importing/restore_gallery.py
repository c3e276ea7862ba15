"""Restoring a gallery from the rows of an export: edits planned under its lock, and the result of each row."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from web.gallery.apply import apply
from web.gallery.changes import Changes, changes_between
from web.gallery.clock import now
from web.gallery.edits import AddImage, Arrange, Edit, ReplacePicture
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.services.catalogue.lookup import gallery_of
from web.services.editing.write_path import edit_gallery
from web.services.exchange.importing.exported_images import Export, ExportedImage, images_of
from web.services.exchange.importing.find_owner import product_name
from web.services.exchange.importing.import_context import BY
from web.services.exchange.importing.row_result import Result, RowRefused, RowResult


class GalleryPlan(msgspec.Struct):
    """The edits of a gallery, and the image that each row becomes, by its line."""

    edits: list[Edit]
    images: dict[int, int]  # below zero: one that is added
    replaced: set[int]


class ImageResult(NamedTuple):
    """The result of a row; no image for one that a dry run did not add."""

    result: Result
    image: int | None


async def restore_gallery(owner: Owner, items: list[ExportedImage], export: Export) -> list[RowResult]:
    """Restore, with a result for each item with a file. Raises what EXPECTED names, StorageUnavailable."""
    plan = GalleryPlan([], {}, set())

    def edits(gallery: Gallery) -> list[Edit]:
        nonlocal plan
        plan = _plan(items, gallery)
        return plan.edits

    if export.context.dry_run:
        gallery = (await gallery_of(owner)).gallery
        changes = changes_between(gallery, apply(gallery, edits(gallery), now()))
        done = _done(plan, changes, ())
    else:
        edited = await edit_gallery(owner, edits, BY)
        done = _done(plan, edited.changes, edited.added)
    rows = [item.row for item in items if item.row.file]
    return [_row_result(export.source(row.line, row.file), owner, done[row.line]) for row in rows]


def _row_result(source: str, owner: Owner, done: ImageResult) -> RowResult:
    return RowResult(source=source, product=product_name(owner), result=done.result, image=done.image)


def _done(plan: GalleryPlan, changes: Changes, added: Sequence[int]) -> dict[int, ImageResult]:
    """Results by the rows' lines."""
    new = iter(added)
    return {
        line: ImageResult(_result(line, plan, changes), image if image > 0 else next(new, None))
        for line, image in plan.images.items()
    }


def _result(line: int, plan: GalleryPlan, changes: Changes) -> Result:
    image = plan.images[line]
    if image < 0:
        return "added"
    if line in plan.replaced:
        return "replaced"
    touched = image in changes.images or any(image in (role.before, role.after) for role in changes.roles)
    return "changed" if touched else "already there"


def _plan(items: list[ExportedImage], gallery: Gallery) -> GalleryPlan:
    there, plan = images_of(items, gallery), GalleryPlan([], {}, set())
    files = [item for item in items if item.row.file]
    for item in files:
        line, image = item.row.line, there.get(item.row.line)
        plan.images[line] = image.id if image else -line
        if image is None:
            plan.edits.append(AddImage(picture=replace(_picture(item), number=-line)))
        elif image.picture.content_hash != item.content_hash:
            plan.replaced.add(line)
            plan.edits.append(ReplacePicture(image_id=image.id, picture=_picture(item)))
    images = {plan.images[item.row.line]: item.row.arranged for item in files}
    plan.edits.append(Arrange(images=images, roles=_roles(items, plan.images)))
    return plan


def _picture(item: ExportedImage) -> Picture:
    """Raises RowRefused where the gallery was changed so lately that nobody knew it would be needed."""
    if item.picture is None:
        raise RowRefused("the gallery was changed meanwhile; run it again")
    return item.picture


def _roles(items: Sequence[ExportedImage], images: Mapping[int, int]) -> dict[int, dict[str, int | None]]:
    roles: dict[int, dict[str, int | None]] = {}
    for item in items:
        for store, named in item.row.roles.items():
            roles.setdefault(store, {}).update(dict.fromkeys(named, images.get(item.row.line)))
    return roles
