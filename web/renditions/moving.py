"""Animations: read frame by frame, and written with their times and repetitions."""

from collections.abc import Callable
from typing import Any

import msgspec
from PIL import Image

MOST_PIXELS = 25_000_000  # of all frames as written, about 100 MB while they are encoded; larger ones stand still


class Clip(msgspec.Struct, frozen=True):
    frames: list[Image.Image]
    durations: list[int]  # milliseconds
    plays: int  # 0 is for ever


def fits(picture: Image.Image, box: tuple[int, int]) -> bool:
    """Whether it moves, and is small enough in this box to be kept moving."""
    frames = getattr(picture, "n_frames", 1)
    if frames < 2 or picture.format == "MPO":
        return False
    scale = min(box[0] / picture.width, box[1] / picture.height, 1)
    return frames * picture.width * picture.height * scale**2 <= MOST_PIXELS


def clip(picture: Image.Image, make: Callable[[Image.Image], Image.Image]) -> Clip:
    frames, durations = [], []
    first = int(getattr(picture, "default_image", False))  # a PNG's still for viewers that know no animation
    for number in range(first, getattr(picture, "n_frames", 1)):
        picture.seek(number)
        picture.load()
        durations.append(round(picture.info.get("duration", 0)))
        frame = make(picture.copy())
        frame.info = {}
        frames.append(frame)
    return Clip(frames, durations, _plays(picture))


def saving(clip: Clip, format: str) -> dict[str, Any]:
    """What Pillow's saver needs besides the first frame."""
    options: dict[str, Any] = {"save_all": True, "append_images": clip.frames[1:], "duration": clip.durations}
    if format == "WEBP":
        return options | {"loop": clip.plays}
    options |= {"disposal": 2}  # every frame is whole, so each begins on an empty canvas
    return options if clip.plays == 1 else options | {"loop": max(clip.plays - 1, 0)}


def _plays(picture: Image.Image) -> int:
    """GIF counts repetitions, and has no count for playing once; the others count how often it is shown."""
    loop = picture.info.get("loop")
    if picture.format != "GIF":
        return int(loop or 0)
    return 1 if loop is None else int(loop) + 1 if loop else 0
