"""Grain, fibres and clouds that come out the same on every machine."""

from functools import lru_cache
from random import Random

from PIL import Image, ImageFilter

_SIDE = 512
Chance = Random


def chances(seed: str) -> Chance:
    """The same chances for the same seed."""
    return Random(seed)  # noqa: S311 - pictures, not secrets


@lru_cache(maxsize=64)
def _tile(seed: str) -> Image.Image:
    return Image.frombytes("L", (_SIDE, _SIDE), chances(seed).randbytes(_SIDE * _SIDE))


def noise(seed: str, size: tuple[int, int], blur: float, middle: float, spread: float) -> Image.Image:
    """A grey picture of `size` with grains of about `blur` pixels, around `middle`, mostly within `spread` of it."""
    return _field(seed, size, blur, blur, middle, spread)


def fibres(seed: str, size: tuple[int, int], along: float, across: float, middle: float, spread: float) -> Image.Image:
    """The same, drawn out: grains `along` pixels wide and `across` pixels high."""
    return _field(seed, size, along, across, middle, spread)


@lru_cache(maxsize=8)
def _field(seed: str, size: tuple[int, int], wide: float, high: float, middle: float, spread: float) -> Image.Image:
    """White noise stretched by whole factors and smoothed; stretching instead of blurring keeps it quick."""
    step_x, step_y = max(1.0, wide / 1.3), max(1.0, high / 1.3)
    need = (max(2, round(size[0] / step_x) + 4), max(2, round(size[1] / step_y) + 4))
    small = _spread_out(seed, need).filter(ImageFilter.GaussianBlur(0.9))
    # a blur of 0.9 leaves noise about 22 steps deep; the table brings it to what was asked for
    table = [min(255, max(0, round(middle + (value - 127.5) * spread / 22))) for value in range(256)]
    return small.point(table).resize(size, Image.Resampling.BICUBIC)


def _spread_out(seed: str, size: tuple[int, int]) -> Image.Image:
    if size[0] <= _SIDE and size[1] <= _SIDE:
        return _tile(seed).crop((0, 0, *size))
    return Image.frombytes("L", size, chances(seed).randbytes(size[0] * size[1]))
