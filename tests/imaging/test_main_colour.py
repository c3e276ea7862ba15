"""The main colour is that of the thing shown, whatever it stands before."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from web.imaging.main_colour import main_colour

ORANGE, NAVY, CHARCOAL, GREEN = (214, 124, 48), (30, 40, 96), (40, 40, 42), (40, 120, 70)
PICTURES = Path(__file__).parents[2] / "web" / "demo" / "pictures"


def studio(ground: tuple[int, int, int], gradient: int = 0) -> Image.Image:
    """A ground that grows darker towards its lower edge."""
    shade = Image.linear_gradient("L").resize((64, 64)).point([value * gradient // 255 for value in range(256)])
    return Image.merge("RGB", [shade.point([max(0, value - less) for less in range(256)]) for value in ground])


def shown(colour: tuple[int, int, int], ground: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """A thing with a soft shadow beside it."""
    picture = ground.copy()
    shadow = Image.new("L", (64, 64), 0)
    left, _, right, lower = box
    ImageDraw.Draw(shadow).ellipse((left, lower - 6, min(63, right + 12), min(63, lower + 6)), fill=90)
    picture.paste((0, 0, 0), mask=shadow.filter(ImageFilter.GaussianBlur(3)))
    ImageDraw.Draw(picture).ellipse(box, fill=colour)
    return picture


def distance(found: str, meant: tuple[int, int, int]) -> int:
    return max(abs(one - other) for one, other in zip(bytes.fromhex(found[1:]), meant, strict=True))


@pytest.mark.parametrize("colour", [ORANGE, NAVY, CHARCOAL, GREEN])
@pytest.mark.parametrize("ground", [(255, 255, 255), (190, 196, 206), (128, 128, 128), (226, 214, 200)])
@pytest.mark.parametrize("gradient", [0, 60])
@pytest.mark.parametrize("box", [(20, 16, 44, 52), (6, 10, 58, 63), (27, 27, 37, 37)])
def test_it_is_the_things_and_not_the_backgrounds(
    colour: tuple[int, int, int], ground: tuple[int, int, int], gradient: int, box: tuple[int, int, int, int]
) -> None:
    assert distance(main_colour(shown(colour, studio(ground, gradient), box)), colour) < 24


def test_wall_and_floor_are_both_background() -> None:
    room = studio((210, 205, 198))
    room.paste((120, 90, 60), (0, 40, 64, 64))
    assert distance(main_colour(shown(GREEN, room, (20, 16, 44, 58))), GREEN) < 24


def test_a_cut_out_is_the_thing_whole() -> None:
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((4, 4, 60, 60), fill=(*ORANGE, 255))
    assert distance(main_colour(picture), ORANGE) < 8
    white = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ImageDraw.Draw(white).ellipse((4, 4, 60, 60), fill=(250, 250, 248, 255))
    assert distance(main_colour(white), (250, 250, 248)) < 8


def test_round_corners_make_no_cut_out() -> None:
    card = shown(ORANGE, studio((190, 196, 206)), (16, 16, 48, 48)).convert("RGBA")
    corners = Image.new("L", (64, 64), 0)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, 63, 63), 8, fill=255)
    card.putalpha(corners)
    assert distance(main_colour(card), ORANGE) < 24


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (1, 64), (64, 1), (2, 2), (64, 64)])
def test_without_a_thing_it_is_that_of_all(size: tuple[int, int], mode: str) -> None:
    assert main_colour(Image.new(mode, size, ORANGE)) == f"#{bytes(ORANGE).hex()}"
    assert main_colour(Image.new("RGBA", size, (0, 0, 0, 0))) == "#ffffff"


def test_what_is_as_pale_as_its_background_is_found_too() -> None:
    picture = studio((250, 250, 250))
    ImageDraw.Draw(picture).ellipse((16, 16, 48, 48), fill=(215, 215, 215))
    assert distance(main_colour(picture), (215, 215, 215)) < 8


@pytest.mark.parametrize("name", ["cute-dog", "cute-dog-front", "cute-dog-profile", "cute-dog-big-and-small"])
def test_an_orange_dog_is_orange(name: str) -> None:
    with Image.open(PICTURES / f"{name}.jpg") as picture:
        found = bytes.fromhex(main_colour(picture.convert("RGB").resize((64, 64), Image.Resampling.BOX))[1:])
    assert found[0] > found[1] + 30 > found[2] + 60
