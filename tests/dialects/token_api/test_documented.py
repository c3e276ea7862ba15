"""The document's own examples ("Create Product Image"), with only host, key and files replaced."""

from pathlib import Path
from typing import Any

import pytest

from tests.dialects.token_api.client import LAMP, TokenApiClient, normalized
from tests.pictures import jpeg, png

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
@pytest.mark.parametrize("order", ["file first", "data first"])
def test_token_44_curl_sends_the_file_first_and_requests_the_data(
    api: TokenApiClient, parts: Any, golden: str, order: str
) -> None:
    response = api.send_parts(parts if order == "file first" else (*parts[1:], parts[0]))
    assert response.status_code == 201
    assert list(response.json()) == MEMBERS
    assert normalized(response.content) == (GOLDEN / f"{golden}.json").read_text().strip()


def test_token_45_the_file_may_come_without_a_type_of_its_own(api: TokenApiClient) -> None:
    response = api.send_parts([('name="image"; filename="a.jpg"', jpeg())])
    assert (response.status_code, response.json()["type"]) == (201, "JPEG")


@pytest.mark.parametrize("who", ["sam", "ann"])
def test_token_1_2_11_staff_and_admins_create_in_their_own_name(api: TokenApiClient, who: str) -> None:
    response = api.upload(who=who)
    assert (response.status_code, response.headers["content-type"]) == (201, "application/json")
    image = response.json()
    assert list(image) == MEMBERS
    assert list(image["user"]) == ["id", "username", "full_name"]
    assert (image["user"]["username"], image["user"]["full_name"]) == (who, f"{who.title()} Example")


@pytest.mark.parametrize(
    ("picture", "name", "type_"), [(jpeg(31, 17), "shot.jpg", "JPEG"), (png(17, 31), "shot.png", "PNG")]
)
def test_token_3_4_5_facts_are_those_of_the_file(api: TokenApiClient, picture: bytes, name: str, type_: str) -> None:
    image = api.create(picture=picture, name=name)
    assert (image["type"], image["mode"], image["name"], image["size"]) == (type_, "RGB", name, len(picture))
    assert (image["width"], image["height"]) == ((31, 17) if type_ == "JPEG" else (17, 31))


def test_without_the_optional_fields_the_defaults_hold(api: TokenApiClient) -> None:
    first = api.create({"order": "5"})
    image = api.create()
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
def test_every_documented_status_arises(api: TokenApiClient, status: int, how: dict[str, Any]) -> None:
    assert api.upload(**how).status_code == status


def test_token_42_the_trailing_slash_makes_no_difference(api: TokenApiClient) -> None:
    assert api.upload(path=LAMP + "/", follow_redirects=False).status_code == 201
    assert api.request("GET", LAMP + "/", follow_redirects=False).json()["count"] == 1
    image = api.create()["id"]
    assert api.request("PATCH", f"{LAMP}/{image}/", follow_redirects=False, json={}).status_code == 200
    assert api.request("DELETE", f"{LAMP}/{image}/", follow_redirects=False).status_code == 204
