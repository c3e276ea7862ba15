"""How neighbours move when one image takes a place: each vendor's rule, as the oracle has it."""

from collections.abc import Callable

from tests.dialects.sequences.oracle import GLOBAL, LARGEST, Shelf


def make_room(shelf: Shelf, image: int, place: int) -> None:
    """BigCommerce: a changed place moves every other image there or behind up by one."""
    if place != shelf.read(image, "position"):
        _shift(shelf, image, lambda position: position >= place, 1)
        shelf.put(image, "position", place)


def insert(shelf: Shelf, image: int, place: int) -> None:
    """Spree, a newcomer: those from there on move up by one."""
    make_room(shelf, image, place)


def slide(shelf: Shelf, image: int, place: int) -> None:
    """Spree, one that was there: where the place is taken, those between the old and the new place move by one."""
    before = shelf.read(image, "position")
    taken = any(shelf.read(other, "position") == place for other in shelf.ids if other != image)
    if taken and place < before:
        _shift(shelf, image, lambda position: place <= position < before, 1)
    elif taken and place > before:
        _shift(shelf, image, lambda position: before < position <= place, -1)
    shelf.put(image, "position", place)


def go_behind(shelf: Shelf, image: int) -> None:
    """Spree, without a place: behind all others, where nobody has to move."""
    others = [shelf.read(other, "position") for other in shelf.ids if other != image]
    if shelf.read(image, "position") <= max([0, *others]):
        shelf.put(image, "position", shelf.end())


def close_gap(shelf: Shelf, image: int) -> None:
    """Spree, one that leaves: those behind it move up."""
    before = shelf.read(image, "position")
    _shift(shelf, image, lambda position: position > before, -1)


def rank(shelf: Shelf, image: int, wanted: int, store: int = GLOBAL) -> None:
    """Spiffy and the admin: the list renumbered from 1 with the image there; what is there already stays as it is."""
    order = shelf.listed(store)
    wanted = min(max(wanted, 1), len(order))
    if shelf.rank(image, store) == wanted:
        return
    order.remove(image)
    order.insert(wanted - 1, image)
    for place, each in enumerate(order, start=1):
        shelf.put(each, "position", place, store)


def _shift(shelf: Shelf, image: int, where: Callable[[int], bool], by: int) -> None:
    for other in shelf.ids:
        position = shelf.read(other, "position")
        if other != image and where(position):
            shelf.put(other, "position", min(position + by, LARGEST))
