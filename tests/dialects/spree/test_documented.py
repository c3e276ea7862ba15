"""The guide's addresses and curl lines (Spree v1, "Product Images"), with only host, key, slug and file replaced."""

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.dialects.spree.asking import DOG, LARGE, SMALL, Spree, plain
from tests.pictures import jpeg, png
from tests.shop import Credentials

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.json").read_text().strip()


def curl(spree: Spree, method: str, path: str, picture: bytes, name: str) -> Any:
    """What `-F "image[attachment]=@…" -F "type=image/jpeg"` sends."""
    files = {"image[attachment]": (name, picture, "image/jpeg")}
    return spree.ask(method, path, files=files, data={"type": "image/jpeg"})


def test_the_curl_line_for_creating_answers_201_with_the_image(spree: Spree) -> None:
    """Cases 46 and 90."""
    answer = curl(spree, "POST", DOG, jpeg(), "image.jpg")
    assert answer.status_code == 201
    assert plain(answer.content, [answer.json()]) == golden("image")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert "location" not in answer.headers
    assert len(spree.listed()) == 1


def test_the_curl_line_for_updating_answers_201_with_the_new_picture(spree: Spree) -> None:
    """Case 72; the guide says 201, and so it is."""
    before = spree.made(name="old.jpg")
    answer = curl(spree, "PUT", f"{DOG}/{before['id']}", png(31, 17), "image.png")
    assert answer.status_code == 201
    after = answer.json()
    assert plain(answer.content, [after]) == golden("image_updated")
    assert after["mini_url"] != before["mini_url"]
    assert spree.listed() == [after]


def test_the_curl_lines_work_over_a_real_connection(server: str, credentials: Credentials) -> None:
    headers = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}
    method, at = "POST", DOG
    for picture in (jpeg(), png()):
        files = [("image[attachment]", ("image.jpg", picture, "image/jpeg"))]
        answer = requests.request(
            method, server + at, headers=headers, files=files, data={"type": "image/jpeg"}, timeout=20
        )
        assert answer.status_code == 201
        assert requests.get(answer.json()["large_url"], timeout=20).status_code == 200
        method, at = "PUT", f"{DOG}/{answer.json()['id']}"


def test_the_index_lists_images_in_the_guides_words(spree: Spree) -> None:
    """Cases 26 to 29 and 49."""
    images = [
        spree.made(DOG, jpeg(360, 360), "ror_tote.jpeg"),
        spree.made(LARGE, png(40, 30), "ror tote (back).png", alt="Blue <b> & é"),
    ]
    answer = spree.ask("GET", DOG)
    assert answer.status_code == 200
    assert plain(answer.content, images) == golden("images")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_show_is_the_image_as_it_stands_in_the_list(spree: Spree) -> None:
    """Case 37."""
    image = spree.made()
    for parent in (DOG, "/api/v1/products/8/images", "/api/v1/products/dog/images", SMALL):
        answer = spree.ask("GET", f"{parent}/{image['id']}")
        assert (answer.status_code, answer.json()) == (200, image)


@pytest.mark.parametrize("path", [DOG, SMALL, "/api/v1/products/no-such/images", "/api/v1/variants/99/images"])
@pytest.mark.parametrize("who", ["ann", "rob", "sam", "cus"])
def test_new_tells_the_attributes_to_everybody_with_a_key(spree: Spree, path: str, who: str) -> None:
    """Cases 25, 42 and 43: not even the product is looked for."""
    answer = spree.ask("GET", f"{path}/new", who)
    assert answer.status_code == 200
    assert answer.text == golden("new")


def test_deleting_answers_204_without_a_body_and_once_only(spree: Spree) -> None:
    """Cases 84 and 85."""
    at = f"{DOG}/{spree.made()['id']}"
    answer = spree.ask("DELETE", at)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers
    assert spree.ask("GET", at).status_code == 404
    assert spree.ask("DELETE", at).status_code == 404
    assert spree.listed() == []


def test_an_empty_list_is_a_list(spree: Spree) -> None:
    assert spree.ask("GET").text == '{"images":[]}'
