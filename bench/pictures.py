"""Renditions of a 12-megapixel JPEG: ours, against Pillow used naively and against libvips, on one core."""

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

import pyvips
from PIL import Image

from bench.photo import photograph
from web.imaging.renditions.render import RenditionRequest, render
from web.imaging.renditions.sizes import Size

SIZES = (1200, 600, 240, 48)
SECONDS = 4.0


def run() -> None:
    _on_one_core()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source.jpg"
        source.write_bytes(photograph(4000, 3000))
        print(f"Renditions of {', '.join(map(str, SIZES))} px of a 12-megapixel JPEG, times as fast as Pillow naively")
        print(f"{'':<18}{'JPEG':>8}{'WEBP':>8}")
        naive = {format: runs_per_second(partial(_naive, source, format, folder)) for format in ("JPEG", "WEBP")}
        for title, make in (("ours", _ours), ("libvips", _vips)):
            shares = (runs_per_second(partial(make, source, format, folder)) / naive[format] for format in naive)
            print(f"{title:<18}" + "".join(f"{share:>8.2f}" for share in shares), flush=True)
        one = [RenditionRequest(Size.fit(600, 600), "WEBP", folder / "one")]
        render(source, one, folder / "working")
        print("\nA 600 px WebP of it, per second")
        print(f"{'from the original':<26}{runs_per_second(lambda: render(source, one)):>8.1f}")
        print(f"{'from the working copy':<26}{runs_per_second(lambda: render(folder / 'working', one)):>8.1f}")
        print(f"{'leaving a working copy':<26}{runs_per_second(lambda: render(source, one, folder / 'again')):>8.1f}")


def runs_per_second(work: Callable[[], object]) -> float:
    work()
    times, start = 0, perf_counter()
    while perf_counter() - start < SECONDS:
        work()
        times += 1
    return times / (perf_counter() - start)


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    pyvips.concurrency_set(1)
    pyvips.cache_set_max(0)


def _naive(source: Path, format: str, folder: Path) -> None:
    for size in SIZES:
        with Image.open(source) as picture:
            picture.load()
            picture.resize((size, size * 3 // 4), Image.Resampling.LANCZOS).save(folder / f"naive-{size}", format)


def _ours(source: Path, format: str, folder: Path) -> None:
    render(source, [RenditionRequest(Size.fit(size, size), format, folder / f"ours-{size}") for size in SIZES])


def _vips(source: Path, format: str, folder: Path) -> None:
    """The same chain: each size from the next larger, with the same quality and effort."""
    picture = pyvips.Image.thumbnail(str(source), SIZES[0])
    for size in SIZES:
        picture = (picture if size == SIZES[0] else picture.thumbnail_image(size)).copy_memory()
        saving = {"Q": 82, "interlace": True} if format == "JPEG" else {"Q": 80, "effort": 2}
        picture.write_to_file(str(folder / f"vips-{size}.{format.lower()}"), **saving)
