"""Labels of many images and stores at once: each cell carries the text it was read as, and is left alone where that
has changed since."""

from collections.abc import Iterable, Sequence

import msgspec

from web.gallery.apply import apply
from web.gallery.edits import ChangeImage
from web.gallery.errors import UnknownImage
from web.gallery.labels import ExpectedLabel, same_text
from web.gallery.model import GLOBAL, Gallery, Image


class LabelCell(msgspec.Struct, frozen=True, array_like=True):
    """None: no text of its own. Empty: left empty on purpose."""

    image: int
    store: int
    was: str | None
    text: str | None

    @property
    def expected(self) -> ExpectedLabel:
        return ExpectedLabel(text=self.was, own=True)


class LabelConflict(msgspec.Struct, frozen=True):
    """A cell that was not written: somebody else was first."""

    cell: LabelCell
    stored: str | None
    gone: bool  # the image, or its place in that store


class LabelPlan(msgspec.Struct, frozen=True):
    cells: tuple[LabelCell, ...]  # to be written, in an order in which nothing gets lost
    conflicts: tuple[LabelConflict, ...]

    @property
    def edits(self) -> list[ChangeImage]:
        return [ChangeImage(image_id=cell.image, store=cell.store, label=cell.text) for cell in self.cells]


def planned(gallery: Gallery, cells: Iterable[LabelCell]) -> LabelPlan:
    """The cells whose text is still what it was read as; of two for one place the later one."""
    writable: dict[tuple[int, int], LabelCell] = {}
    conflicts = []
    for cell in cells:
        image = _image_there(gallery, cell)
        if same_text(cell.was, cell.text) or (image and same_text(image.own_label(cell.store), cell.text)):
            continue
        if image and cell.expected.is_still(image, cell.store):
            writable[cell.image, cell.store] = cell
        else:
            conflicts.append(LabelConflict(cell, image.own_label(cell.store) if image else None, gone=image is None))
    return LabelPlan(tuple(_ordered(gallery, writable.values())), tuple(conflicts))


def _image_there(gallery: Gallery, cell: LabelCell) -> Image | None:
    try:
        return gallery.image(cell.image, cell.store)
    except UnknownImage:
        return None


def _ordered(gallery: Gallery, cells: Iterable[LabelCell]) -> Sequence[LabelCell]:
    """Cells in writing order: a store's text that equals the old default comes after the default is another one."""

    def turn(cell: LabelCell) -> int:
        if cell.store == GLOBAL:
            return 1
        return 2 if cell.text == gallery.images[cell.image].label else 0

    return sorted(cells, key=turn)


def changed_by(gallery: Gallery, plan: LabelPlan) -> list[LabelCell]:
    """The cells whose text would really differ."""
    after = apply(gallery, plan.edits, 0)

    def differs(cell: LabelCell) -> bool:
        before, then = gallery.images[cell.image], after.images[cell.image]
        return before.own_label(cell.store) != then.own_label(cell.store)

    return [cell for cell in plan.cells if differs(cell)]
