"""Animations: read frame by frame, and written with their times and repetitions."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
from PIL import Image

from web.imaging import gif_frames, png_frames
from web.imaging.pixels import plain
from web.imaging.renditions import gif

FORMATS = ("GIF", "WEBP")  # those that are written moving
MOST_PIXELS = 25_000_000  # of all frames as written, about 100 MB while they are encoded; larger ones stand still
LONGEST = 655_350  # milliseconds a GIF can show one frame
MOST_PLAYS = 65_535


class Animation(msgspec.Struct, frozen=True):
    frames: list[Image.Image]
    durations: list[int]  # milliseconds
    plays: int  # 0 is for ever


def moves(picture: Image.Image) -> bool:
    return getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO"


def fits(picture: Image.Image, frame: tuple[int, int]) -> bool:
    """Tell whether it moves, and is small enough in this size to be kept moving."""
    return moves(picture) and getattr(picture, "n_frames", 1) * frame[0] * frame[1] <= MOST_PIXELS


def clip(picture: Image.Image, make: Callable[[Image.Image], Image.Image]) -> Animation:
    if picture.format == "GIF" and gif_frames.outgrown(picture):
        return still(make(plain(picture)))
    frames, durations = [], []
    for frame, duration in FRAMES.get(str(picture.format), _decoded)(picture):
        frames.append(make(frame))
        durations.append(duration)
    if not frames:  # a damaged PNG, whose frames nothing tells apart
        return still(make(plain(picture)))
    longest = LONGEST // len(frames)  # frames alike are written as one, for as long as all of them together
    return Animation(frames, [min(duration, longest) for duration in durations], min(_plays(picture), MOST_PLAYS))


def _decoded(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        picture.load()
        yield picture.copy(), round(picture.info.get("duration", 0))


FRAMES = {"GIF": gif_frames.shown_frames, "PNG": png_frames.shown_frames}  # which Pillow draws otherwise than browsers


def still(picture: Image.Image) -> Animation:
    picture.load()  # now: a lazily loaded picture could not be read any more once its file is closed
    return Animation([picture], [], 1)


def save(clip: Animation, format: str, target: Path, options: Mapping[str, object]) -> None:
    if format == "GIF":
        gif.write(clip.frames, clip.durations, clip.plays, target)
        return
    for frame in clip.frames:
        frame.info = {}  # savers would copy a comment or a profile from here
    first, *more = clip.frames
    moving = {"save_all": True, "append_images": more, "duration": clip.durations, "loop": clip.plays} if more else {}
    first.save(target, format, **options, **moving)
    if more and format == "WEBP" and any(frame.mode == "RGBA" for frame in clip.frames):
        _mark_transparent(target)


def _mark_transparent(target: Path) -> None:
    """Set the alpha flag of the VP8X header.

    libwebp's encoder leaves it out where every frame is stored as an opaque part of an empty canvas, and then
    the canvas around it is shown black.
    """
    with target.open("r+b") as file:
        file.seek(20)
        flags = file.read(1)[0]
        file.seek(20)
        file.write(bytes([flags | 0x10]))


def _plays(picture: Image.Image) -> int:
    """GIF counts repetitions, and has no count for playing once; the others count how often it is shown."""
    loop = picture.info.get("loop")
    if picture.format != "GIF":
        return int(loop or 0)
    return 1 if loop is None else int(loop) + 1 if loop else 0
