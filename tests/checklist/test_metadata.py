"""Metadata, M-1 to M-5 and D-9: nothing about people, places and machines is served; pictures stand upright."""

from hashlib import sha256
from io import BytesIO
from itertools import product

from PIL import Image, ImageCms

from tests.admin.conftest import Visitor
from tests.checklist.fake_pictures import SCRIPT
from tests.checklist.file_parts import SHOWN, facts_in, parts
from tests.checklist.hidden_data import HIDDEN, HIDING
from tests.checklist.metadata_samples import METADATA_MARKS, WITH_METADATA
from tests.checklist.upload_routes import DOG, MADE, NAMES, REFUSED, UploadRoutes
from tests.media_addresses import media
from tests.pictures import BLUE, GREEN, RED, YELLOW, exif, jpeg, png, png_chunk, turned_jpeg, webp

SIZES = ("original", "fit-1280x1280", "fit-240x240", "fit-48x48")
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif"}


def test_m_1_these_files_do_tell(routes: UploadRoutes) -> None:
    """Or nothing below would show anything."""
    for ending, make in WITH_METADATA.items():
        data = make()
        assert parts(data, ending) - SHOWN[ending], ending
        assert sum(mark in data for mark in METADATA_MARKS) >= 3, ending
        assert routes.send("token", data, f"home.{ending}").status_code in MADE, ending


def test_m_1_no_rendition_of_any_format_and_no_original_tells_of_places_people_or_machines(
    routes: UploadRoutes,
) -> None:
    sent = {
        ending: routes.send("token", make(), f"home.{ending}").json()["id"] for ending, make in WITH_METADATA.items()
    }
    for (source, image), size, ending in product(sent.items(), SIZES, WITH_METADATA):
        data = routes.client.get(f"{media(image)}/{size}/x.{ending}").content
        where = (source, size, ending)
        assert parts(data, ending) <= SHOWN[ending], (where, parts(data, ending))
        assert not [mark for mark in METADATA_MARKS if mark in data], where
        with Image.open(BytesIO(data)) as picture:
            assert facts_in(picture) == {}, where


def test_m_1_no_address_of_any_dialect_tells_either(routes: UploadRoutes) -> None:
    for route, (ending, make) in product(("admin", "bigcommerce url"), WITH_METADATA.items()):
        assert routes.send(route, make(), f"home.{ending}").status_code in MADE, (route, ending)
    for address in routes.addresses():
        picture_response = routes.client.get(address)
        ending = ENDINGS[picture_response.headers["content-type"]]
        assert parts(picture_response.content, ending) <= SHOWN[ending], (
            address,
            parts(picture_response.content, ending),
        )
        assert not [mark for mark in METADATA_MARKS if mark in picture_response.content], address


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
            data = routes.client.get(f"{media(image)}/{size}/x.{ending}").content
            apart = max(
                abs(is_ - be)
                for colour, expected in zip(corners(data), upright, strict=True)
                for is_, be in zip(colour, expected, strict=True)
            )
            assert apart < 40, (turn, size, ending, corners(data))
            with Image.open(BytesIO(data)) as picture:
                assert picture.getexif().get(0x112, 1) == 1, (turn, ending)


def test_m_1_a_single_thing_hidden_where_no_decoder_looks_stays_here_too(routes: UploadRoutes) -> None:
    for what, (data, ending) in HIDDEN.items():
        response = routes.send("token", data, f"home.{ending}")
        assert response.status_code in MADE, (what, response.text)
        for size in SIZES:
            picture_response = routes.client.get(f"{media(response.json()['id'])}/{size}/x.{ending}")
            assert HIDING not in picture_response.content, (what, size)
            assert parts(picture_response.content, ending) <= SHOWN[ending], (what, size)


PAGES = (DOG, "/admin", "/admin/health", f"{DOG}?store=2", "/admin?q=script")


def test_m_4_what_a_file_says_is_text_wherever_it_is_shown(routes: UploadRoutes) -> None:
    named = f"{SCRIPT.decode()}.png"
    with_script = png(exif=exif(artist=SCRIPT.decode()))
    with_script = with_script[:33] + png_chunk(b"tEXt", b"Title\0" + SCRIPT) + with_script[33:]
    for route in NAMES:
        assert routes.send(route, with_script, named).status_code in (*MADE, *REFUSED), route
    image = routes.images()[0]["id"]
    labelled = routes.visitor.post(f"{DOG}/images/{image}", {"do": "label", "label": SCRIPT.decode()})
    assert labelled.status_code == 303
    routes.visitor.upload((named, b"no picture"), path=DOG)
    shown = 0
    for page in (*PAGES, labelled.headers["location"]):
        response = routes.visitor.get(page)
        assert response.status_code == 200, page
        assert "<script>alert" not in response.text, page
        shown += response.text.count("&lt;script&gt;alert")
    assert shown >= 2
    refused = routes.visitor.upload((named, b"no picture"), path=DOG)
    assert "<script>alert" not in refused.text
    assert "&lt;script&gt;alert" in refused.text


def test_m_5_the_file_as_it_was_sent_is_given_to_nobody_without_permission(routes: UploadRoutes) -> None:
    data = WITH_METADATA["jpg"]()
    image = routes.send("token", data, "home.jpg").json()["id"]
    stranger = routes.client
    stranger.cookies.clear()
    for address in [*routes.addresses(), *(f"{media(image)}/original/x.{ending}" for ending in WITH_METADATA)]:
        response = stranger.get(address)
        assert response.status_code == 200, address
        assert response.content != data, address
    customer = Visitor(stranger)
    customer.sign_in("cus")
    assert stranger.get(f"{media(image)}/original/x.jpg").content != data


def test_m_5_no_address_leads_to_a_file_by_its_content(routes: UploadRoutes) -> None:
    data = WITH_METADATA["png"]()
    routes.send("token", data, "home.png")
    name = sha256(data).hexdigest()
    for path in (
        f"/media/{name}/original/x.png",
        f"/media/originals/{name[:2]}/{name}",
        f"/originals/{name[:2]}/{name}",
    ):
        assert routes.client.get(path).status_code == 404, path


EXTENSIONS = ("jpg", "png", "gif", "webp", "avif")
GOOD = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
BAD = {
    "broken": GOOD[:128] + b"\xff" * (len(GOOD) - 128),
    "cut short": GOOD[:200],
    "nothing of the kind": b"?" * 3000,
    "giant": GOOD + bytes(4 * 2**20),
    "of other colours": ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
}


def test_d_9_a_profile_that_is_broken_or_giant_is_dropped_and_not_applied(routes: UploadRoutes) -> None:
    plain = routes.send("token", jpeg(640, 480)).json()["id"]
    for what, profile in BAD.items():
        response = routes.send("token", jpeg(640, 480, icc_profile=profile))
        assert response.status_code in MADE, (what, response.text)
        for ending in EXTENSIONS:
            with_it, without = (
                routes.client.get(f"{media(image)}/fit-240x240/x.{ending}") for image in (response.json()["id"], plain)
            )
            assert with_it.status_code == 200
            assert with_it.content == without.content, (what, ending)


def test_d_9_where_a_profile_is_one_chunk_a_giant_one_is_refused(routes: UploadRoutes) -> None:
    for data, name in ((png(icc_profile=BAD["giant"]), "a.png"), (webp(icc_profile=BAD["giant"]), "a.webp")):
        assert routes.send("token", data, name).status_code in REFUSED, name


def test_m_3_no_rendition_carries_a_profile_whether_it_was_applied_or_not(routes: UploadRoutes) -> None:
    for profile in (GOOD, *BAD.values()):
        image = routes.send("token", jpeg(640, 480, icc_profile=profile)).json()["id"]
        for size, ending in product(("fit-1280x1280", "fit-48x48"), EXTENSIONS):
            picture_response = routes.client.get(f"{media(image)}/{size}/x.{ending}")
            with Image.open(BytesIO(picture_response.content)) as picture:
                assert "icc_profile" not in picture.info, (size, ending)
