"""Metadata, M-1 and M-2: what a file tells of people, places and machines stays here; pictures stand upright."""

from io import BytesIO
from itertools import product

from PIL import Image

from tests.checklist.hidden import HIDDEN, HIDING
from tests.checklist.scanning import SHOWN, facts_in, parts
from tests.checklist.telling import MARKS, TELLING
from tests.checklist.upload_routes import MADE, UploadRoutes
from tests.pictures import BLUE, GREEN, RED, YELLOW, turned_jpeg

SIZES = ("original", "fit-1280x1280", "fit-240x240", "fit-48x48")
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif"}


def test_m_1_these_files_do_tell(routes: UploadRoutes) -> None:
    """Or nothing below would show anything."""
    for ending, make in TELLING.items():
        data = make()
        assert parts(data, ending) - SHOWN[ending], ending
        assert sum(mark in data for mark in MARKS) >= 3, ending
        assert routes.send("token", data, f"home.{ending}").status_code in MADE, ending


def test_m_1_no_rendition_of_any_format_and_no_original_tells_of_places_people_or_machines(
    routes: UploadRoutes,
) -> None:
    sent = {ending: routes.send("token", make(), f"home.{ending}").json()["id"] for ending, make in TELLING.items()}
    for (source, image), size, ending in product(sent.items(), SIZES, TELLING):
        data = routes.client.get(f"/media/{image}/{size}/x.{ending}").content
        where = (source, size, ending)
        assert parts(data, ending) <= SHOWN[ending], (where, parts(data, ending))
        assert not [mark for mark in MARKS if mark in data], where
        with Image.open(BytesIO(data)) as picture:
            assert facts_in(picture) == {}, where


def test_m_1_no_address_of_any_dialect_tells_either(routes: UploadRoutes) -> None:
    for route, (ending, make) in product(("admin", "bigcommerce url"), TELLING.items()):
        assert routes.send(route, make(), f"home.{ending}").status_code in MADE, (route, ending)
    for address in routes.addresses():
        got = routes.client.get(address)
        ending = ENDINGS[got.headers["content-type"]]
        assert parts(got.content, ending) <= SHOWN[ending], (address, parts(got.content, ending))
        assert not [mark for mark in MARKS if mark in got.content], address


def corners(data: bytes) -> list[tuple[int, int, int]]:
    """The colours in the middle of the four quarters, as the file is stored, whatever it says of being turned."""
    with Image.open(BytesIO(data)) as picture:
        shown, (width, height) = picture.convert("RGB"), picture.size
        places = product((height // 4, 3 * height // 4), (width // 4, 3 * width // 4))
        return [shown.getpixel((across, down)) for down, across in places]  # type: ignore[misc]


def test_m_2_whichever_way_the_camera_was_held_every_rendition_stands_upright_and_says_nothing_of_it(
    routes: UploadRoutes,
) -> None:
    upright = [RED, GREEN, BLUE, YELLOW]
    for turn in range(1, 9):
        image = routes.send("token", turned_jpeg(turn, 640, 480)).json()["id"]
        for size, ending in product(("fit-240x240", "fit-600x600"), ENDINGS.values()):
            data = routes.client.get(f"/media/{image}/{size}/x.{ending}").content
            apart = max(
                abs(is_ - be)
                for seen, meant in zip(corners(data), upright, strict=True)
                for is_, be in zip(seen, meant, strict=True)
            )
            assert apart < 40, (turn, size, ending, corners(data))
            with Image.open(BytesIO(data)) as picture:
                assert picture.getexif().get(0x112, 1) == 1, (turn, ending)


def test_m_1_a_single_thing_hidden_where_no_decoder_looks_stays_here_too(routes: UploadRoutes) -> None:
    for what, (data, ending) in HIDDEN.items():
        answer = routes.send("token", data, f"home.{ending}")
        assert answer.status_code in MADE, (what, answer.text)
        for size in SIZES:
            got = routes.client.get(f"/media/{answer.json()['id']}/{size}/x.{ending}")
            assert HIDING not in got.content, (what, size)
            assert parts(got.content, ending) <= SHOWN[ending], (what, size)
