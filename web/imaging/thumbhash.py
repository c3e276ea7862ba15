"""ThumbHash (Evan Wallace's format): some 25 bytes from which a browser draws a blurred likeness while a picture loads.

The cosine transform is done row by row and then column by column, which needs a tenth of the multiplications.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi

from PIL import Image

SIDE = 24  # pixels; more change nothing that a likeness of this kind could show

Channel = list[float]
Wave = tuple[float, list[float], float]  # the mean, the waves from 0 to 1, and their scale


def thumbhash(picture: Image.Image) -> bytes:
    small = picture.convert("RGBA")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    width, height = small.size
    light, yellow, red, alpha = _channels(small)
    opaque = min(alpha) >= 1
    max_waves = 7 if opaque else 5
    across = max(1, round(max_waves * width / max(width, height)))
    down = max(1, round(max_waves * height / max(width, height)))
    waves = [_waves(light, small.size, max(3, across), max(3, down))]
    waves += [_waves(channel, small.size, 3, 3) for channel in (yellow, red)]
    is_wide = width > height
    head = _head(waves, opaque) + _shape(waves, is_wide, down if is_wide else across)
    if not opaque:
        waves.append(_waves(alpha, small.size, 5, 5))
        head += bytes([_step(waves[3][0], 15) | _step(waves[3][2], 15) << 4])
    return head + _nibbles([_step(value, 15) for _, values, _ in waves for value in values])


def _head(waves: Sequence[Wave], opaque: bool) -> bytes:
    (light, _, scale), (yellow, _, _), (red, _, _) = waves
    packed = _step(light, 63) | round(31.5 + 31.5 * yellow) << 6 | round(31.5 + 31.5 * red) << 12
    return (packed | _step(scale, 31) << 18 | (not opaque) << 23).to_bytes(3, "little")


def _shape(waves: Sequence[Wave], is_wide: bool, shorter: int) -> bytes:
    packed = shorter | _step(waves[1][2], 63) << 3 | _step(waves[2][2], 63) << 9 | is_wide << 15
    return packed.to_bytes(2, "little")


def _channels(picture: Image.Image) -> tuple[Channel, Channel, Channel, Channel]:
    """Lightness, yellow against blue, red against green, and alpha; what shines through takes the mean colour."""
    pixels: list[tuple[int, int, int, int]] = list(zip(*[iter(picture.tobytes())] * 4, strict=True))
    weight = sum(pixel[3] for pixel in pixels) or 1
    mean = [sum(pixel[band] * pixel[3] for pixel in pixels) / weight / 255 for band in range(3)]
    solid = [
        [mean[band] * (1 - alpha / 255) + pixel[band] / 255 * alpha / 255 for band in range(3)]
        for pixel in pixels
        for alpha in pixel[3:]
    ]
    return (
        [(red + green + blue) / 3 for red, green, blue in solid],
        [(red + green) / 2 - blue for red, green, blue in solid],
        [red - green for red, green, _ in solid],
        [pixel[3] / 255 for pixel in pixels],
    )


def _waves(channel: Channel, size: tuple[int, int], across: int, down: int) -> Wave:
    width, height = size
    rows = [channel[start : start + width] for start in range(0, width * height, width)]
    by_row = [[_dot(row, _cosine(width, x)) for row in rows] for x in range(across)]
    found = [
        _dot(by_row[x], _cosine(height, y)) / (width * height)
        for y in range(down)
        for x in range(across)
        if x * down < across * (down - y)
    ]
    mean, *waves = found
    scale = max((abs(wave) for wave in waves), default=0.0)
    return mean, [0.5 + 0.5 / scale * wave if scale else 0.0 for wave in waves], scale


@lru_cache(maxsize=1024)
def _cosine(length: int, number: int) -> tuple[float, ...]:
    return tuple(cos(pi / length * number * (place + 0.5)) for place in range(length))


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(float.__mul__, left, right))


def _step(value: float, steps: int) -> int:
    return round(steps * value)


def _nibbles(values: list[int]) -> bytes:
    return bytes(low | high << 4 for low, high in zip(values[::2], [*values[1::2], 0], strict=False))
