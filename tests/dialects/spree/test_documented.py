"""The guide's addresses and examples (Spree v1, "Product Images"), byte for byte apart from ids, dates and host."""

from pathlib import Path
from typing import Any

import pytest

from tests.dialects.spree.asking import DOG, LARGE, SMALL, Spree, plain
from tests.pictures import jpeg, png

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.json").read_text().strip()


def curl(spree: Spree, method: str, path: str, picture: bytes, name: str) -> Any:
    """What `-F "image[attachment]=@…" -F "type=image/jpeg"` sends."""
    files = {"image[attachment]": (name, picture, "image/jpeg")}
    return spree.ask(method, path, files=files, data={"type": "image/jpeg"})


def test_the_index_lists_images_in_the_guides_words(spree: Spree) -> None:
    images = [
        spree.made(DOG, jpeg(360, 360), "ror_tote.jpeg"),
        spree.made(LARGE, png(40, 30), "ror tote (back).png", alt="Blue <b> & é"),
    ]
    answer = spree.ask("GET", DOG)
    assert answer.status_code == 200
    assert plain(answer.content, images) == golden("images")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_an_empty_list_is_a_list(spree: Spree) -> None:
    assert spree.ask("GET").text == '{"images":[]}'


def test_show_is_the_image_as_it_stands_in_the_list(spree: Spree) -> None:
    image = spree.made(name="image.jpg")
    for parent in (DOG, "/api/v1/products/8/images", "/api/v1/products/dog/images", SMALL):
        answer = spree.ask("GET", f"{parent}/{image['id']}")
        assert (answer.status_code, answer.json()) == (200, image)
        assert plain(answer.content, [image]) == golden("image")


def test_what_is_not_there_is_not_found_in_the_guides_words(spree: Spree) -> None:
    for method, path in (("GET", f"{DOG}/1"), ("PUT", f"{DOG}/1"), ("DELETE", f"{DOG}/1")):
        answer = spree.ask(method, path)
        assert (answer.status_code, answer.text) == (404, golden("not_found"))


@pytest.mark.parametrize("path", [DOG, SMALL])
def test_new_tells_the_attributes_in_the_guides_words(spree: Spree, path: str) -> None:
    answer = spree.ask("GET", f"{path}/new")
    assert (answer.status_code, answer.text) == (200, golden("new"))


def test_creating_answers_201_with_the_image(spree: Spree) -> None:
    answer = curl(spree, "POST", DOG, jpeg(), "image.jpg")
    assert answer.status_code == 201
    assert plain(answer.content, [answer.json()]) == golden("image")
    assert len(spree.listed()) == 1


def test_updating_answers_201_with_the_new_picture(spree: Spree) -> None:
    """The guide says 201, and so it is."""
    before = spree.made(name="old.jpg")
    answer = curl(spree, "PUT", f"{DOG}/{before['id']}", png(31, 17), "image.png")
    assert answer.status_code == 201
    after = answer.json()
    assert plain(answer.content, [after]) == golden("image_updated")
    assert after["mini_url"] != before["mini_url"]
    assert spree.listed() == [after]


def test_what_is_for_admins_only_is_refused_to_others(spree: Spree) -> None:
    answer = curl(spree, "POST", DOG, jpeg(), "image.jpg")
    assert (answer.status_code, len(spree.listed())) == (201, 1)
    refused = spree.ask("POST", DOG, "cus", files={"image[attachment]": ("image.jpg", jpeg(), "image/jpeg")})
    assert (refused.status_code, refused.text) == (401, golden("admin_only"))


def test_spree_84_85_deleting_answers_204_without_a_body_and_once_only(spree: Spree) -> None:
    at = f"{DOG}/{spree.made()['id']}"
    answer = spree.ask("DELETE", at)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers
    assert answer.headers["cache-control"] == "no-cache"
    assert spree.ask("GET", at).status_code == 404
    assert spree.ask("DELETE", at).status_code == 404
    assert spree.listed() == []
