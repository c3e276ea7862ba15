"""Creating images: parameters, files, and the place a new image takes."""

from typing import Any

import pytest

from tests import pictures
from tests.dialects.spree.client import (
    DOG,
    LARGE,
    MUST_BE_PRESENT,
    NO_IMAGE,
    NOT_ALLOWED,
    NOT_FOUND,
    SpreeClient,
    invalid,
)
from tests.pictures import jpeg


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"json": {}},
        {"json": {"image": {}}},
        {"json": {"image": None}},
        {"json": {"image": ""}},
        {"json": {"image": []}},
        {"json": []},
        {"json": {"foo": "x", "attachment": "x", "token": "y"}},
        {"data": {"image": ""}},
        {"data": {"type": "image/jpeg"}},
        {"content": b"image[alt]=x", "headers": {"Content-Type": "text/plain"}},
        {"content": b'{"image":{"alt":"x"}}', "headers": {"Content-Type": "application/xml"}},
        {"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data"}},  # no boundary: a body ignored
        {"content": b"", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"", "headers": {"Content-Type": "application/json"}},
    ],
)
def test_spree_51_54_without_image_the_parameter_is_missing(spree: SpreeClient, more: dict[str, Any]) -> None:
    response = spree.request("POST", **more)
    assert (response.status_code, response.json()) == (422, NO_IMAGE)


@pytest.mark.parametrize(
    "more",
    [
        {"data": {"image[attachment]": ""}},
        {"data": {"image[attachment]": "data:image/png;base64,AAAA"}},
        {"json": {"image": {"attachment": "x"}}},
        {"json": {"image": {"attachment": ["x"]}}},
        {"json": {"image": "x"}},
        {"json": {"image": ["x"]}},
        {"data": {"image": "x"}},
        {"params": {"image[alt]": "x"}},
        {"content": b'{"image":{"alt":"x"}}', "headers": {"Content-Type": "application/vnd.api+json"}},
        {"content": b'{"image":{"alt":"x"}}', "headers": {"Content-Type": "text/x-json; charset=utf-8"}},
    ],
)
def test_a_text_is_no_file(spree: SpreeClient, more: dict[str, Any]) -> None:
    response = spree.request("POST", **more)
    assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("way", ["data", "files"])
def test_spree_50_55_without_a_file_the_attachment_must_be_present(spree: SpreeClient, way: str) -> None:
    for fields in (
        {"image[viewable_type]": "Spree::Variant", "image[viewable_id]": "5595"},
        {"image[foo]": "x"},
        {"image[alt]": "x", "image[position]": "1"},
    ):
        sent: Any = fields if way == "data" else {name: (None, value) for name, value in fields.items()}
        response = spree.request("POST", **{way: sent})
        assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)


def test_spree_56_null_is_no_file(spree: SpreeClient) -> None:
    response = spree.request("POST", json={"image": {"attachment": None, "alt": "x"}})
    assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)


def test_spree_62_a_file_beside_the_image_is_none_of_it(spree: SpreeClient) -> None:
    response = spree.request("POST", files={"attachment": ("a.jpg", jpeg())})
    assert (response.status_code, response.json()) == (422, NO_IMAGE)


def test_spree_67_several_files_are_none(spree: SpreeClient) -> None:
    files = [("image[attachment][]", ("a.jpg", jpeg())), ("image[attachment][]", ("b.jpg", jpeg()))]
    response = spree.request("POST", files=files)
    assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)


@pytest.mark.parametrize("content_type", ["application/json", "application/vnd.api+json", "text/x-json"])
def test_json_may_name_what_an_image_has_at_its_root(spree: SpreeClient, content_type: str) -> None:
    """As an image without a file: it got past the question for `image`."""
    for member in ("alt", "position", "viewable_id", "type", "id", "attachment_width", "created_at"):
        response = spree.request(
            "POST", content=f'{{"{member}": "1", "foo": 2}}'.encode(), headers={"Content-Type": content_type}
        )
        assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)


def test_only_json_may_do_without_image(spree: SpreeClient) -> None:
    for more in ({"data": {"alt": "x"}}, {"files": {"alt": (None, "x")}}, {"params": {"alt": "x"}}):
        response = spree.request("POST", **more)
        assert (response.status_code, response.json()) == (422, NO_IMAGE)


@pytest.mark.parametrize(
    ("picture", "content_type"),
    [
        (jpeg(), "image/jpeg"),
        (pictures.png(), "image/png"),
        (pictures.gif(), "image/gif"),
        (pictures.webp(), "image/webp"),
    ],
)
def test_spree_59_60_content_decides_what_a_picture_is(spree: SpreeClient, picture: bytes, content_type: str) -> None:
    for declared in ("image/jpg", "image/png", "text/plain", "application/octet-stream", ""):
        response = spree.request("POST", files={"image[attachment]": ("a.bin", picture, declared)})
        assert (response.status_code, response.json()["attachment_content_type"]) == (201, content_type)


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        pictures.text_renamed(),
        pictures.truncated_jpeg(),
        pictures.avif(),
        pictures.encoded(pictures.quarters(), "BMP"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        pictures.huge_png_header(50_000, 50_000),
    ],
)
def test_spree_57_58_anything_else_has_no_allowed_content_type(spree: SpreeClient, picture: bytes) -> None:
    """Also what says to be a JPEG; WebP is allowed here."""
    for name, declared in (("a.txt", "text/plain"), ("a.jpg", "image/jpeg"), ("a.bmp", "image/bmp")):
        response = spree.request("POST", files={"image[attachment]": (name, picture, declared)})
        assert (response.status_code, response.json()) == (422, NOT_ALLOWED)
    assert spree.listed() == []


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("image.jpg", "image.jpg"),
        ("dir/x.JPG", "x.JPG"),
        ("..\\x y.jpg", "x_y.jpg"),
        ("a&b$c+d.jpg", "a_b_c_d.jpg"),
        ("été (1).jpg", "été_(1).jpg"),
        ("noextension", "noextension"),
    ],
)
def test_spree_61_a_file_name_loses_its_folders_and_awkward_characters(
    spree: SpreeClient, sent: str, stored: str
) -> None:
    image = spree.create(name=sent)
    assert image["attachment_file_name"] == stored
    assert spree.client.get(image["mini_url"]).status_code == 200


def test_a_file_called_like_a_folder_gets_a_name(spree: SpreeClient) -> None:
    image = spree.create(name="..")
    assert set(image["attachment_file_name"]) != {"."}
    assert spree.client.get(image["mini_url"]).status_code == 200


@pytest.mark.parametrize("alt", ["", " ", "Blue <b>&\u2028 \U0001f457", "x" * 4000])
def test_spree_63_the_text_is_kept_as_sent(spree: SpreeClient, alt: str) -> None:
    response = spree.upload(alt=alt)
    assert (response.status_code, response.json()["alt"]) == (201, alt)
    assert not set("<>&\u2028") & set(response.text)


def test_a_null_character_is_refused(spree: SpreeClient) -> None:
    response = spree.upload(alt="a\0b")
    assert (response.status_code, response.json()) == (422, invalid(alt="is invalid"))


@pytest.mark.parametrize("kind", ["Spree::Variant", "Spree::Product", "Spree::Nonsense"])
def test_spree_47_48_on_a_product_the_master_is_what_an_image_hangs_under(spree: SpreeClient, kind: str) -> None:
    for viewable in ("5595", "5596", "28", "99999", "abc", ""):
        image = spree.create(DOG, viewable_type=kind, viewable_id=viewable)
        assert (image["viewable_type"], image["viewable_id"]) == ("Spree::Variant", 5595)


def test_spree_49_on_a_variation_it_is_that_variation(spree: SpreeClient) -> None:
    image = spree.create(LARGE, viewable_type="Spree::Nonsense", viewable_id="5595")
    assert (image["viewable_type"], image["viewable_id"]) == ("Spree::Variant", 5596)
    assert spree.listed(LARGE) == [image]


def test_what_an_image_has_of_itself_is_not_said_by_the_caller(spree: SpreeClient) -> None:
    image = spree.create(id="99", type="X", attachment_width="9", attachment_file_name="x")
    assert (image["type"], image["attachment_width"]) == ("Spree::Image", 64)
    assert (image["attachment_file_name"], image["id"] == 99) == ("a.jpg", False)


def test_of_two_fields_of_one_name_the_last_counts(spree: SpreeClient) -> None:
    files = [
        ("image[alt]", (None, "first")),
        ("image[attachment]", ("a.jpg", jpeg())),
        ("image[alt]", (None, "last")),
        ("image[attachment]", ("b.png", pictures.png())),
    ]
    image = spree.request("POST", files=files).json()
    assert (image["alt"], image["attachment_file_name"]) == ("last", "b.png")


def test_a_name_may_come_as_rfc_5987_writes_it(spree: SpreeClient) -> None:
    head = (
        b"--x\r\nContent-Disposition: form-data; name=\"image[attachment]\"; filename*=UTF-8''%C3%A9t%C3%A9.jpg\r\n\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    response = spree.request("POST", content=head + jpeg() + b"\r\n--x--\r\n", headers=headers)
    assert response.json()["attachment_file_name"] == "été.jpg"


def three(spree: SpreeClient) -> list[int]:
    return [spree.create()["id"] for _ in range(3)]


def test_a_new_image_goes_to_the_end(spree: SpreeClient) -> None:
    ids = three(spree)
    assert spree.positions() == list(zip(ids, (1, 2, 3), strict=True))


def test_spree_64_at_a_place_that_is_taken_the_others_make_room(spree: SpreeClient) -> None:
    one, two, three_ = three(spree)
    new = spree.create(position="1")
    assert new["position"] == 1
    assert spree.positions() == [(new["id"], 1), (one, 2), (two, 3), (three_, 4)]


def test_positions_run_through_the_whole_product(spree: SpreeClient) -> None:
    one = spree.create(DOG)
    two = spree.create(LARGE)
    first = spree.create(LARGE, position="1")
    assert spree.positions() == [(first["id"], 1), (one["id"], 2), (two["id"], 3)]


@pytest.mark.parametrize(
    ("sent", "position"),
    [
        ("10", 10),
        ("0", 1),
        ("-3", 1),
        ("abc", 1),
        ("", 4),
        ("2.9", 2),
        (" 2 ", 2),
        ("+2", 2),
        ("3rd", 3),
        ("0" * 30 + "2", 2),
        ("-" + "9" * 30, 1),
        ("2147483647", 2**31 - 1),
    ],
)
def test_spree_65_a_position_is_read_as_a_list_reads_it(spree: SpreeClient, sent: str, position: int) -> None:
    three(spree)
    assert spree.create(position=sent)["position"] == position


@pytest.mark.parametrize("sent", ["2147483648", "9" * 17, "9" * 40])
def test_beyond_the_last_place_there_is_none(spree: SpreeClient, sent: str) -> None:
    response = spree.upload(position=sent)
    assert (response.status_code, response.json()) == (
        422,
        invalid(position="must be less than or equal to 2147483647"),
    )
    assert spree.listed() == []


def test_a_product_that_takes_no_images_says_so(spree: SpreeClient) -> None:
    response = spree.upload("/api/v1/products/no-images/images")
    assert (response.status_code, response.json()) == (422, invalid(viewable="does not support images"))


@pytest.mark.parametrize("path", ["/api/v1/products/no-such/images", "/api/v1/variants/99/images"])
def test_spree_52_53_the_product_is_looked_for_before_the_parameters(spree: SpreeClient, path: str) -> None:
    for response in (spree.request("POST", path), spree.upload(path)):
        assert (response.status_code, response.json()) == (404, NOT_FOUND)
