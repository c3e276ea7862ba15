"""Where the numbers in the names of a folder's files are in a gallery: after the images that stood there before."""

from collections.abc import Mapping

from web.gallery.model import LARGEST_POSITION, Gallery


def place_after(last: int, named: int) -> int:
    """The position of a file by the number in its name. `last`: the position of the last image before the folder's."""
    return min(last + named, LARGEST_POSITION)


def last_before(gallery: Gallery, named: Mapping[int, int]) -> int:
    """The position of the last image that stood there before the folder's.

    `named`: the numbers in the names of the files whose content is there, by image. Such an image is the folder's, from
    an import that was ended half-way, only where that would have put it.
    """
    last = max((image.position for image in gallery.images.values() if image.id not in named), default=0)
    last = max(last, 0)
    ours = sorted((image for image in gallery.images.values() if image.id in named), key=lambda image: image.position)
    while stray := next((one for one in ours if one.position != place_after(last, named[one.id])), None):
        ours.remove(stray)
        last = max(last, stray.position)
    return last
