"""The preview by Packshot's own API: what two stores show, and where they differ."""

from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import MUG, Program, Visitor

HERE = f"{MUG}/preview"


@pytest.fixture
def images(program: Program) -> list[int]:
    """Ids of three images of the mug."""
    files = ("front.png", pictures.png()), ("side.png", pictures.png(30, 40)), ("back.gif", pictures.gif())
    return [*program.upload(*files)["edit"]["added"]]


def change(program: Program, image: int, body: dict[str, Any], store: str = "") -> None:
    query = f"?store={store}" if store else ""
    assert program.post(f"{MUG}/images/{image}{query}", body).status_code == 200


def shown(side: Any) -> list[int]:
    return [image["id"] for image in side["images"]]


def differing(program: Program, query: str = "") -> dict[int, list[str]]:
    return {one["image"]: one["codes"] for one in program.data(HERE + query)["differences"]}


def test_each_side_has_what_its_store_shows_in_its_order(program: Program, images: list[int]) -> None:
    change(program, images[0], {"do": "label", "label": "From the front"})
    change(program, images[0], {"do": "label", "label": "De face"}, "french")
    change(program, images[2], {"do": "first"}, "french")
    change(program, images[1], {"do": "hide"}, "french")
    data = program.data(f"{HERE}?left=0&right=2")
    left, right = data["left"], data["right"]
    assert (left["store"], right["store"]["code"]) == (None, "french")
    assert (shown(left), shown(right)) == (images, [images[2], images[0]])
    assert left["images"][0]["label"] == {"text": "From the front", "source": "default"}
    assert right["images"][1]["label"] == {"text": "De face", "source": "store"}
    assert [image["place"] for image in right["images"]] == [1, 2]
    for side in (left, right):
        there = program.data(side["images"][0]["url"])
        assert (there["id"], there["label"]) == (side["images"][0]["id"], side["images"][0]["label"])
        assert there["picture"]["urls"] == side["images"][0]["picture"]["urls"]
    gallery = program.data(MUG)
    assert (data["owner"], data["revision"]) == (gallery["owner"], gallery["revision"])
    assert data["links"]["events"] == gallery["links"]["events"]


def test_roles_and_the_address_decide_which_images_are_large_and_in_lists(program: Program, images: list[int]) -> None:
    change(program, images[1], {"do": "roles", "roles": ["image", "small_image"]})
    change(program, images[2], {"do": "roles", "roles": ["hover_image"]}, "french")
    data = program.data(f"{HERE}?left=1&right=2")
    chosen = {name: (data[name]["chosen"], data[name]["card"], data[name]["hover"]) for name in ("left", "right")}
    assert chosen == {"left": (images[1], images[1], None), "right": (images[1], images[1], images[2])}
    change(program, images[1], {"do": "hide"}, "french")
    right = program.data(f"{HERE}?left=1&right=2")["right"]
    assert (right["chosen"], right["card"]) == (images[0], images[0])
    named = program.data(f"{HERE}?image={images[2]}")
    assert (named["left"]["chosen"], named["right"]["chosen"]) == (images[2], images[2])


def test_differences_are_codes_by_image(program: Program, images: list[int]) -> None:
    assert differing(program) == {}
    change(program, images[0], {"do": "label", "label": "De face"}, "french")
    change(program, images[1], {"do": "hide"}, "french")
    assert differing(program) == {images[0]: ["label"], images[1]: ["only_left"], images[2]: ["place"]}
    swapped = differing(program, "?left=2&right=1")
    assert (swapped[images[1]], list(swapped)) == (["only_right"], [images[0], images[2], images[1]])
    change(program, images[2], {"do": "roles", "roles": ["image", "small_image"]}, "french")
    assert differing(program)[images[0]] == ["label", "main", "card"]
    assert differing(program)[images[2]] == ["place", "main", "card"]


def test_an_inherited_text_that_is_the_same_is_no_difference(program: Program, images: list[int]) -> None:
    change(program, images[0], {"do": "label", "label": "Same"})
    change(program, images[0], {"do": "label", "label": "Same"}, "french")
    assert differing(program) == {}


def test_a_variation_shows_its_images_and_those_of_none(program: Program) -> None:
    dog = "/admin/products/8"
    small, none = program.upload(("s.png", pictures.png()), ("n.png", pictures.png(30, 40)), path=dog)["edit"]["added"]
    linked = {"do": "variations", "variations": [5595]}
    assert program.post(f"{dog}/images/{small}/details", linked).status_code == 200
    large = program.data(f"{dog}/preview?variation=5596")
    assert (large["variation"], shown(large["left"])) == (5596, [none])
    everything = program.data(f"{dog}/preview")
    assert (everything["variation"], shown(everything["left"])) == (None, [small, none])


def test_a_gallery_without_images_shows_none(program: Program) -> None:
    left = program.data("/admin/collections/super/156/preview")["left"]
    assert (left["images"], left["chosen"], left["card"], left["hover"]) == ([], None, None, None)


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        (f"{HERE}?left=99", "unknown-store"),
        (f"{HERE}?right=french", "unknown-store"),
        ("/admin/products/500/preview?left=1", "unknown-store"),
        ("/admin/products/29/preview", "unknown-owner"),
        ("/admin/collections/socks/8/preview", "not-found"),
    ],
)
def test_what_is_none_is_a_problem(program: Program, path: str, type_: str) -> None:
    problem = program.get(path)
    assert problem.headers["content-type"] == "application/problem+json"
    assert (problem.status_code, problem.json()["type"]) == (404, f"urn:packshot:problem:{type_}")


def test_people_and_programs_see_the_same_at_one_address(program: Program, ann: Visitor, images: list[int]) -> None:
    assert ann.get(HERE, Accept="application/json").json() == program.data(HERE)
    assert 'id="preview"' in ann.part(HERE).text
    assert "<html" in ann.get(HERE).text
