"""The sizes pictures are offered in. Pictures are shrunk and never enlarged.

`fit` shows the whole picture inside a box; `fill` cuts it to the shape of the box, around the focal point. The
vendors' names for them (mini, grande …) live in the vendors' folders.
"""

import re
from typing import Literal

import msgspec

from web.gallery.model import MIDDLE, Point


class Size(msgspec.Struct, frozen=True):
    """A box in pixels. Upright and lying pictures fit the same one."""

    width: int
    height: int
    way: Literal["fit", "fill"] = "fit"
    focus: Point = MIDDLE

    @classmethod
    def fit(cls, width: int, height: int) -> "Size":
        return cls(width, height)

    @classmethod
    def fill(cls, width: int, height: int, focus: Point = MIDDLE) -> "Size":
        return cls(width, height, "fill", focus)

    @property
    def key(self) -> str:
        """The size's name in the store and in addresses."""
        box = f"{self.way}-{self.width}x{self.height}"
        return box if self.focus == MIDDLE else f"{box}-{self.focus[0]}-{self.focus[1]}"

    def shown(self, full: tuple[int, int]) -> tuple[int, int]:
        """The size of what is shown of a picture that is `full` pixels wide and high."""
        if self.way == "fit":
            return self.frame(full)
        ratio = min(1, full[0] / self.width, full[1] / self.height)
        return _pixels(self.width * ratio), _pixels(self.height * ratio)

    def frame(self, full: tuple[int, int]) -> tuple[int, int]:
        """The size of the whole picture at that scale, of which `fill` shows a part."""
        if self.way == "fill":
            shown = self.shown(full)
            scale = max(shown[0] / full[0], shown[1] / full[1])
        else:
            scale = min(1, self.width / full[0], self.height / full[1])
        return _pixels(full[0] * scale), _pixels(full[1] * scale)

    def crop_box(self, full: tuple[int, int]) -> tuple[int, int, int, int]:
        """The part of the frame that is shown: left, upper, right, lower."""
        shown, frame = self.shown(full), self.frame(full)
        left, upper = (
            min(max(round(point * whole / 1000 - part / 2), 0), whole - part)
            for point, whole, part in zip(self.focus, frame, shown, strict=True)
        )
        return left, upper, left + shown[0], upper + shown[1]


def _pixels(length: float) -> int:
    return max(1, round(length))


SIDES = (16, 32, 48, 50, 96, 100, 160, 240, 320, 480, 600, 640, 960, 1280, 2048)

SQUARES = (96, 240, 480)  # for lists, cut around the focal point

SIZES = {
    size.key: size for size in (*(Size.fit(side, side) for side in SIDES), *(Size.fill(side, side) for side in SQUARES))
}

FOCUSED = re.compile(r"(fill-\d+x\d+)-(\d{1,4})-(\d{1,4})")


def named(key: str) -> Size | None:
    """A size of the table, those that fill around any point of the picture; None for all others."""
    found = FOCUSED.fullmatch(key)
    if found is None:
        return SIZES.get(key)
    box, focus = SIZES.get(found[1]), (int(found[2]), int(found[3]))
    size = msgspec.structs.replace(box, focus=focus) if box and max(focus) <= 1000 else None
    return size if size and size.key == key else None  # one address for one size: 0300 is no 300
