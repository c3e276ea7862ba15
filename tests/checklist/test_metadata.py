"""Metadata and privacy, M-1 to M-5: what a file tells of people, places and machines stays here."""

from hashlib import sha256
from io import BytesIO
from itertools import product

from PIL import Image

from tests.admin.conftest import Visitor
from tests.checklist.doors import DOG, MADE, NAMES, REFUSED, Doors
from tests.checklist.impostors import SCRIPT
from tests.checklist.scanning import SHOWN, facts_in, parts
from tests.checklist.telling import MARKS, TELLING
from tests.pictures import BLUE, GREEN, RED, YELLOW, exif, png, png_chunk, turned_jpeg

SIZES = ("original", "fit-1280x1280", "fit-240x240", "fit-48x48")
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif"}


def test_m_1_these_files_do_tell(doors: Doors) -> None:
    """Or nothing below would show anything."""
    for ending, make in TELLING.items():
        data = make()
        assert parts(data, ending) - SHOWN[ending], ending
        assert sum(mark in data for mark in MARKS) >= 3, ending
        assert doors.send("token", data, f"home.{ending}").status_code in MADE, ending


def test_m_1_no_rendition_of_any_format_and_no_original_tells_of_places_people_or_machines(doors: Doors) -> None:
    sent = {ending: doors.send("token", make(), f"home.{ending}").json()["id"] for ending, make in TELLING.items()}
    for (source, image), size, ending in product(sent.items(), SIZES, TELLING):
        data = doors.client.get(f"/media/{image}/{size}/x.{ending}").content
        where = (source, size, ending)
        assert parts(data, ending) <= SHOWN[ending], (where, parts(data, ending))
        assert not [mark for mark in MARKS if mark in data], where
        with Image.open(BytesIO(data)) as picture:
            assert facts_in(picture) == {}, where


def test_m_1_no_address_of_any_dialect_tells_either(doors: Doors) -> None:
    for door, (ending, make) in product(("admin", "bigcommerce url"), TELLING.items()):
        assert doors.send(door, make(), f"home.{ending}").status_code in MADE, (door, ending)
    for address in doors.addresses():
        got = doors.client.get(address)
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
    doors: Doors,
) -> None:
    upright = [RED, GREEN, BLUE, YELLOW]
    for turn in range(1, 9):
        image = doors.send("token", turned_jpeg(turn, 640, 480)).json()["id"]
        for size, ending in product(("fit-240x240", "fit-600x600"), ENDINGS.values()):
            data = doors.client.get(f"/media/{image}/{size}/x.{ending}").content
            apart = max(
                abs(is_ - be)
                for seen, meant in zip(corners(data), upright, strict=True)
                for is_, be in zip(seen, meant, strict=True)
            )
            assert apart < 40, (turn, size, ending, corners(data))
            with Image.open(BytesIO(data)) as picture:
                assert picture.getexif().get(0x112, 1) == 1, (turn, ending)


PAGES = (DOG, "/admin", "/admin/health", f"{DOG}?store=2", "/admin?q=script")


def test_m_4_what_a_file_says_is_text_wherever_it_is_shown(doors: Doors) -> None:
    named = f"{SCRIPT.decode()}.png"
    speaking = png(exif=exif(artist=SCRIPT.decode()))
    speaking = speaking[:33] + png_chunk(b"tEXt", b"Title\0" + SCRIPT) + speaking[33:]
    for door in NAMES:
        assert doors.send(door, speaking, named).status_code in (*MADE, *REFUSED), door
    image = doors.images()[0]["id"]
    labelled = doors.visitor.post(f"{DOG}/images/{image}", {"do": "label", "label": SCRIPT.decode()})
    assert labelled.status_code == 303
    doors.visitor.upload((named, b"no picture"), path=DOG)
    shown = 0
    for page in (*PAGES, labelled.headers["location"]):
        got = doors.visitor.get(page)
        assert got.status_code == 200, page
        assert "<script>alert" not in got.text, page
        shown += got.text.count("&lt;script&gt;alert")
    assert shown >= 2
    refused = doors.visitor.upload((named, b"no picture"), path=DOG)
    assert "<script>alert" not in refused.text
    assert "&lt;script&gt;alert" in refused.text


def test_m_5_the_file_as_it_was_sent_is_given_to_nobody_without_permission(doors: Doors) -> None:
    data = TELLING["jpg"]()
    image = doors.send("token", data, "home.jpg").json()["id"]
    stranger = doors.client
    stranger.cookies.clear()
    for address in [*doors.addresses(), *(f"/media/{image}/original/x.{ending}" for ending in ENDINGS.values())]:
        got = stranger.get(address)
        assert got.status_code == 200, address
        assert got.content != data, address
    customer = Visitor(stranger)
    customer.sign_in("cus")
    assert stranger.get(f"/media/{image}/original/x.jpg").content != data


def test_m_5_no_address_leads_to_a_file_by_its_content(doors: Doors) -> None:
    data = TELLING["png"]()
    doors.send("token", data, "home.png")
    name = sha256(data).hexdigest()
    for path in (
        f"/media/{name}/original/x.png",
        f"/media/originals/{name[:2]}/{name}",
        f"/originals/{name[:2]}/{name}",
    ):
        assert doors.client.get(path).status_code == 404, path
