"""The addresses of pictures: each answers with the picture in the size it promises."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.dialects.spree.client import DOG, SpreeClient
from tests.pictures import avif, jpeg, png, webp

STYLES = {"mini": (48, 36), "small": (100, 75), "product": (240, 180), "large": (600, 450)}  # of 1200 × 900


def size(content: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(content)).size


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_fitted_into_its_box(spree: SpreeClient, style: str) -> None:
    address = spree.create(picture=jpeg(1200, 900))[f"{style}_url"]
    response = spree.client.get(address)
    assert (response.status_code, size(response.content)) == (200, STYLES[style])
    assert response.headers["content-type"] == "image/jpeg"
    assert response.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("style", STYLES)
def test_a_small_picture_is_not_enlarged(spree: SpreeClient, style: str) -> None:
    address = spree.create(picture=png(20, 30))[f"{style}_url"]
    assert size(spree.client.get(address).content) == (20, 30)


def test_addresses_are_of_the_documented_form(spree: SpreeClient) -> None:
    image = spree.create(name="ror tote.jpeg")
    to = urlsplit(image["small_url"])
    assert to.path == f"/spree/products/{image['id']}/small/ror_tote.jpeg"
    assert (len(to.query), to.query.isdigit()) == (10, True)


@pytest.mark.parametrize("style", STYLES)
def test_an_old_address_goes_on_showing_the_old_picture(spree: SpreeClient, style: str) -> None:
    old = spree.create(picture=jpeg(1200, 900))
    new = spree.upload(f"{DOG}/{old['id']}", jpeg(20, 30), method="PUT").json()
    assert size(spree.client.get(old[f"{style}_url"]).content) == STYLES[style]
    assert size(spree.client.get(new[f"{style}_url"]).content) == (20, 30)


def test_without_a_time_or_with_an_unknown_one_it_is_the_present_picture(spree: SpreeClient) -> None:
    old = spree.create(picture=jpeg(1200, 900))
    spree.upload(f"{DOG}/{old['id']}", jpeg(20, 30), method="PUT")
    path = urlsplit(old["mini_url"]).path
    for query in ("", "?", "?1", "?x=1", "?" + "9" * 40, "?²"):
        response = spree.client.get(path + query)
        assert size(response.content) == (20, 30)
        assert "immutable" not in response.headers["cache-control"]


@pytest.mark.parametrize("style", [*STYLES, "original"])
def test_the_pictures_of_an_image_that_went_are_gone(spree: SpreeClient, style: str) -> None:
    image = spree.create()
    path, _, time = image["mini_url"].partition("?")
    spree.request("DELETE", f"{DOG}/{image['id']}")
    for query in (f"?{time}", ""):
        assert spree.client.get(path.replace("/mini/", f"/{style}/") + query).status_code == 410


def test_hiding_an_image_hides_no_picture(spree: SpreeClient) -> None:
    image = spree.create()
    spree.hide(image["id"])
    assert spree.client.get(image["mini_url"]).status_code == 200


@pytest.mark.parametrize("path", ["/spree/products/999/mini/a.jpg", "/spree/products/{id}/huge/a.jpg"])
def test_what_never_was_is_not_found(spree: SpreeClient, path: str) -> None:
    assert spree.client.get(path.format(id=spree.create()["id"])).status_code == 404


@pytest.mark.parametrize("number", ["abc", "0", "-1", "9" * 19, "9" * 40])
def test_what_is_no_images_number_is_not_found(spree: SpreeClient, number: str) -> None:
    assert spree.client.get(f"/spree/products/{number}/mini/a.jpg").status_code == 404


@pytest.mark.parametrize(
    ("picture", "name", "content_type"),
    [
        (jpeg(), "photo", "image/jpeg"),
        (png(), "photo.txt", "image/png"),
        (webp(), "photo.webp", "image/webp"),
        (jpeg(), "photo.png", "image/png"),
        (jpeg(), "photo.avif", "image/avif"),
    ],
)
def test_the_name_says_the_format_or_leaves_it(
    spree: SpreeClient, picture: bytes, name: str, content_type: str
) -> None:
    image = spree.create(picture=picture, name=name)
    response = spree.client.get(image["small_url"])
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)


def test_original_is_the_very_file(spree: SpreeClient) -> None:
    image = spree.create(picture=jpeg(), name="photo.png")
    response = spree.client.get(image["mini_url"].replace("/mini/", "/original/"))
    assert (response.content, response.headers["content-type"]) == (jpeg(), "image/jpeg")


def test_pictures_of_formats_that_others_take_are_shown_too(spree: SpreeClient) -> None:
    """AVIF comes in by other dialects only."""
    headers = {"Authorization": f"Token {spree.credentials['ann']['token']['key']}"}
    created: Any = spree.client.post("/api/products/8/images", headers=headers, files={"image": ("a.avif", avif())})
    image = spree.request("GET", f"{DOG}/{created.json()['id']}").json()
    assert image["attachment_content_type"] == "image/avif"
    for style in STYLES:
        assert spree.client.get(image[f"{style}_url"]).status_code == 200


def test_a_head_of_a_picture_has_no_body(spree: SpreeClient) -> None:
    response = spree.client.head(spree.create()["mini_url"])
    assert (response.status_code, response.content) == (200, b"")
