"""What a file states about its colours, as a profile, with each format's own order of what counts.

PNG (third edition, 4.3): cICP, then iCCP where it is of the pixels' kind, then sRGB, then gAMA and cHRM. AVIF (MIAF,
7.3.6.4): a profile, then nclx.
"""

import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image

from web.imaging.colour.avif_boxes import code_points_of_avif
from web.imaging.colour.code_points import PRIMARIES, SRGB, CodePoints, srgb_curve
from web.imaging.colour.icc import build_profile
from web.imaging.colour.primaries import Primaries, colorants

GREY = ("1", "L", "LA", "I", "I;16", "I;16B")
SRGB_GAMMA = 0.45455  # as near as gAMA comes to sRGB's curve; writers mean that
GAMMA_TOLERANCE = 0.02  # of 1
GAMMAS = (0.01, 100)  # others mean nothing


def embed_profile(picture: Image.Image, path: Path) -> None:
    """Put the profile that counts where Pillow has the one of the file; nowhere any where the colours are sRGB."""
    before = picture.info.get("icc_profile")
    profile = _profile_of(picture, path)
    if profile == before:
        return
    picture.info.pop("icc_profile", None)
    if profile is not None:
        picture.info["icc_profile"] = profile
    if picture.format == "PNG":
        picture.png.save_rewind()  # type: ignore[attr-defined]  # or going back to the first frame would lose it


def _profile_of(picture: Image.Image, path: Path) -> bytes | None:
    profile: bytes | None = picture.info.get("icc_profile") or None
    grey = picture.mode in GREY
    if picture.format == "PNG":
        code_points = _code_points_of_png(path)
        if code_points is not None:
            return _by_code_points(code_points, grey)
        fits = profile is not None and profile[16:20] == (b"GRAY" if grey else b"RGB ")
        return profile if fits else _by_gamma(picture.info, grey)
    if picture.format == "AVIF" and profile is None:
        code_points = code_points_of_avif(path)
        return _by_code_points(code_points, grey) if code_points and code_points.known else None
    return profile


def _code_points_of_png(path: Path) -> CodePoints | None:
    """cICP, before the pixels. One that no PNG may have (of YUV), or that nobody knows, does not count."""
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            length, kind = struct.unpack(">I4s", head)
            if kind == b"cICP":
                return _known(file.read(8)) if length == 4 else None
            if kind in (b"IDAT", b"IEND"):
                break
            file.seek(length + 4, 1)
    return None


def _known(values_and_checksum: bytes) -> CodePoints | None:
    found, checksum = CodePoints(*values_and_checksum[:4]), int.from_bytes(values_and_checksum[4:])
    sound = checksum == zlib.crc32(b"cICP" + values_and_checksum[:4])
    return found if sound and found.known and found.matrix == 0 else None


@lru_cache(maxsize=32)
def _by_code_points(code_points: CodePoints, grey: bool) -> bytes | None:
    if code_points.srgb:
        return None
    name = f"H.273 {code_points.primaries}/{code_points.transfer}"
    primaries = None if grey else PRIMARIES[code_points.primaries]
    return build_profile(name, code_points.curve, primaries, code_points)


def _by_gamma(info: dict[str | tuple[int, int], Any], grey: bool) -> bytes | None:
    """One of gAMA and cHRM without the other is as if that were sRGB's."""
    if "srgb" in info:
        return None
    gamma = info.get("gamma")
    if gamma is not None and not GAMMAS[0] <= gamma <= GAMMAS[1]:
        gamma = None
    primaries = SRGB if grey else _primaries(info.get("chromaticity"))
    if primaries is SRGB and (gamma is None or abs(gamma / SRGB_GAMMA - 1) < GAMMA_TOLERANCE):
        return None
    return _gamma_profile(gamma, None if grey else primaries)


def _primaries(values: tuple[float, ...] | None) -> Primaries:
    """White, red, green and blue, as cHRM has them; sRGB's where they make no sense."""
    if values is None:
        return SRGB
    white, red, green, blue = zip(values[::2], values[1::2], strict=True)
    found = Primaries(red, green, blue, white)
    try:
        colorants(found)
    except ValueError:
        return SRGB
    return SRGB if found.is_near(SRGB) else found


@lru_cache(maxsize=32)
def _gamma_profile(gamma: float | None, primaries: Primaries | None) -> bytes:
    """`gamma` as gAMA has it, of the encoding; None: sRGB's curve."""
    curve = srgb_curve if gamma is None else lambda value: value ** (1 / gamma)
    return build_profile("by primaries" if gamma is None else f"by gamma {1 / gamma:.2f}", curve, primaries)
