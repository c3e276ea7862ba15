"""The document's own examples ("Create Product Image"), with only host, key and files replaced."""

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.dialects.token_api.asking import LAMP, Api, plain
from tests.pictures import jpeg, png
from tests.shop import Credentials

GOLDEN = Path(__file__).parent / "golden"
MEMBERS = [
    *("id", "type", "user", "name", "f", "size", "description", "width", "height", "human_readable_size", "mode"),
    *("created_at", "updated_at"),
]
FRONT_JPEG = jpeg().ljust(2621440, b"\0")  # the document's 2.5 MB, whatever the encoder makes of the pixels
SIDE_JPEG = jpeg(20, 30).ljust(1536, b"\0")
FRONT = (
    ('name="image"; filename="product_image.jpg"\r\nContent-Type: image/jpeg', FRONT_JPEG),
    ('name="alt_text"', b"Product front view"),
    ('name="is_primary"', b"true"),
    ('name="order"', b"1"),
)
SIDE = (
    ('name="image"; filename="product_side.jpg"\r\nContent-Type: image/jpeg', SIDE_JPEG),
    ('name="alt_text"', b"Product side view"),
    ('name="order"', b"2"),
)


@pytest.mark.parametrize(("parts", "golden"), [(FRONT, "front"), (SIDE, "side")])
def test_what_the_curl_lines_send_is_answered_with_the_documents_fields(api: Api, parts: Any, golden: str) -> None:
    """Case 44: curl sends the file before the data."""
    answer = api.send_parts(parts)
    assert answer.status_code == 201
    assert list(answer.json()) == MEMBERS
    assert plain(answer.content) == (GOLDEN / f"{golden}.json").read_text().strip()


def test_the_python_sample_works_as_it_stands(server: str, credentials: Credentials, tmp_path: Path) -> None:
    """Cases 1, 44 and 45: requests sends the data first, `True` as a word, and the file without a type."""
    (tmp_path / "product_image.jpg").write_bytes(FRONT_JPEG)
    (tmp_path / "product_side.jpg").write_bytes(SIDE_JPEG)
    key = credentials["sam"]["token"]["key"]

    with (tmp_path / "product_image.jpg").open("rb") as image_file:
        files: dict[str, Any] = {"image": image_file}
        data: dict[str, Any] = {"alt_text": "Product front view", "is_primary": True, "order": 1}
        response = requests.post(
            f"{server}/api/products/123/images",
            files=files,
            data=data,
            headers={"Authorization": f"Token {key}"},
            timeout=20,
        )
    assert response.status_code == 201
    assert plain(response.content) == (GOLDEN / "front.json").read_text().strip()

    with (tmp_path / "product_side.jpg").open("rb") as image_file:
        files = {"image": image_file}
        data = {"alt_text": "Product side view", "order": 2}
        response = requests.post(
            f"{server}/api/products/123/images",
            files=files,
            data=data,
            headers={"Authorization": f"Token {key}"},
            timeout=20,
        )
    assert response.status_code == 201
    assert plain(response.content) == (GOLDEN / "side.json").read_text().strip()


def test_the_uploader_is_whose_key_it_is(api: Api) -> None:
    """Case 11."""
    assert api.upload(who="ann").json()["user"]["username"] == "ann"
    assert api.upload(who="sam").json()["user"] | {"id": 0} == {"id": 0, "username": "sam", "full_name": "Sam Example"}


def test_facts_are_those_of_the_file(api: Api) -> None:
    """Cases 3 to 5."""
    picture = png(31, 17)
    image = api.made(picture=picture, name="shot.png")
    facts = {name: image[name] for name in ("type", "mode", "width", "height", "size", "name")}
    assert facts == {
        "type": "PNG",
        "mode": "RGB",
        "width": 31,
        "height": 17,
        "size": len(picture),
        "name": "shot.png",
    }


def test_without_the_optional_fields_the_defaults_hold(api: Api) -> None:
    first = api.made({"order": "5"})
    image = api.made()
    assert image["description"] is None
    assert [one["id"] for one in api.listed()] == [image["id"], first["id"]], "order 0 stands before order 5"


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (201, {}),
        (400, {"picture": b"no picture"}),
        (401, {"headers": {"Authorization": "Token wrong"}}),
        (403, {"who": "cus"}),
        (404, {"path": "/api/products/9/images"}),
        (413, {"picture": b"\xff\xd8" + bytes(26 * 2**20)}),
    ],
)
def test_every_documented_status_arises(api: Api, status: int, how: dict[str, Any]) -> None:
    assert api.upload(**how).status_code == status


def test_the_trailing_slash_makes_no_difference(api: Api) -> None:
    """Case 42: not even a redirect."""
    assert api.upload(path=LAMP + "/", follow_redirects=False).status_code == 201
    assert api.ask("GET", LAMP + "/", follow_redirects=False).json()["count"] == 1
