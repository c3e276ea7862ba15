"""Ordering: the positions that change when one image is placed or leaves.

Every function returns only the positions that differ, by image id.
"""

from typing import assert_never

from web.gallery.edits import Placement
from web.gallery.errors import PositionOutOfRange
from web.gallery.model import LARGEST_POSITION, Gallery


def placed(gallery: Gallery, image_id: int, position: int, place: Placement, store: int) -> dict[int, int]:
    """Positions after an image of the gallery takes a position (a rank from 1, for `Placement.RANK`)."""
    if abs(position) > LARGEST_POSITION:
        raise PositionOutOfRange(position)
    old = gallery.images[image_id].position_at(store)
    if place is Placement.RANK:
        return ranked(gallery, image_id, position, store)
    if position == old:
        return {}
    match place:
        case Placement.EXACT:
            return {image_id: position}
        case Placement.MAKE_ROOM:
            return {**_shifted(gallery, image_id, position, None, +1, store), image_id: position}
        case Placement.SLIDE:
            return {**_slid(gallery, image_id, old, position, store), image_id: position}
        case _:
            assert_never(place)


def ranked(gallery: Gallery, image_id: int, rank: int, store: int) -> dict[int, int]:
    """The whole gallery renumbered 1…n with this image at `rank`; a rank beyond the end is the end."""
    others = [image.id for image in gallery.listed(store) if image.id != image_id]
    new = min(max(rank, 1), len(others) + 1)
    if gallery.rank(image_id, store) == new:
        return {}
    order = [*others[: new - 1], image_id, *others[new - 1 :]]
    now = {number: gallery.images[number].position_at(store) for number in order}
    return {number: place for place, number in enumerate(order, start=1) if now[number] != place}


def gap_closed(gallery: Gallery, image_id: int, store: int) -> dict[int, int]:
    """Positions after an image leaves and the ones behind it move up."""
    return _shifted(gallery, image_id, gallery.images[image_id].position_at(store) + 1, None, -1, store)


def _slid(gallery: Gallery, image_id: int, old: int, new: int, store: int) -> dict[int, int]:
    """Slide as lists do (acts_as_list): only when the new place is taken do those in between make way."""
    taken = any(image.position_at(store) == new for image in gallery.listed(store) if image.id != image_id)
    if not taken:
        return {}
    if new < old:
        return _shifted(gallery, image_id, new, old - 1, +1, store)
    return _shifted(gallery, image_id, old + 1, new, -1, store)


def _shifted(gallery: Gallery, but: int, first: int, last: int | None, by: int, store: int) -> dict[int, int]:
    """An image at the largest position that can be stored stays there, and shares it."""
    positions = {image.id: image.position_at(store) for image in gallery.listed(store) if image.id != but}
    return {
        number: min(position + by, LARGEST_POSITION)
        for number, position in positions.items()
        if position >= first and (last is None or position <= last)
    }
