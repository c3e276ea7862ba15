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

from tests.dialects.bigcommerce.conftest import Shop
from tests.pictures import animated, avif, gif, huge_png_header, jpeg, png, text_renamed, truncated_jpeg, webp
from web.dialects.bigcommerce.media import NAME
from web.settings import Settings

AT = "/products/28/images"
INVALID = "The field '{}' is invalid."


def refused(shop: Shop, status: int, method: str = "POST", path: str = AT, **more: Any) -> list[dict[str, Any]]:
    """The problems of a request, which changed nothing."""
    before = shop.images()
    answer = shop.ask(method, path, **more)
    assert answer.status_code == status, answer.text
    problems: list[dict[str, Any]] = answer.json()
    assert {problem["status"] for problem in problems} == {status}
    assert shop.images() == before
    return problems


def messages(problems: list[dict[str, Any]]) -> list[str]:
    return [problem["message"] for problem in problems]


def orders(shop: Shop) -> list[int]:
    return [image["sort_order"] for image in shop.images()]


def thumbnails(shop: Shop) -> list[int]:
    return [image["id"] for image in shop.images() if image["is_thumbnail"]]


def test_bigcommerce_13_15_16_28_a_new_image_has_the_documents_defaults(shop: Shop) -> None:
    image = shop.add("a.jpg")
    assert list(image) == [
        "id", "product_id", "image_file", "is_thumbnail", "sort_order", "description", "date_created",
    ]  # fmt: skip
    assert (image["is_thumbnail"], image["sort_order"], image["description"]) == (False, 0, "")
    assert re.fullmatch(r"[a-z]/\d{3}/a__\d{5}\.jpg", image["image_file"])
    assert re.fullmatch(r"\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000", image["date_created"])
    assert abs(parsedate_to_datetime(image["date_created"]) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("base", ["/api/v2", "/stores/{store_hash}/v2", ""])
def test_bigcommerce_14_location_leads_to_the_new_image(shop: Shop, base: str) -> None:
    prefix = base.format(**shop.of("ann"))
    fields = {"image_file": shop.put_file("a.jpg")}
    for path in (AT, f"{AT}/", f"{AT}.json"):
        answer = shop.ask("POST", path, base=prefix, json=fields)
        assert answer.headers["location"] == f"{prefix}{AT}/{answer.json()['id']}"
        assert shop.ask("GET", answer.headers["location"], base="").json() == answer.json()


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
    shop: Shop, name: str, content: bytes, stem: str, ending: str
) -> None:
    path = shop.add(name, content=content)["image_file"]
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
def test_bigcommerce_18_19_nothing_outside_the_import_directory_is_read(shop: Shop, path: str) -> None:
    (shop.import_dir.parent / "secret.png").write_bytes(png())
    (shop.import_dir / "sub").mkdir()
    (shop.import_dir / "a.png").write_bytes(png())
    (shop.import_dir / "link.png").symlink_to(shop.import_dir.parent / "secret.png")
    (problem,) = refused(shop, 400, json={"image_file": path})
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
def test_what_is_no_picture_is_refused_with_the_reason(shop: Shop, content: bytes, reason: str) -> None:
    shop.put_file("bad.jpg", content)
    (problem,) = refused(shop, 400, json={"image_file": "bad.jpg"})
    assert problem["message"] == INVALID.format("image_file")
    assert reason in problem["details"]["invalid_reason"]


def test_bigcommerce_21_image_file_is_required(shop: Shop) -> None:
    assert refused(shop, 400, json={}) == [
        {"status": 400, "message": "The required field 'image_file' was not supplied."}
    ]


@pytest.mark.parametrize("value", ["", None, 5, ["a.jpg"], True])
def test_bigcommerce_22_image_file_must_be_a_text(shop: Shop, value: Any) -> None:
    assert messages(refused(shop, 400, json={"image_file": value})) == [INVALID.format("image_file")]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"a.jpg"', b"null", b'{"image_file": NaN}', b"\xff", b"[" * 100_000, b'{"a": "\\ud800"}'],
)
def test_bigcommerce_23_24_a_body_that_is_no_json_object_is_refused(shop: Shop, body: bytes) -> None:
    refused(shop, 400, content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "multipart/form-data; boundary=x"}]
)
@pytest.mark.parametrize(("method", "path"), [("POST", AT), ("PUT", f"{AT}/1")])
def test_bigcommerce_25_a_body_of_another_type_or_of_none_is_refused(
    shop: Shop, method: str, path: str, headers: dict[str, str]
) -> None:
    shop.add()
    refused(shop, 415, method, path, content=b'{"image_file": "a.jpg"}', headers=headers)


def test_the_content_type_of_a_request_without_a_body_does_not_matter(shop: Shop) -> None:
    shop.add()
    for content_type in ("application/json", "undefined", "text/plain"):
        assert shop.ask("GET", AT, headers={"Content-Type": content_type}).status_code == 200
    assert shop.ask("DELETE", AT, headers={"Content-Type": "undefined"}).status_code == 204


def test_bigcommerce_26_product_id_may_be_sent_and_must_then_be_the_addresss(shop: Shop) -> None:
    image = shop.add(product_id=28)
    for wrong in (29, "28x", None, True, 28.5):
        shop.put_file("a.jpg")
        fields = {"image_file": "a.jpg", "product_id": wrong}
        assert messages(refused(shop, 400, json=fields)) == [INVALID.format("product_id")]
        assert messages(refused(shop, 400, "PUT", f"{AT}/{image['id']}", json={"product_id": wrong})) == [
            INVALID.format("product_id")
        ]
    assert shop.change(image["id"], product_id=28) == image


@pytest.mark.parametrize("field", ["id", "date_created"])
def test_bigcommerce_27_42_read_only_fields_are_refused(shop: Shop, field: str) -> None:
    image = shop.add()
    expected = [f"The field '{field}' cannot be written to. Please remove it from your request before trying again."]
    assert messages(refused(shop, 400, json={"image_file": "a.jpg", field: image[field]})) == expected
    assert messages(refused(shop, 400, "PUT", f"{AT}/1", json={field: image[field]})) == expected


def test_bigcommerce_29_30_31_a_new_thumbnail_takes_the_flag_from_the_old_one(shop: Shop) -> None:
    first, second = shop.add(is_thumbnail=True), shop.add(is_thumbnail=True)
    assert thumbnails(shop) == [second["id"]]
    shop.change(first["id"], is_thumbnail=True)
    assert thumbnails(shop) == [first["id"]]
    shop.change(second["id"], is_thumbnail=False)
    assert thumbnails(shop) == [first["id"]]
    shop.change(first["id"], is_thumbnail=False)
    assert thumbnails(shop) == []


def test_deleting_the_thumbnail_promotes_nobody(shop: Shop) -> None:
    first = shop.add(is_thumbnail=True)
    shop.add()
    assert shop.ask("DELETE", f"{AT}/{first['id']}").status_code == 204
    assert thumbnails(shop) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("is_thumbnail", value) for value in ("yes", "true", 1, 0, None)),
        *(("sort_order", value) for value in (-1, 2**31, "x", "", 1.5, 1.0, True, None, 10**30)),
        *(("description", value) for value in (5, True, ["x"], "nul\x00l")),
    ],
)
def test_bigcommerce_32_33_values_of_another_kind_are_refused(shop: Shop, field: str, value: Any) -> None:
    image = shop.add()
    assert messages(refused(shop, 400, json={"image_file": "a.jpg", field: value})) == [INVALID.format(field)]
    assert messages(refused(shop, 400, "PUT", f"{AT}/{image['id']}", json={field: value})) == [INVALID.format(field)]


@pytest.mark.parametrize(("value", "kept"), [(0, 0), (2**31 - 1, 2**31 - 1), ("3", 3)])
def test_bigcommerce_33_sort_orders_up_to_the_largest_int_are_kept(shop: Shop, value: Any, kept: int) -> None:
    assert shop.add(sort_order=value)["sort_order"] == kept


def test_every_problem_of_a_request_is_told(shop: Shop) -> None:
    problems = refused(shop, 400, json={"id": 1, "product_id": 1, "sort_order": "x", "is_thumbnail": "x"})
    assert len(messages(problems)) == 5


@pytest.mark.parametrize(
    ("before", "to", "after"), [((0, 1, 2), 1, [1, 2, 3]), ((0, 1, 5), 2, [2, 1, 6]), ((0, 0, 0), 0, [0, 0, 0])]
)
def test_bigcommerce_34_35_an_update_of_the_sort_order_moves_everyone_from_there_on(
    shop: Shop, before: tuple[int, ...], to: int, after: list[int]
) -> None:
    first, *_ = [shop.add(sort_order=order) for order in before]
    assert shop.change(first["id"], sort_order=to)["sort_order"] == to
    assert orders(shop) == after


def test_bigcommerce_36_a_new_image_moves_nobody(shop: Shop) -> None:
    for _ in range(3):
        shop.add(sort_order=1)
    assert orders(shop) == [1, 1, 1]


def test_bigcommerce_37_38_an_update_changes_what_it_names_and_nothing_else(shop: Shop) -> None:
    image = shop.add(is_thumbnail=True, sort_order=7)
    assert shop.change(image["id"]) == image
    assert shop.change(image["id"], description="z") == image | {"description": "z"}
    assert shop.one(image["id"]) == image | {"description": "z"}


@pytest.mark.parametrize("text", ["", " spaced ", "<b>&amp;</b>", "línea\r\notra\ttab", "\u2028💡\ufeff", "null", None])
def test_descriptions_are_kept_as_sent(shop: Shop, text: str | None) -> None:
    image = shop.add(description=text)
    assert image["description"] == text
    shop.change(image["id"], description="x")
    assert shop.change(image["id"], description=text) == image
    assert shop.images() == [image]


def test_bigcommerce_39_a_replaced_picture_keeps_the_image_and_changes_the_path(shop: Shop) -> None:
    image = shop.add("a.jpg", is_thumbnail=True, sort_order=3, description="A")
    changed = shop.change(image["id"], image_file=shop.put_file("b.png", png()))
    assert re.fullmatch(r"[a-z]/\d{3}/b__\d{5}\.png", changed["image_file"])
    assert changed == image | {"image_file": changed["image_file"]}
    again = shop.change(image["id"], image_file="b.png")
    assert again["image_file"] != changed["image_file"]


def test_bigcommerce_40_41_what_was_read_and_is_written_back_changes_nothing(shop: Shop) -> None:
    """So the official PHP client updates."""
    shop.add(sort_order=2)
    image = shop.add(is_thumbnail=True, sort_order=2, description="php")
    sizes: dict[str, Any] = {
        f"{size}_url": f"http://cdn.example/{size}.jpg" for size in ("zoom", "thumbnail", "standard", "tiny")
    }
    fields: dict[str, Any] = {name: image[name] for name in ("image_file", "is_thumbnail", "sort_order", "description")}
    before = shop.ask("GET", AT)
    assert shop.change(image["id"], **fields, **sizes) == image
    after = shop.ask("GET", AT)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])


def test_the_path_of_another_image_is_no_path_of_the_import_directory(shop: Shop) -> None:
    first, second = shop.add(), shop.add()
    refused(shop, 400, "PUT", f"{AT}/{first['id']}", json={"image_file": second["image_file"]})


def test_bigcommerce_46_47_a_deleted_image_is_gone(shop: Shop) -> None:
    image = shop.add()
    shop.add()
    path = f"{AT}/{image['id']}"
    assert shop.ask("DELETE", path).status_code == 204
    assert shop.ask("GET", path).status_code == 404
    assert shop.ask("GET", f"{AT}/count").json() == {"count": 1}
    assert shop.ask("DELETE", path).status_code == 404


def test_bigcommerce_48_all_images_of_a_product_can_be_deleted_again_and_again(shop: Shop) -> None:
    shop.add()
    other = shop.add(product=8)
    for _ in range(2):
        answer = shop.ask("DELETE", AT)
        assert (answer.status_code, answer.content) == (204, b"")
    assert (shop.images(), shop.images(8)) == ([], [other])


def test_where_a_page_is_named_only_its_images_are_deleted(shop: Shop) -> None:
    for _ in range(5):
        shop.add()
    assert shop.ask("DELETE", f"{AT}?page=2&limit=2").status_code == 204
    assert [image["id"] for image in shop.images()] == [1, 2, 5]
    assert shop.ask("DELETE", f"{AT}?limit=251").status_code == 413


def test_a_product_that_takes_no_images_refuses_new_ones(shop: Shop) -> None:
    fields = {"image_file": shop.put_file("a.jpg")}
    answer = shop.ask("POST", "/products/400/images", json=fields)
    assert answer.status_code == 400
    assert messages(answer.json()) == [INVALID.format("product_id")]
    assert shop.ask("GET", "/products/400/images").status_code == 204


def test_a_body_beyond_the_limit_is_too_large(shop: Shop) -> None:
    body = b'{"description": "' + b"x" * (34 * 2**20) + b'"}'
    problems = refused(shop, 413, content=body, headers={"Content-Type": "application/json"})
    assert len(problems) == 1


def test_while_the_storage_does_not_answer_nothing_is_created_and_the_client_may_come_back(
    shop: Shop, settings: Settings
) -> None:
    media = Path(urlsplit(settings.storage_url).path)
    if media.exists():
        shutil.rmtree(media)
    media.write_text("no folder any more")
    refused(shop, 503, json={"image_file": shop.put_file("a.jpg")})


@pytest.mark.parametrize("ending", ["", ".json"])
def test_what_nobody_foresaw_is_500_and_tells_nothing_of_the_inside(
    shop: Shop, settings: Settings, caplog: pytest.LogCaptureFixture, ending: str
) -> None:
    with sqlite3.connect(settings.sqlite_path) as database:
        database.execute("DROP TABLE image")
    database.close()
    answer = shop.ask("GET", f"{AT}{ending}")
    assert answer.status_code == 500
    assert answer.json() == [{"status": 500, "message": "An unexpected error occurred."}]
    assert "no such table" in caplog.text
