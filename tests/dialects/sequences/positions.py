"""Positions: each vendor's rule of how neighbours move when one image takes a place, as the oracle has it."""

from collections.abc import Callable

from tests.dialects.sequences.oracle import GLOBAL, LARGEST, Oracle


def make_room(oracle: Oracle, image: int, place: int) -> None:
    """BigCommerce: a changed place moves every other image there or behind up by one."""
    if place != oracle.read(image, "position"):
        _shift(oracle, image, lambda position: position >= place, 1)
        oracle.set(image, "position", place)


def insert(oracle: Oracle, image: int, place: int) -> None:
    """Spree, a newcomer: those from there on move up by one."""
    make_room(oracle, image, place)


def slide(oracle: Oracle, image: int, place: int) -> None:
    """Spree, one that was there: where the place is taken, those between the old and the new place move by one."""
    before = oracle.read(image, "position")
    taken = any(oracle.read(other, "position") == place for other in oracle.ids if other != image)
    if taken and place < before:
        _shift(oracle, image, lambda position: place <= position < before, 1)
    elif taken and place > before:
        _shift(oracle, image, lambda position: before < position <= place, -1)
    oracle.set(image, "position", place)


def go_behind(oracle: Oracle, image: int) -> None:
    """Spree, without a place: behind all others, where nobody has to move."""
    others = [oracle.read(other, "position") for other in oracle.ids if other != image]
    if oracle.read(image, "position") <= max([0, *others]):
        oracle.set(image, "position", oracle.end())


def close_gap(oracle: Oracle, image: int) -> None:
    """Spree, one that leaves: those behind it move up."""
    before = oracle.read(image, "position")
    _shift(oracle, image, lambda position: position > before, -1)


def rank(oracle: Oracle, image: int, target: int, store: int = GLOBAL) -> None:
    """Spiffy and the admin: the list renumbered from 1 with the image there; what is there already stays as it is."""
    order = oracle.listed(store)
    target = min(max(target, 1), len(order))
    if oracle.rank(image, store) == target:
        return
    order.remove(image)
    order.insert(target - 1, image)
    for place, each in enumerate(order, start=1):
        oracle.set(each, "position", place, store)


def _shift(oracle: Oracle, image: int, where: Callable[[int], bool], by: int) -> None:
    for other in oracle.ids:
        position = oracle.read(other, "position")
        if other != image and where(position):
            oracle.set(other, "position", min(position + by, LARGEST))
