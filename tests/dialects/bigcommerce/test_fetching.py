"""`image_file` as a URL: the picture is fetched, named, and refused in the vendor's words where there is none."""

import re
from typing import Any

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.bigcommerce.conftest import BigCommerceClient
from tests.pictures import gif, jpeg, png
from tests.shop import Credentials
from web.dialects.bigcommerce import intake
from web.gallery.unavailable import Busy
from web.settings import Settings

AT = "/products/28/images"


def refusal_reason(bigcommerce: BigCommerceClient, url: str, method: str = "POST", path: str = AT) -> str:
    """Why the URL was refused, and nothing else was."""
    before = bigcommerce.images()
    response = bigcommerce.request(method, path, json={"image_file": url})
    assert response.status_code == 400, url
    (problem,) = response.json()
    assert (problem["status"], problem["message"]) == (400, "The field 'image_file' is invalid.")
    assert list(problem["details"]) == ["invalid_reason"]
    assert bigcommerce.images() == before
    return str(problem["details"]["invalid_reason"])


def refusal_message(url: str) -> str:
    return f"The resource at '{url}' could not be downloaded and may be invalid."


def content_of(bigcommerce: BigCommerceClient, image: dict[str, Any]) -> bytes:
    return bigcommerce.client.get(f"/product_images/{image['image_file']}").content


CALLED = [
    ("/p.png", "p", "png", png()),
    ("/images/fluffy_puppy.jpg", "fluffy_puppy", "jpg", jpeg()),
    ("/p.png?width=5&name=other.gif", "p", "png", png()),
    ("/cute%20%26%20fluffy.gif", "cute_fluffy", "gif", gif()),
    ("/moved.png", "moved", "png", png()),
    ("/picture", "picture", "jpg", jpeg()),  # which says that it is a PNG
    ("/pictures/", "file", "png", png()),
    ("/p.png ", "p", "png", png()),
]


def test_bigcommerce_13_15_39_a_picture_is_fetched_from_its_url_and_called_like_the_last_part_of_the_path(
    bigcommerce: BigCommerceClient, host: str
) -> None:
    for path, stem, ending, content in CALLED:
        url = host + path
        response = bigcommerce.request("POST", AT, json={"image_file": url})
        assert response.status_code == 201, response.text
        image = response.json()
        assert re.fullmatch(rf"[a-z]/\d{{3}}/{re.escape(stem)}__\d{{5}}\.{ending}", image["image_file"]), url
        assert (image["is_thumbnail"], image["sort_order"], image["description"]) == (False, 0, "")
        assert content_of(bigcommerce, image) == content
        changed = bigcommerce.change(image["id"], image_file=f"{host}/p.png")
        assert changed == {**image, "image_file": changed["image_file"]}
        assert re.fullmatch(r"[a-z]/\d{3}/p__\d{5}\.png", changed["image_file"])
        assert content_of(bigcommerce, changed) == png()


def test_a_url_is_fetched_in_xml_too(bigcommerce: BigCommerceClient, host: str) -> None:
    body = f"<image><image_file>{host}/p.png?a=1&amp;b=2</image_file></image>"
    response = bigcommerce.request("POST", AT, content=body, headers={"Content-Type": "application/xml"})
    assert response.status_code == 201
    assert content_of(bigcommerce, response.json()) == png()


REFUSED = [
    "HOST/missing.png",
    "HOST/page.png",
    "HOST/broken.png",
    "HOST/text.png",
    "HOST/empty.png",
    "http://127.0.0.1:1/a.jpg",
    "HTTPS://127.0.0.1:1/a.jpg",
    "http://10.0.0.1/p.png",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/p.png",
    "http://user:password@127.0.0.1/p.png",
    "ftp://127.0.0.1/p.png",
    "file:///etc/passwd",
    "http://",
    "http://[",
]


def test_bigcommerce_20_what_can_not_be_downloaded_is_named_whatever_the_reason(
    bigcommerce: BigCommerceClient, host: str
) -> None:
    number = bigcommerce.add()["id"]
    for text in REFUSED:
        url = text.replace("HOST", host)
        assert refusal_reason(bigcommerce, url) == refusal_message(url)
        assert refusal_reason(bigcommerce, url, "PUT", f"{AT}/{number}") == refusal_message(url)


def test_what_is_no_url_is_looked_for_in_the_import_directory(bigcommerce: BigCommerceClient) -> None:
    for path in ("//127.0.0.1/p.png", "http:/p.png", "data:image/png;base64,iVBORw0KGgo=", "localhost/p.png"):
        assert refusal_reason(bigcommerce, path) == f"The file '{path}' is missing or is not usable by this resource."


def test_what_was_fetched_is_judged_as_what_was_imported(
    settings: Settings, credentials: Credentials, host: str
) -> None:
    with client_for(replace(settings, max_upload_bytes=2**20), raises=True) as client:
        url = f"{host}/large.png"
        bigcommerce = BigCommerceClient(client, credentials, settings.import_dir)
        assert refusal_reason(bigcommerce, url) == f"The file '{url}' is larger than 1 MB."


def test_this_machine_is_not_asked_unless_the_setting_allows_it(
    settings: Settings, credentials: Credentials, host: str
) -> None:
    with client_for(replace(settings, fetch_allow=()), raises=True) as client:
        bigcommerce = BigCommerceClient(client, credentials, settings.import_dir)
        for url in (f"{host}/p.png", f"{host.replace('127.0.0.1', 'localhost')}/p.png", "http://127.0.0.1:1/p.png"):
            assert refusal_reason(bigcommerce, url) == refusal_message(url)


def test_what_is_wrong_beside_the_url_is_said_before_anything_is_fetched(
    bigcommerce: BigCommerceClient, host: str
) -> None:
    response = bigcommerce.request("POST", AT, json={"image_file": f"{host}/missing.png", "sort_order": -1})
    assert [problem["message"] for problem in response.json()] == ["The field 'sort_order' is invalid."]


def test_the_same_url_twice_is_two_images(bigcommerce: BigCommerceClient, host: str) -> None:
    first, second = (bigcommerce.request("POST", AT, json={"image_file": f"{host}/p.png"}).json() for _ in range(2))
    assert all(first[member] != second[member] for member in ("id", "image_file"))
    assert bigcommerce.images() == [first, second]


@pytest.mark.parametrize("named", ["a URL", "a path"])
def test_while_there_is_no_room_to_decode_the_client_is_told_when_to_come_back(
    bigcommerce: BigCommerceClient, host: str, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    async def busy(_: Any, received: Any, *__: Any) -> None:
        received.path.unlink()
        raise Busy

    monkeypatch.setattr(intake, "keep_received", busy)
    sent = f"{host}/p.png" if named == "a URL" else bigcommerce.put_file("a.jpg")
    response = bigcommerce.request("POST", AT, json={"image_file": sent})
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    message = "The store is unavailable at the moment. Please try again later."
    assert response.json() == [{"status": 503, "message": message}]
    assert bigcommerce.images() == []
