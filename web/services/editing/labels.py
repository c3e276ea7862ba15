"""Texts of many images and stores at once: each cell carries the text it was read as, and is left alone where that
has changed since."""

from collections.abc import Iterable, Sequence

import msgspec

from web.gallery.apply import apply
from web.gallery.edits import ChangeImage
from web.gallery.model import GLOBAL, Gallery, Image


class LabelCell(msgspec.Struct, frozen=True, array_like=True):
    """None: no text of its own. Empty: left empty on purpose."""

    image: int
    store: int
    was: str | None
    text: str | None


class LabelConflict(msgspec.Struct, frozen=True):
    """A cell that was not written: somebody else was first."""

    cell: LabelCell
    stored: str | None
    gone: bool  # the image, or its place in that store


class LabelPlan(msgspec.Struct, frozen=True):
    cells: tuple[LabelCell, ...]  # what is to be written, in an order in which nothing gets lost
    clashes: tuple[LabelConflict, ...]

    @property
    def edits(self) -> list[ChangeImage]:
        return [ChangeImage(image_id=cell.image, store=cell.store, label=cell.text) for cell in self.cells]


def own_text(image: Image, store: int) -> str | None:
    return image.label if store == GLOBAL else image.own(store).label


def same(one: str | None, other: str | None) -> bool:
    """But for how lines end: browsers and spreadsheets have their own ways."""
    return one == other if one is None or other is None else _lines(one) == _lines(other)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def planned(gallery: Gallery, cells: Iterable[LabelCell]) -> LabelPlan:
    wanted: dict[tuple[int, int], LabelCell] = {}
    clashes = []
    for cell in cells:
        image = gallery.images.get(cell.image)
        gone = image is None or image.own(cell.store).removed
        stored = own_text(image, cell.store) if image and not gone else None
        if same(cell.was, cell.text) or (not gone and same(stored, cell.text)):
            continue
        if gone or not same(stored, cell.was):
            clashes.append(LabelConflict(cell, stored, gone))
        else:
            wanted[cell.image, cell.store] = cell
    return LabelPlan(tuple(_ordered(gallery, wanted.values())), tuple(clashes))


def _ordered(gallery: Gallery, cells: Iterable[LabelCell]) -> Sequence[LabelCell]:
    """To write at a store what it inherits changes nothing, so such a text waits until the default is another one."""

    def turn(cell: LabelCell) -> int:
        if cell.store == GLOBAL:
            return 1
        return 2 if cell.text == gallery.images[cell.image].label else 0

    return sorted(cells, key=turn)


def changed_by(gallery: Gallery, plan: LabelPlan) -> list[LabelCell]:
    """Those cells that would really be another."""
    after = apply(gallery, plan.edits, 0)

    def differs(cell: LabelCell) -> bool:
        before, then = gallery.images[cell.image], after.images[cell.image]
        return own_text(before, cell.store) != own_text(then, cell.store)

    return [cell for cell in plan.cells if differs(cell)]
