"""The guide's addresses and examples (Spree v1, "Product Images"), byte for byte apart from ids, dates and host."""

from pathlib import Path
from typing import Any

import pytest

from tests.dialects.spree.client import DOG, LARGE, SMALL, SpreeClient, normalized
from tests.pictures import jpeg, png

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.json").read_text().strip()


def curl(spree: SpreeClient, method: str, path: str, picture: bytes, name: str) -> Any:
    """Send the form of `-F "image[attachment]=@…" -F "type=image/jpeg"`."""
    files = {"image[attachment]": (name, picture, "image/jpeg")}
    return spree.request(method, path, files=files, data={"type": "image/jpeg"})


def test_the_index_lists_images_in_the_guides_words(spree: SpreeClient) -> None:
    images = [
        spree.create(DOG, jpeg(360, 360), "ror_tote.jpeg"),
        spree.create(LARGE, png(40, 30), "ror tote (back).png", alt="Blue <b> & é"),
    ]
    response = spree.request("GET", DOG)
    assert response.status_code == 200
    assert normalized(response.content, images) == golden("images")
    assert response.headers["content-type"] == "application/json; charset=utf-8"


def test_an_empty_list_is_a_list(spree: SpreeClient) -> None:
    assert spree.request("GET").text == '{"images":[]}'


def test_show_is_the_image_as_it_stands_in_the_list(spree: SpreeClient) -> None:
    image = spree.create(name="image.jpg")
    for parent in (DOG, "/api/v1/products/8/images", "/api/v1/products/dog/images", SMALL):
        response = spree.request("GET", f"{parent}/{image['id']}")
        assert (response.status_code, response.json()) == (200, image)
        assert normalized(response.content, [image]) == golden("image")


def test_what_is_not_there_is_not_found_in_the_guides_words(spree: SpreeClient) -> None:
    for method, path in (("GET", f"{DOG}/1"), ("PUT", f"{DOG}/1"), ("DELETE", f"{DOG}/1")):
        response = spree.request(method, path)
        assert (response.status_code, response.text) == (404, golden("not_found"))


@pytest.mark.parametrize("path", [DOG, SMALL])
def test_new_tells_the_attributes_in_the_guides_words(spree: SpreeClient, path: str) -> None:
    response = spree.request("GET", f"{path}/new")
    assert (response.status_code, response.text) == (200, golden("new"))


def test_creating_answers_201_with_the_image(spree: SpreeClient) -> None:
    response = curl(spree, "POST", DOG, jpeg(), "image.jpg")
    assert response.status_code == 201
    assert normalized(response.content, [response.json()]) == golden("image")
    assert len(spree.listed()) == 1


def test_updating_answers_201_with_the_new_picture(spree: SpreeClient) -> None:
    """The guide says 201, and so it is."""
    before = spree.create(name="old.jpg")
    response = curl(spree, "PUT", f"{DOG}/{before['id']}", png(31, 17), "image.png")
    assert response.status_code == 201
    after = response.json()
    assert normalized(response.content, [after]) == golden("image_updated")
    assert after["mini_url"] != before["mini_url"]
    assert spree.listed() == [after]


def test_what_is_for_admins_only_is_refused_to_others(spree: SpreeClient) -> None:
    response = curl(spree, "POST", DOG, jpeg(), "image.jpg")
    assert (response.status_code, len(spree.listed())) == (201, 1)
    refused = spree.request("POST", DOG, "cus", files={"image[attachment]": ("image.jpg", jpeg(), "image/jpeg")})
    assert (refused.status_code, refused.text) == (401, golden("admin_only"))


def test_spree_84_85_deleting_answers_204_without_a_body_and_once_only(spree: SpreeClient) -> None:
    at = f"{DOG}/{spree.create()['id']}"
    response = spree.request("DELETE", at)
    assert (response.status_code, response.content) == (204, b"")
    assert "content-type" not in response.headers
    assert response.headers["cache-control"] == "no-cache"
    assert spree.request("GET", at).status_code == 404
    assert spree.request("DELETE", at).status_code == 404
    assert spree.listed() == []
