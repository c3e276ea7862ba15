"""Magento's picture addresses."""

import pytest

from tests.dialects.magento.client import MagentoClient
from tests.pictures import base64_text, png, transparent_png


@pytest.mark.parametrize(
    "path",
    [
        "/x/m/image.png",
        "/i/x/image.png",
        "/I/m/image.png",
        "/i/m/other.png",
        "/i/m/image.jpg",
        "/i/_/i",
        "/a/b/../image.png",
    ],
)
def test_only_the_exact_address_answers(ann: MagentoClient, path: str) -> None:
    ann.add()
    assert ann.client.get("/media/catalog/product" + path).status_code == 404
    assert ann.client.get("/media/catalog/product/i/m/image.png").status_code == 200


def test_an_address_never_changes_its_picture_and_may_be_kept_for_minutes(
    ann: MagentoClient,
) -> None:
    ann.add()
    response = ann.client.get(ann.images()[0]["url"])
    assert response.content == png()
    assert response.headers["cache-control"] == "public, max-age=300"
    again = ann.client.get(ann.images()[0]["url"], headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    assert ann.client.head(ann.images()[0]["url"]).content == b""


def test_an_excluded_image_is_hidden_from_lists_but_its_address_answers(
    ann: MagentoClient, guest: MagentoClient
) -> None:
    ann.add(exclude=1)
    assert guest.images() == []
    assert ann.client.get(ann.images()[0]["url"]).status_code == 200


def test_addresses_start_with_the_host_that_was_asked(ann: MagentoClient) -> None:
    ann.add()
    assert ann.images()[0]["url"].startswith("http://testserver.local/media/catalog/product/")


def test_a_transparent_png_declared_a_jpeg_answers_as_one(ann: MagentoClient) -> None:
    ann.add(file_mime_type="image/jpeg", file_content=base64_text(transparent_png()))
    response = ann.client.get(ann.images()[0]["url"])
    assert (response.headers["content-type"], response.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
