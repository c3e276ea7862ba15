"""Metadata, M-4 and M-5: what files say is text on our pages, and the files themselves are given to nobody."""

from hashlib import sha256

from tests.admin.conftest import Visitor
from tests.checklist.impostors import SCRIPT
from tests.checklist.telling import TELLING
from tests.checklist.upload_routes import DOG, MADE, NAMES, REFUSED, UploadRoutes
from tests.pictures import exif, png, png_chunk

PAGES = (DOG, "/admin", "/admin/health", f"{DOG}?store=2", "/admin?q=script")


def test_m_4_what_a_file_says_is_text_wherever_it_is_shown(routes: UploadRoutes) -> None:
    named = f"{SCRIPT.decode()}.png"
    speaking = png(exif=exif(artist=SCRIPT.decode()))
    speaking = speaking[:33] + png_chunk(b"tEXt", b"Title\0" + SCRIPT) + speaking[33:]
    for route in NAMES:
        assert routes.send(route, speaking, named).status_code in (*MADE, *REFUSED), route
    image = routes.images()[0]["id"]
    labelled = routes.visitor.post(f"{DOG}/images/{image}", {"do": "label", "label": SCRIPT.decode()})
    assert labelled.status_code == 303
    routes.visitor.upload((named, b"no picture"), path=DOG)
    shown = 0
    for page in (*PAGES, labelled.headers["location"]):
        got = routes.visitor.get(page)
        assert got.status_code == 200, page
        assert "<script>alert" not in got.text, page
        shown += got.text.count("&lt;script&gt;alert")
    assert shown >= 2
    refused = routes.visitor.upload((named, b"no picture"), path=DOG)
    assert "<script>alert" not in refused.text
    assert "&lt;script&gt;alert" in refused.text


def test_m_5_the_file_as_it_was_sent_is_given_to_nobody_without_permission(routes: UploadRoutes) -> None:
    data = TELLING["jpg"]()
    image = routes.send("token", data, "home.jpg").json()["id"]
    stranger = routes.client
    stranger.cookies.clear()
    for address in [*routes.addresses(), *(f"/media/{image}/original/x.{ending}" for ending in TELLING)]:
        got = stranger.get(address)
        assert got.status_code == 200, address
        assert got.content != data, address
    customer = Visitor(stranger)
    customer.sign_in("cus")
    assert stranger.get(f"/media/{image}/original/x.jpg").content != data


def test_m_5_no_address_leads_to_a_file_by_its_content(routes: UploadRoutes) -> None:
    data = TELLING["png"]()
    routes.send("token", data, "home.png")
    name = sha256(data).hexdigest()
    for path in (
        f"/media/{name}/original/x.png",
        f"/media/originals/{name[:2]}/{name}",
        f"/originals/{name[:2]}/{name}",
    ):
        assert routes.client.get(path).status_code == 404, path
