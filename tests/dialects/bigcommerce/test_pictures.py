"""Stored paths and the addresses under which they answer."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from tests.pictures import jpeg, png
from web.dialects.bigcommerce.media import PATHS, number_in, stored_path
from web.services.catalogue.pictures import UnknownPicture


def number_of(path: str) -> int:
    return number_in(*path.split("/"))


@given(number=st.integers(0, 10 * PATHS), name=st.text(max_size=300))
def test_a_path_is_well_formed_and_leads_back_to_its_picture_whatever_the_file_was_called(
    number: int, name: str
) -> None:
    path = stored_path(number, name, "JPEG")
    assert re.fullmatch(r"[a-z]/[0-9]{3}/[A-Za-z0-9_.-]+__[0-9]{5,}\.jpg", path)
    assert number_of(path) == number


def test_paths_have_five_digits_for_two_and_a_half_billion_pictures() -> None:
    for number in (0, 1, PATHS // 2, PATHS - 1):
        assert re.fullmatch(r"[a-z]/\d{3}/a__\d{5}\.jpg", stored_path(number, "a.jpg", "JPEG"))
    assert re.fullmatch(r"[a-z]/\d{3}/a__\d{6}\.jpg", stored_path(PATHS, "a.jpg", "JPEG"))


def test_neighbours_do_not_look_alike() -> None:
    paths = [stored_path(number, "a.jpg", "JPEG") for number in range(1, 27)]
    assert len({path[0] for path in paths}) > 20
    assert all(one[0] != two[0] for one, two in pairwise(paths))


@pytest.mark.parametrize(
    "path",
    ["A/022/a__36562.jpg", "pp/022/a__36562.jpg", "p/22/a__36562.jpg", "p/0²2/a__36562.jpg", "p/022/a_36562.jpg",
     "p/022/a__362.jpg", "p/022/__36562.jpg", "p/022/a__36562", "p/022/a__1234567890123456789.jpg"],
)  # fmt: skip
def test_other_shapes_are_no_paths(path: str) -> None:
    with pytest.raises(UnknownPicture):
        number_of(path)


@pytest.mark.parametrize("content", [jpeg(640, 480), png(33, 44)])
def test_an_images_path_answers_with_the_picture_as_it_came(bigcommerce: BigCommerceClient, content: bytes) -> None:
    path = bigcommerce.add(content=content)["image_file"]
    response = bigcommerce.client.get(f"/product_images/{path}")
    assert response.status_code == 200
    assert response.content == content
    assert response.headers["content-type"] == f"image/{Image.open(BytesIO(content)).format}".lower()
    assert response.headers["cache-control"] == "public, max-age=300"
    assert bigcommerce.client.head(f"/product_images/{path}").status_code == 200


def test_a_changed_picture_has_another_path_and_the_old_one_keeps_answering(bigcommerce: BigCommerceClient) -> None:
    before = bigcommerce.add(content=jpeg())
    after = bigcommerce.change(before["id"], image_file=bigcommerce.put_file("b.png", png()))
    assert bigcommerce.client.get(f"/product_images/{before['image_file']}").content == jpeg()
    assert bigcommerce.client.get(f"/product_images/{after['image_file']}").content == png()


def test_the_path_of_a_removed_image_is_gone(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add()
    bigcommerce.request("DELETE", f"/products/28/images/{image['id']}")
    assert bigcommerce.client.get(f"/product_images/{image['image_file']}").status_code == 410


def test_only_the_very_path_answers(bigcommerce: BigCommerceClient) -> None:
    path = bigcommerce.add("a.jpg")["image_file"]
    letter, folder, name = path.split("/")
    others = (name.replace("a__", "b__"), name.replace(".jpg", ".png"), name.replace(".jpg", ""), "x")
    for wrong in (*(f"{letter}/{folder}/{other}" for other in others), stored_path(10**9, "a.jpg", "JPEG")):
        assert bigcommerce.client.get(f"/product_images/{wrong}").status_code == 404
