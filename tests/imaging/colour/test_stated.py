"""Colours are shown as the file states them, in whatever way; and what is not sRGB is found."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests import pictures
from tests.imaging.colour.files import P3_CHRM, SRGB_CHRM, chrm, cicp, gama, plain_avif, plain_png, srgb
from tests.imaging.renditions.conftest import SMALL, WHOLE, Rendered, near, rendered
from tests.pictures import png_chunk
from web.imaging.checking import check
from web.imaging.colour.code_points import PRIMARIES
from web.imaging.colour.icc import build_profile
from web.imaging.facts import Facts
from web.imaging.renditions.render import RenditionRequest, render

__all__ = ["rendered"]  # a fixture

GREY, P3_RED = (60, 60, 60), (230, 30, 30)
P3 = build_profile("P3", lambda value: value, PRIMARIES[12])
GREY_LINEAR = build_profile("linear grey", lambda value: value, None)


def middle(picture: Image.Image) -> Any:
    return picture.convert("RGBA").getpixel((picture.width // 2, picture.height // 2))


def facts(data: bytes, tmp_path: Path) -> Facts:
    (tmp_path / "checked").write_bytes(data)
    found = check(tmp_path / "checked", 10**7, 100).facts
    assert found
    return found


@pytest.mark.parametrize(
    ("gamma", "value"),
    [(1.0, 132), (1 / 1.8, 76), (1 / 2.2, 60), (0.45, 60), (1 / 3, 30), (0, 60), (40_000, 60), (0.001, 60)],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P"])
def test_a_gamma_counts_for_every_kind_of_pixels(gamma: float, value: int, mode: str, rendered: Rendered) -> None:
    colour = {"RGB": GREY, "RGBA": (*GREY, 255), "L": 60, "LA": (60, 255), "P": GREY}[mode]
    picture = plain_png(colour, gama(gamma), mode=mode)
    for size in (SMALL, WHOLE):
        assert near(middle(rendered(picture, size, "PNG")), (value,) * 3 + (255,), 2)


def test_a_gamma_counts_for_sixteen_bits_and_for_transparent_grey(rendered: Rendered) -> None:
    deep = pictures.encoded(Image.new("I;16", (64, 48), 60 * 257), "PNG")
    assert near(middle(rendered(deep[:33] + gama(1.0) + deep[33:], SMALL, "PNG")), (132,) * 3, 2)
    keyed = plain_png(60, gama(1.0), mode="L", transparency=0)
    assert near(middle(rendered(keyed, SMALL, "PNG")), (132, 132, 132, 255), 2)


@pytest.mark.parametrize("transparency", [{}, {"transparency": 0}])
@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_grey_profile_counts_with_and_without_alpha(
    mode: str, transparency: dict[str, int], rendered: Rendered
) -> None:
    options = transparency if mode == "L" else {}
    data = plain_png(60 if mode == "L" else (60, 128), mode=mode, icc_profile=GREY_LINEAR, **options)
    assert near(middle(rendered(data, SMALL, "PNG")), (132, 132, 132, 128 if mode == "LA" else 255), 2)


def test_a_grey_profile_does_not_count_for_colours(rendered: Rendered) -> None:
    data = pictures.png(icc_profile=GREY_LINEAR)
    assert near(rendered(data, None, "PNG").convert("RGB").getpixel((5, 5)), pictures.RED, 2)


@pytest.mark.parametrize(
    "data",
    [
        plain_png(P3_RED, cicp(12, 13)),
        plain_png((*P3_RED, 255), cicp(12, 13), mode="RGBA"),
        plain_png(P3_RED, gama(1 / 2.2), chrm(P3_CHRM)),
        plain_png(P3_RED, chrm(P3_CHRM)),
        plain_png(P3_RED, cicp(12, 13), mode="P"),
        plain_avif(P3_RED, 12, 13),
        plain_avif((*P3_RED, 255), 12, 13),
    ],
    ids=["cICP", "cICP and alpha", "gAMA and cHRM", "cHRM", "cICP and palette", "nclx", "nclx and alpha"],
)
def test_primaries_count_in_whatever_way_they_are_stated(data: bytes, rendered: Rendered, tmp_path: Path) -> None:
    for size, format in ((SMALL, "PNG"), (None, "WEBP"), (None, "JPEG")):
        assert near(middle(rendered(data, size, format)), (252, 0, 0, 255), 5)
    found = facts(data, tmp_path)
    assert not found.srgb
    assert not found.hdr
    assert near([int(found.colour[place : place + 2], 16) for place in (1, 3, 5)], (252, 0, 0), 5)


@pytest.mark.parametrize(
    ("chunks", "saving", "wins"),
    [
        ((cicp(1, 13), gama(1.0)), {"icc_profile": P3}, "srgb"),
        ((cicp(1, 8), srgb(), gama(1 / 1.8)), {}, "linear"),
        ((gama(1 / 1.8),), {"icc_profile": build_profile("linear", lambda value: value, PRIMARIES[1])}, "linear"),
        ((srgb(), gama(1.0), chrm(P3_CHRM)), {}, "srgb"),
        ((gama(1.0), chrm(SRGB_CHRM)), {}, "linear"),
        ((cicp(1, 200), gama(1.0)), {}, "linear"),
        ((cicp(1, 13, matrix=1), gama(1.0)), {}, "linear"),
        ((cicp(1, 1), gama(1.0)), {}, "srgb"),
        ((png_chunk(b"cICP", b"\1\x0d\0"), gama(1.0)), {}, "linear"),
    ],
)
def test_in_a_png_cicp_counts_before_a_profile_before_srgb_before_gamma(
    chunks: tuple[bytes, ...], saving: dict[str, Any], wins: str, rendered: Rendered, tmp_path: Path
) -> None:
    data = plain_png(GREY, *chunks, **saving)
    assert near(middle(rendered(data, SMALL, "PNG")), ({"srgb": 60, "linear": 132}[wins],) * 3, 2)
    assert facts(data, tmp_path).srgb is (wins == "srgb")


def test_in_an_avif_a_profile_counts_before_nclx(rendered: Rendered) -> None:
    linear = build_profile("linear", lambda value: value, PRIMARIES[1])
    whole = pictures.encoded(Image.new("RGB", (64, 48), GREY), "AVIF", speed=10, icc_profile=linear)
    assert near(middle(rendered(whole, SMALL, "PNG")), (132, 132, 132), 3)


@pytest.mark.parametrize(
    "chunks",
    [
        (gama(1 / 2.2), chrm(SRGB_CHRM)),
        (gama(1 / 2.2),),
        (chrm((0.0,) * 8),),
        (chrm((0.3, 0.3) * 4), gama(0)),
        (chrm((0.3127, 0.0, *P3_CHRM[2:])),),
        (chrm((0.9, 0.05, *P3_CHRM[2:])),),
        (chrm((42_000.0,) * 8),),
        (cicp(2, 2),),
        (cicp(0, 0),),
    ],
)
def test_what_is_srgb_or_makes_no_sense_changes_nothing(
    chunks: tuple[bytes, ...], rendered: Rendered, tmp_path: Path
) -> None:
    data = plain_png(P3_RED, *chunks)
    assert middle(rendered(data, None, "PNG")) == (*P3_RED, 255)
    assert facts(data, tmp_path).srgb


def test_a_narrow_range_is_widened(rendered: Rendered) -> None:
    for value, shown in ((16, 0), (235, 255), (126, 128)):
        picture = rendered(plain_png((value,) * 3, cicp(1, 13, full=0)), SMALL, "PNG")
        assert near(middle(picture), (shown,) * 3, 2)


@pytest.mark.parametrize("transfer", [16, 18])
@pytest.mark.parametrize("kind", ["PNG", "grey PNG", "AVIF"])
def test_hdr_is_found_and_brought_into_a_screens_range(
    transfer: int, kind: str, rendered: Rendered, tmp_path: Path
) -> None:
    white = {16: 148, 18: 191}[transfer]  # 203 nits, that of paper
    shown = []
    for value in (0, white // 2, white, 255):
        if kind == "AVIF":
            data = plain_avif((value,) * 3, 9, transfer)
        elif kind == "PNG":
            data = plain_png((value,) * 3, cicp(9, transfer))
        else:
            data = plain_png(value, cicp(9, transfer), mode="L")
        shown.append(middle(rendered(data, SMALL, "PNG"))[0])
        assert facts(data, tmp_path).hdr
        assert not facts(data, tmp_path).srgb
    assert shown == sorted(set(shown))
    assert shown[0] <= 2
    assert 215 <= shown[2] <= 245
    assert shown[3] >= 253


def test_every_frame_of_a_moving_png_has_its_colours_in_every_rendition(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in (GREY, (61, 60, 60), GREY)]
    whole = pictures.encoded(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=100)
    (tmp_path / "source").write_bytes(whole[:33] + cicp(1, 8) + whole[33:])
    orders = [
        RenditionRequest(SMALL, kind, tmp_path / f"{kind}{turn}") for turn in "ab" for kind in ("WEBP", "GIF", "PNG")
    ]
    render(tmp_path / "source", orders)
    for order in orders:
        with Image.open(order.target) as picture:
            for number in range(getattr(picture, "n_frames", 1)):
                picture.seek(number)
                assert near(middle(picture), (132, 132, 132), 4)


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA"])
@pytest.mark.parametrize(("chunks", "value"), [((), 60), ((gama(1 / 1.8),), 76)])
def test_in_a_png_a_profile_of_other_colours_counts_as_none(
    mode: str, chunks: tuple[bytes, ...], value: int, rendered: Rendered, tmp_path: Path
) -> None:
    colour = {"L": 60, "LA": (60, 255), "RGB": GREY, "RGBA": (*GREY, 255)}[mode]
    rgb = build_profile("linear", lambda value: value, PRIMARIES[1])
    for profile in (rgb if mode[0] == "L" else GREY_LINEAR, b"broken"):
        data = plain_png(colour, *chunks, mode=mode, icc_profile=profile)
        assert near(middle(rendered(data, SMALL, "PNG")), (value,) * 3, 2)
        assert facts(data, tmp_path).srgb is (value == 60)


def test_a_moving_avif_has_its_colours_too(rendered: Rendered, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in (P3_RED, (10, 200, 10))]
    whole = pictures.encoded(frames[0], "AVIF", save_all=True, append_images=frames[1:], duration=100, quality=95)
    assert b"avis" in whole[:32]
    data = whole.replace(b"colrnclx\0\1\0\r", b"colrnclx\0\x0c\0\r")
    assert data != whole
    assert near(middle(rendered(data, SMALL, "PNG")), (252, 0, 0), 6)
    assert not facts(data, tmp_path).srgb
