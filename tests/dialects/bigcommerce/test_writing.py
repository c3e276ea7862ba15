"""Creating, changing and deleting."""

import re
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from tests.pictures import animated, avif, gif, huge_png_header, jpeg, png, text_renamed, truncated_jpeg, webp
from web.dialects.bigcommerce.media import NAME
from web.settings import Settings

AT = "/products/28/images"
INVALID = "The field '{}' is invalid."


def refused_problems(
    bigcommerce: BigCommerceClient, status: int, method: str = "POST", path: str = AT, **more: Any
) -> list[dict[str, Any]]:
    """The problems of a request, which changed nothing."""
    before = bigcommerce.images()
    response = bigcommerce.request(method, path, **more)
    assert response.status_code == status, response.text
    problems: list[dict[str, Any]] = response.json()
    assert {problem["status"] for problem in problems} == {status}
    assert bigcommerce.images() == before
    return problems


def messages(problems: list[dict[str, Any]]) -> list[str]:
    return [problem["message"] for problem in problems]


def orders(bigcommerce: BigCommerceClient) -> list[int]:
    return [image["sort_order"] for image in bigcommerce.images()]


def thumbnails(bigcommerce: BigCommerceClient) -> list[int]:
    return [image["id"] for image in bigcommerce.images() if image["is_thumbnail"]]


def test_bigcommerce_13_15_16_28_a_new_image_has_the_documents_defaults(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add("a.jpg")
    assert list(image) == [
        "id", "product_id", "image_file", "is_thumbnail", "sort_order", "description", "date_created",
    ]  # fmt: skip
    assert (image["is_thumbnail"], image["sort_order"], image["description"]) == (False, 0, "")
    assert re.fullmatch(r"[a-z]/\d{3}/a__\d{5}\.jpg", image["image_file"])
    assert re.fullmatch(r"\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000", image["date_created"])
    assert abs(parsedate_to_datetime(image["date_created"]) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("base", ["/api/v2", "/stores/{store_hash}/v2", ""])
def test_bigcommerce_14_location_leads_to_the_new_image(bigcommerce: BigCommerceClient, base: str) -> None:
    prefix = base.format(**bigcommerce.credential("ann"))
    fields = {"image_file": bigcommerce.put_file("a.jpg")}
    for path in (AT, f"{AT}/", f"{AT}.json"):
        response = bigcommerce.request("POST", path, base=prefix, json=fields)
        assert response.headers["location"] == f"{prefix}{AT}/{response.json()['id']}"
        assert bigcommerce.request("GET", response.headers["location"], base="").json() == response.json()


@pytest.mark.parametrize(
    ("name", "content", "stem", "ending"),
    [
        ("cat.png", png(), "cat", "png"),
        ("deep/down/Sub_Folder-1/cat.jpeg", jpeg(), "cat", "jpg"),
        ("800px-England_vs_South_Africa.jpg", jpeg(), "800px-England_vs_South_Africa", "jpg"),
        ("moving.GIF", gif(), "moving", "gif"),
        ("modern.webp", webp(), "modern", "webp"),
        ("newest.avif", avif(), "newest", "avif"),
        ("says-it-is.jpg", png(), "says-it-is", "png"),
        ("two.dots.jpg", jpeg(), "two.dots", "jpg"),
        ("Träger & Co?.jpg", jpeg(), "Tr_ger_Co_", "jpg"),
        ("no ending", jpeg(), "no_ending", "jpg"),
        ("?.jpg", jpeg(), "file", "jpg"),
    ],
)
def test_bigcommerce_17_a_file_of_the_import_directory_keeps_its_base_name(
    bigcommerce: BigCommerceClient, name: str, content: bytes, stem: str, ending: str
) -> None:
    path = bigcommerce.add(name, content=content)["image_file"]
    assert re.fullmatch(rf"[a-z]/\d{{3}}/{re.escape(stem)}__\d{{5}}\.{ending}", path), path
    assert NAME.fullmatch(path.rpartition("/")[2])


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "sub/../../secret.png",
        "/etc/passwd",
        "link.png",
        "missing.png",
        ".",
        "sub",
        "a\x00b",
        "a.png/",
        "a.png//",
        "sub/",
        "a.png/.",
    ],
)
def test_bigcommerce_18_19_nothing_outside_the_import_directory_is_read(
    bigcommerce: BigCommerceClient, path: str
) -> None:
    (bigcommerce.import_dir.parent / "secret.png").write_bytes(png())
    (bigcommerce.import_dir / "sub").mkdir()
    (bigcommerce.import_dir / "a.png").write_bytes(png())
    (bigcommerce.import_dir / "link.png").symlink_to(bigcommerce.import_dir.parent / "secret.png")
    (problem,) = refused_problems(bigcommerce, 400, json={"image_file": path})
    assert problem["message"] == INVALID.format("image_file")
    assert path in problem["details"]["invalid_reason"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (text_renamed(), "could not be processed and may not be valid image"),
        (truncated_jpeg(), "could not be processed and may not be valid image"),
        (b"", "is empty"),
        (huge_png_header(20_000, 20_000), "more than 100 megapixels"),
        (png() + b"\0" * 25 * 2**20, "larger than 25 MB"),
        (animated(frames=1001, width=1001, height=1), "more than 1000 frames"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(
    bigcommerce: BigCommerceClient, content: bytes, reason: str
) -> None:
    bigcommerce.put_file("bad.jpg", content)
    (problem,) = refused_problems(bigcommerce, 400, json={"image_file": "bad.jpg"})
    assert problem["message"] == INVALID.format("image_file")
    assert reason in problem["details"]["invalid_reason"]


def test_bigcommerce_21_image_file_is_required(bigcommerce: BigCommerceClient) -> None:
    assert refused_problems(bigcommerce, 400, json={}) == [
        {"status": 400, "message": "The required field 'image_file' was not supplied."}
    ]


@pytest.mark.parametrize("value", ["", None, 5, ["a.jpg"], True])
def test_bigcommerce_22_image_file_must_be_a_text(bigcommerce: BigCommerceClient, value: Any) -> None:
    assert messages(refused_problems(bigcommerce, 400, json={"image_file": value})) == [INVALID.format("image_file")]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"a.jpg"', b"null", b'{"image_file": NaN}', b"\xff", b"[" * 100_000, b'{"a": "\\ud800"}'],
)
def test_bigcommerce_23_24_a_body_that_is_no_json_object_is_refused(
    bigcommerce: BigCommerceClient, body: bytes
) -> None:
    refused_problems(bigcommerce, 400, content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "multipart/form-data; boundary=x"}]
)
@pytest.mark.parametrize(("method", "path"), [("POST", AT), ("PUT", f"{AT}/1")])
def test_bigcommerce_25_a_body_of_another_type_or_of_none_is_refused(
    bigcommerce: BigCommerceClient, method: str, path: str, headers: dict[str, str]
) -> None:
    bigcommerce.add()
    refused_problems(bigcommerce, 415, method, path, content=b'{"image_file": "a.jpg"}', headers=headers)


def test_the_content_type_of_a_request_without_a_body_does_not_matter(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    for content_type in ("application/json", "undefined", "text/plain"):
        assert bigcommerce.request("GET", AT, headers={"Content-Type": content_type}).status_code == 200
    assert bigcommerce.request("DELETE", AT, headers={"Content-Type": "undefined"}).status_code == 204


def test_bigcommerce_26_product_id_may_be_sent_and_must_then_be_the_addresss(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add(product_id=28)
    for wrong in (29, "28x", None, True, 28.5):
        bigcommerce.put_file("a.jpg")
        fields = {"image_file": "a.jpg", "product_id": wrong}
        assert messages(refused_problems(bigcommerce, 400, json=fields)) == [INVALID.format("product_id")]
        assert messages(
            refused_problems(bigcommerce, 400, "PUT", f"{AT}/{image['id']}", json={"product_id": wrong})
        ) == [INVALID.format("product_id")]
    assert bigcommerce.change(image["id"], product_id=28) == image


@pytest.mark.parametrize("field", ["id", "date_created"])
def test_bigcommerce_27_42_read_only_fields_are_refused(bigcommerce: BigCommerceClient, field: str) -> None:
    image = bigcommerce.add()
    expected = [f"The field '{field}' cannot be written to. Please remove it from your request before trying again."]
    assert messages(refused_problems(bigcommerce, 400, json={"image_file": "a.jpg", field: image[field]})) == expected
    assert messages(refused_problems(bigcommerce, 400, "PUT", f"{AT}/1", json={field: image[field]})) == expected


def test_bigcommerce_29_30_31_a_new_thumbnail_takes_the_flag_from_the_old_one(bigcommerce: BigCommerceClient) -> None:
    first, second = bigcommerce.add(is_thumbnail=True), bigcommerce.add(is_thumbnail=True)
    assert thumbnails(bigcommerce) == [second["id"]]
    bigcommerce.change(first["id"], is_thumbnail=True)
    assert thumbnails(bigcommerce) == [first["id"]]
    bigcommerce.change(second["id"], is_thumbnail=False)
    assert thumbnails(bigcommerce) == [first["id"]]
    bigcommerce.change(first["id"], is_thumbnail=False)
    assert thumbnails(bigcommerce) == []


def test_deleting_the_thumbnail_promotes_nobody(bigcommerce: BigCommerceClient) -> None:
    first = bigcommerce.add(is_thumbnail=True)
    bigcommerce.add()
    assert bigcommerce.request("DELETE", f"{AT}/{first['id']}").status_code == 204
    assert thumbnails(bigcommerce) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("is_thumbnail", value) for value in ("yes", "true", 1, 0, None)),
        *(("sort_order", value) for value in (-1, 2**31, "x", "", 1.5, 1.0, True, None, 10**30)),
        *(("description", value) for value in (5, True, ["x"], "nul\x00l")),
    ],
)
def test_bigcommerce_32_33_values_of_another_kind_are_refused(
    bigcommerce: BigCommerceClient, field: str, value: Any
) -> None:
    image = bigcommerce.add()
    assert messages(refused_problems(bigcommerce, 400, json={"image_file": "a.jpg", field: value})) == [
        INVALID.format(field)
    ]
    assert messages(refused_problems(bigcommerce, 400, "PUT", f"{AT}/{image['id']}", json={field: value})) == [
        INVALID.format(field)
    ]


@pytest.mark.parametrize(("value", "stored"), [(0, 0), (2**31 - 1, 2**31 - 1), ("3", 3)])
def test_bigcommerce_33_sort_orders_up_to_the_largest_int_are_kept(
    bigcommerce: BigCommerceClient, value: Any, stored: int
) -> None:
    assert bigcommerce.add(sort_order=value)["sort_order"] == stored


def test_every_problem_of_a_request_is_told(bigcommerce: BigCommerceClient) -> None:
    problems = refused_problems(
        bigcommerce, 400, json={"id": 1, "product_id": 1, "sort_order": "x", "is_thumbnail": "x"}
    )
    assert len(messages(problems)) == 5


@pytest.mark.parametrize(
    ("before", "to", "after"), [((0, 1, 2), 1, [1, 2, 3]), ((0, 1, 5), 2, [2, 1, 6]), ((0, 0, 0), 0, [0, 0, 0])]
)
def test_bigcommerce_34_35_an_update_of_the_sort_order_moves_everyone_from_there_on(
    bigcommerce: BigCommerceClient, before: tuple[int, ...], to: int, after: list[int]
) -> None:
    first, *_ = [bigcommerce.add(sort_order=order) for order in before]
    assert bigcommerce.change(first["id"], sort_order=to)["sort_order"] == to
    assert orders(bigcommerce) == after


def test_bigcommerce_36_a_new_image_moves_nobody(bigcommerce: BigCommerceClient) -> None:
    for _ in range(3):
        bigcommerce.add(sort_order=1)
    assert orders(bigcommerce) == [1, 1, 1]


def test_bigcommerce_37_38_an_update_changes_what_it_names_and_nothing_else(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add(is_thumbnail=True, sort_order=7)
    assert bigcommerce.change(image["id"]) == image
    assert bigcommerce.change(image["id"], description="z") == image | {"description": "z"}
    assert bigcommerce.one(image["id"]) == image | {"description": "z"}


@pytest.mark.parametrize("text", ["", " spaced ", "<b>&amp;</b>", "línea\r\notra\ttab", "\u2028💡\ufeff", "null", None])
def test_descriptions_are_kept_as_sent(bigcommerce: BigCommerceClient, text: str | None) -> None:
    image = bigcommerce.add(description=text)
    assert image["description"] == text
    bigcommerce.change(image["id"], description="x")
    assert bigcommerce.change(image["id"], description=text) == image
    assert bigcommerce.images() == [image]


def test_bigcommerce_39_a_replaced_picture_keeps_the_image_and_changes_the_path(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add("a.jpg", is_thumbnail=True, sort_order=3, description="A")
    changed = bigcommerce.change(image["id"], image_file=bigcommerce.put_file("b.png", png()))
    assert re.fullmatch(r"[a-z]/\d{3}/b__\d{5}\.png", changed["image_file"])
    assert changed == image | {"image_file": changed["image_file"]}
    again = bigcommerce.change(image["id"], image_file="b.png")
    assert again["image_file"] != changed["image_file"]


def test_bigcommerce_40_41_what_was_read_and_is_written_back_changes_nothing(bigcommerce: BigCommerceClient) -> None:
    """So the official PHP client updates."""
    bigcommerce.add(sort_order=2)
    image = bigcommerce.add(is_thumbnail=True, sort_order=2, description="php")
    sizes: dict[str, Any] = {
        f"{size}_url": f"http://cdn.example/{size}.jpg" for size in ("zoom", "thumbnail", "standard", "tiny")
    }
    fields: dict[str, Any] = {name: image[name] for name in ("image_file", "is_thumbnail", "sort_order", "description")}
    before = bigcommerce.request("GET", AT)
    assert bigcommerce.change(image["id"], **fields, **sizes) == image
    after = bigcommerce.request("GET", AT)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])


@pytest.mark.parametrize("field", ["image_url", "is_sample", "date_modified", "alt", "Description", ""])
def test_a_field_that_is_not_of_this_resource_is_refused_by_its_name_and_nothing_is_changed(
    bigcommerce: BigCommerceClient, field: str
) -> None:
    image, path = bigcommerce.add(description="before"), bigcommerce.put_file("b.png", png())
    message = f"The field '{field}' is not supported by this resource."
    for method, at in (("PUT", f"{AT}/{image['id']}"), ("POST", AT)):
        sent = {field: "http://cdn.example/b.png", "image_file": path, "description": "after"}
        assert refused_problems(bigcommerce, 400, method, at, json=sent)[0]["message"] == message
    assert bigcommerce.images() == [image]


def test_a_field_that_is_not_of_this_resource_is_refused_in_xml_too(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add()
    body = "<image><image_url>http://cdn.example/b.png</image_url></image>"
    response = bigcommerce.request(
        "PUT", f"{AT}/{image['id']}", content=body, headers={"Content-Type": "application/xml"}
    )
    assert (response.status_code, len(response.json())) == (400, 1)
    assert response.json()[0]["message"] == "The field 'image_url' is not supported by this resource."


def test_the_path_of_another_image_is_no_path_of_the_import_directory(bigcommerce: BigCommerceClient) -> None:
    first, second = bigcommerce.add(), bigcommerce.add()
    refused_problems(bigcommerce, 400, "PUT", f"{AT}/{first['id']}", json={"image_file": second["image_file"]})


def test_bigcommerce_46_47_a_deleted_image_is_gone(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add()
    bigcommerce.add()
    path = f"{AT}/{image['id']}"
    assert bigcommerce.request("DELETE", path).status_code == 204
    assert bigcommerce.request("GET", path).status_code == 404
    assert bigcommerce.request("GET", f"{AT}/count").json() == {"count": 1}
    assert bigcommerce.request("DELETE", path).status_code == 404


def test_bigcommerce_48_all_images_of_a_product_can_be_deleted_again_and_again(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    other = bigcommerce.add(product=8)
    for _ in range(2):
        response = bigcommerce.request("DELETE", AT)
        assert (response.status_code, response.content) == (204, b"")
    assert (bigcommerce.images(), bigcommerce.images(8)) == ([], [other])


def test_where_a_page_is_named_only_its_images_are_deleted(bigcommerce: BigCommerceClient) -> None:
    for _ in range(5):
        bigcommerce.add()
    assert bigcommerce.request("DELETE", f"{AT}?page=2&limit=2").status_code == 204
    assert [image["id"] for image in bigcommerce.images()] == [1, 2, 5]
    assert bigcommerce.request("DELETE", f"{AT}?limit=251").status_code == 413


def test_a_product_that_takes_no_images_refuses_new_ones(bigcommerce: BigCommerceClient) -> None:
    fields = {"image_file": bigcommerce.put_file("a.jpg")}
    response = bigcommerce.request("POST", "/products/400/images", json=fields)
    assert response.status_code == 400
    assert messages(response.json()) == [INVALID.format("product_id")]
    assert bigcommerce.request("GET", "/products/400/images").status_code == 204


def test_a_body_beyond_the_limit_is_too_large(bigcommerce: BigCommerceClient) -> None:
    body = b'{"description": "' + b"x" * (34 * 2**20) + b'"}'
    problems = refused_problems(bigcommerce, 413, content=body, headers={"Content-Type": "application/json"})
    assert len(problems) == 1


def test_while_the_storage_does_not_answer_nothing_is_created_and_the_client_may_come_back(
    bigcommerce: BigCommerceClient, settings: Settings
) -> None:
    media = Path(urlsplit(settings.storage_url).path)
    if media.exists():
        shutil.rmtree(media)
    media.write_text("no folder any more")
    refused_problems(bigcommerce, 503, json={"image_file": bigcommerce.put_file("a.jpg")})


@pytest.mark.parametrize("ending", ["", ".json"])
def test_what_nobody_foresaw_is_500_and_tells_nothing_of_the_inside(
    bigcommerce: BigCommerceClient, settings: Settings, caplog: pytest.LogCaptureFixture, ending: str
) -> None:
    with sqlite3.connect(settings.sqlite_path) as database:
        database.execute("DROP TABLE image")
    database.close()
    response = bigcommerce.request("GET", f"{AT}{ending}")
    assert response.status_code == 500
    assert response.json() == [{"status": 500, "message": "An unexpected error occurred."}]
    assert "no such table" in caplog.text
