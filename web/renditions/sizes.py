"""The sizes pictures are offered in: boxes that a picture is made to fit, shrunk and never enlarged.

The vendors' names for them (mini, grande …) live in the vendors' folders.
"""

import msgspec


class Size(msgspec.Struct, frozen=True):
    """A box in pixels. Upright and lying pictures fit the same one."""

    width: int
    height: int

    @classmethod
    def fit(cls, width: int, height: int) -> "Size":
        return cls(width, height)

    @property
    def key(self) -> str:
        """Its name in the store and in addresses."""
        return f"fit-{self.width}x{self.height}"


SIDES = (16, 32, 48, 50, 96, 100, 160, 240, 320, 480, 600, 640, 960, 1280, 2048)

SIZES = {size.key: size for size in (Size.fit(side, side) for side in SIDES)}
