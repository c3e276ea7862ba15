"""POST with `src`: the picture is fetched, named, and refused in Spiffy's words where there is none."""

import re
from typing import Any

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.spiffy.conftest import SpiffyClient, golden
from tests.pictures import gif, jpeg, png
from tests.shop import Credentials
from web.settings import Settings

AT = "products/8/images"


def test_spiffy_3_4_5_6_a_picture_is_fetched_from_its_src(spiffy: SpiffyClient, host: str) -> None:
    response = spiffy.post(AT, src=f"{host}/p.png")
    assert response.status_code == 201
    image = response.json()["image"]
    assert (image["extension"], image["position"], image["alt"]) == ("png", 1, "")
    assert (image["variation_ids"], image["product_id"]) == ([], 8)
    assert response.headers["location"].rpartition("/")[2] == f"{image['id']}.json"
    assert re.fullmatch("[0-9a-f]{32}", image["digest"])
    assert re.fullmatch(r"http://[^?]+/products/8_p_full\.png\?[0-9a-f]{32}", image["src"])
    assert spiffy.client.get(image["src"]).content == png()
    assert spiffy.listed() == [image]


@pytest.mark.parametrize("owner", ["standard_collections/155", "super_collections/featured-collection"])
def test_a_collections_picture_is_fetched_too(spiffy: SpiffyClient, host: str, owner: str) -> None:
    image = spiffy.post(f"{owner}/images", src=f"{host}/p.png").json()["image"]
    assert spiffy.client.get(image["src"]).content == png()


CALLED: list[tuple[str, dict[str, str | None], str, str]] = [
    ("/p.png", {}, "p.png", "png"),
    ("/p.png?width=5&name=other.gif", {}, "p.png", "png"),
    ("/p.png", {"filename": "cute-puppy.png"}, "cute-puppy.png", "png"),
    ("/p.png", {"filename": ""}, "p.png", "png"),
    ("/p.png", {"filename": None}, "p.png", "png"),
    ("/cute%20%26%20fluffy.gif", {}, "cute & fluffy.gif", "gif"),
    ("/moved.png", {}, "moved.png", "png"),
    ("/picture", {}, "picture", "jpg"),
    ("/pictures/", {}, "file.png", "png"),
    ("/p.png ", {}, "p.png", "png"),
]


def test_without_a_filename_it_is_called_like_the_last_part_of_the_path(spiffy: SpiffyClient, host: str) -> None:
    for path, sent, filename, extension in CALLED:
        response = spiffy.post(AT, src=host + path, **sent)
        assert response.status_code == 201, response.text
        image = response.json()["image"]
        assert (image["filename"], image["extension"]) == (filename, extension)
        content = {"gif": gif(), "jpg": jpeg(), "png": png()}[extension]
        assert spiffy.client.get(image["src"]).content == content


REFUSED = [
    "HOST/missing.png",
    "HOST/page.png",
    "HOST/broken.png",
    "HOST:1/p.png",
    "http://127.0.0.1:1/p.png",
    "http://10.0.0.1/p.png",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/p.png",
    "http://user:password@127.0.0.1/p.png",
    "https://127.0.0.1:1/p.png",
    "ftp://127.0.0.1/p.png",
    "file:///etc/passwd",
    "/etc/passwd",
    "../p.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "http://",
    "http://[",
    "x",
    " ",
]


def test_spiffy_18_what_can_not_be_fetched_is_refused_whatever_the_reason(spiffy: SpiffyClient, host: str) -> None:
    for src in REFUSED:
        response = spiffy.post(AT, src=src.replace("HOST", host), filename="p.png")
        assert (response.status_code, response.content) == (422, golden("src.json")), src
    assert spiffy.ids() == []


@pytest.mark.parametrize(
    ("path", "errors"),
    [
        ("/text.png", {"image": ["is not a readable picture"]}),
        ("/p.webp", {"image": ["must be in .png, .gif or .jpg format"]}),
        ("/empty.png", {"src": ["is empty"]}),
        ("/large.png", {"image": ["is larger than 1048576 bytes"]}),
    ],
)
def test_what_was_fetched_is_judged_as_what_was_attached(
    settings: Settings, credentials: Credentials, host: str, path: str, errors: dict[str, list[str]]
) -> None:
    with client_for(replace(settings, max_upload_bytes=2**20), raises=True) as client:
        spiffy = SpiffyClient(client, credentials)
        response = spiffy.post(AT, src=host + path)
        assert (response.status_code, response.json()) == (422, {"errors": errors})
        assert spiffy.ids() == []


def test_this_machine_is_not_asked_unless_the_setting_allows_it(
    settings: Settings, credentials: Credentials, host: str
) -> None:
    with client_for(replace(settings, fetch_allow=()), raises=True) as client:
        response = SpiffyClient(client, credentials).post(AT, src=f"{host}/p.png")
    assert (response.status_code, response.content) == (422, golden("src.json"))


def test_a_src_is_a_text(spiffy: SpiffyClient) -> None:
    sent: list[Any] = [5, True, [], {}]
    for src in sent:
        response = spiffy.post(AT, src=src)
        assert (response.status_code, response.json()) == (422, {"errors": {"src": ["is not a text"]}})


def test_spiffy_20_the_attachment_wins_over_src(spiffy: SpiffyClient, host: str) -> None:
    for src in (f"{host}/picture", f"{host}/missing.png"):
        image = spiffy.create(src=src)
        assert spiffy.client.get(image["src"]).content == png()
        assert image["filename"] == "penguins.png"


def test_an_attachment_that_is_nothing_leaves_the_word_to_src(spiffy: SpiffyClient, host: str) -> None:
    for nothing in ("", None):
        response = spiffy.post(AT, attachment=nothing, src=f"{host}/p.png")
        assert response.status_code == 201
        assert spiffy.client.get(response.json()["image"]["src"]).content == png()


def test_everything_else_is_said_of_a_fetched_picture_as_of_an_attached_one(spiffy: SpiffyClient, host: str) -> None:
    first = spiffy.create()
    response = spiffy.post(AT, src=f"{host}/p.png", alt="Fetched", position=1, variation_ids=[5596])
    image = response.json()["image"]
    assert (image["alt"], image["position"], image["variation_ids"]) == ("Fetched", 1, [5596])
    assert spiffy.ids() == [image["id"], first["id"]]


def test_what_is_wrong_beside_the_src_is_said_before_anything_is_fetched(spiffy: SpiffyClient, host: str) -> None:
    response = spiffy.post(AT, src=f"{host}/missing.png", position="x")
    assert (response.status_code, response.json()) == (422, {"errors": {"position": ["is not a whole number"]}})


def test_the_same_address_twice_is_two_images(spiffy: SpiffyClient, host: str) -> None:
    first, second = (spiffy.post(AT, src=f"{host}/p.png").json()["image"] for _ in range(2))
    assert all(first[member] != second[member] for member in ("id", "digest", "src"))
    assert spiffy.client.get(first["src"]).content == spiffy.client.get(second["src"]).content == png()
