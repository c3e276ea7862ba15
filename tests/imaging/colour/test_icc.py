"""Profiles of our own: LittleCMS takes them, and their colours are those of the standards."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from web.imaging.colour.code_points import PRIMARIES, SRGB, CodePoints, srgb_curve
from web.imaging.colour.icc import build_profile, code_points_in
from web.imaging.colour.primaries import Primaries, colorants


def through(profile: bytes, colour: tuple[int, int, int]) -> tuple[int, ...]:
    picture = Image.new("RGB", (1, 1), colour)
    made = ImageCms.ImageCmsProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(picture, made, ImageCms.createProfile("sRGB"))
    assert converted
    value = converted.getpixel((0, 0))
    assert isinstance(value, tuple)
    return value


@pytest.mark.parametrize("colour", [(0, 0, 0), (60, 60, 60), (230, 30, 30), (1, 128, 250), (255, 255, 255)])
def test_srgb_as_a_profile_changes_no_colour(colour: tuple[int, int, int]) -> None:
    found = through(build_profile("ours", srgb_curve, SRGB), colour)
    assert all(abs(one - other) <= 1 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("number", PRIMARIES)
def test_every_white_stays_white(number: int) -> None:
    assert through(build_profile("ours", srgb_curve, PRIMARIES[number]), (255, 255, 255)) == (255, 255, 255)


def test_colorants_of_srgb_are_those_that_everyone_writes() -> None:
    """As in the profile of the ICC itself, within what its authors rounded."""
    expected = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139))
    for ours, theirs in zip(colorants(SRGB), expected, strict=True):
        assert ours == pytest.approx(theirs, abs=0.0005)


@pytest.mark.parametrize(
    "primaries",
    [
        Primaries((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
        Primaries((0.3, 0.3), (0.4, 0.4), (0.5, 0.5), (0.31, 0.33)),
        Primaries((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), (0.7, 0.3)),
        Primaries((1.64, 0.33), (0.3, 0.6), (0.15, 0.06), (0.31, 0.33)),
    ],
)
def test_primaries_that_span_no_colours_are_refused(primaries: Primaries) -> None:
    with pytest.raises(ValueError, match=r"chromaticity|white|line"):
        colorants(primaries)


def test_description_and_code_points_can_be_read_again() -> None:
    stated = CodePoints(9, 16)
    profile = build_profile("H.273 9/16", stated.curve, PRIMARIES[9], stated)
    assert ImageCms.getProfileDescription(BytesIO(profile)).strip() == "H.273 9/16"
    assert code_points_in(profile) == stated
    assert code_points_in(build_profile("ours", srgb_curve, SRGB)) is None


@pytest.mark.parametrize("data", [b"", b"broken", bytes(200), b"\xff" * 200, b"\xff" * 2000])
def test_a_broken_profile_has_no_code_points(data: bytes) -> None:
    assert code_points_in(data) is None
