"""`image_file` as a URL: fetched, named by its last part, and refused in BigCommerce's words where nothing is."""

import re
from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.dialects.bigcommerce.conftest import Shop
from tests.dialects.hosting import hosting
from tests.pictures import gif, jpeg, png
from tests.shop import Credentials
from web.app import create_app
from web.settings import Settings

AT = "/products/28/images"


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with hosting() as address:
        yield address


@pytest.fixture
def open_shop(settings: Settings, credentials: Credentials) -> Iterator[Shop]:
    """A shop that may fetch from this machine, and files of one MiB."""
    allowed = replace(settings, fetch_allow=(ip_network("127.0.0.0/8"),), max_upload_bytes=2**20)
    with TestClient(create_app(allowed), raise_server_exceptions=False) as client:
        yield Shop(client, credentials, settings.import_dir)


def shown(shop: Shop, stored: str) -> bytes:
    return shop.client.get(f"/product_images/{stored}").content


@pytest.mark.parametrize(
    ("path", "stem", "content"),
    [
        ("/images/fluffy_puppy.jpg", "fluffy_puppy.jpg", jpeg()),
        ("/p.png?width=5&name=other.gif", "p.png", png()),
        ("/cute%20%26%20fluffy.gif", "cute_fluffy.gif", gif()),
        ("/moved.png", "moved.png", png()),
        ("/picture", "picture.jpg", jpeg()),
        ("/pictures/", "file.png", png()),
    ],
)
def test_bigcommerce_13_39_a_picture_is_fetched_and_called_like_the_last_part_of_its_path(
    open_shop: Shop, host: str, path: str, stem: str, content: bytes
) -> None:
    answer = open_shop.ask("POST", AT, json={"image_file": host + path})
    assert answer.status_code == 201, answer.text
    image = answer.json()
    name, _, ending = stem.rpartition(".")
    assert re.fullmatch(rf"[a-z]/\d{{3}}/{name}__\d{{5}}\.{ending}", image["image_file"])
    assert (image["is_thumbnail"], image["sort_order"], image["description"]) == (False, 0, "")
    assert shown(open_shop, image["image_file"]) == content
    again = open_shop.change(image["id"], image_file=f"{host}/p.png")
    assert again == image | {"image_file": again["image_file"]} != image
    assert shown(open_shop, again["image_file"]) == png()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nothing.png", "could not be downloaded and may be invalid."),
        ("/broken.png", "could not be downloaded and may be invalid."),
        ("/page.png", "could not be downloaded and may be invalid."),
        ("/text.png", "could not be processed and may not be valid image data."),
        ("/empty.png", "is empty."),
        ("/large.png", "is larger than 1 MB."),
    ],
)
def test_bigcommerce_20_what_gives_no_picture_is_refused_and_named(
    open_shop: Shop, host: str, path: str, reason: str
) -> None:
    answer = open_shop.ask("POST", AT, json={"image_file": host + path})
    assert answer.status_code == 400
    (problem,) = answer.json()
    assert problem["message"] == "The field 'image_file' is invalid."
    assert host + path in problem["details"]["invalid_reason"]
    assert problem["details"]["invalid_reason"].endswith(reason)
    assert open_shop.images() == []


def test_without_leave_nothing_of_this_machine_is_fetched(shop: Shop, host: str) -> None:
    for url in (f"{host}/p.png", host.replace("127.0.0.1", "localhost") + "/p.png", "http://127.0.0.1:1/p.png"):
        (problem,) = shop.ask("POST", AT, json={"image_file": url}).json()
        reason = f"The resource at '{url}' could not be downloaded and may be invalid."
        assert problem["details"]["invalid_reason"] == reason


@pytest.mark.parametrize("path", ["a.jpg/", "a.jpg//", "sub/"])
def test_a_path_that_ends_as_a_folder_is_no_file(shop: Shop, path: str) -> None:
    shop.put_file("a.jpg")
    shop.put_file("sub/a.jpg")
    assert shop.ask("POST", AT, json={"image_file": path}).status_code == 400
