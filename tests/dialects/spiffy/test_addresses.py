"""Which addresses are Spiffy's, what is not there, and how many statements a read costs."""

from pathlib import Path

import pytest
from litestar.testing import TestClient

from tests.dialects.spiffy.conftest import Spiffy, golden, text_of
from tests.pictures import png
from tests.shop import Credentials, settings_in
from web.app import create_app
from web.database.engine import bound
from web.dialects.spiffy import opens
from web.settings import Settings

AT = "products/8/images"
METHODS = ("GET", "POST", "PUT", "DELETE")


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/api/products/8/images.json", "products/8/images.json"),
        ("/api/products/8/images/7.json", "products/8/images/7.json"),
        ("/api/products/8/images.json/", "products/8/images.json/"),
        ("/api/products/8/images", None),
        ("/api/products/8/images/7", None),
        ("/api/products", None),
        ("/api/standard_collections/8/images", "standard_collections/8/images"),
        ("/api/super_collections/8/images/7.json", "super_collections/8/images/7.json"),
        ("/api/v1/products/8/images.json", None),
        ("/api/v2/products/8/images.json", None),
        ("/api/rest/products/8/images.json", None),
        ("/products/8/images.json", None),
    ],
)
def test_spiffy_is_spoken_where_the_json_suffix_or_a_collection_says_so(path: str, inner: str | None) -> None:
    assert opens(path) == inner


@pytest.mark.parametrize("kind", ["standard_collections", "super_collections"])
def test_collections_without_the_suffix_are_not_there(spiffy: Spiffy, kind: str) -> None:
    """Case 61."""
    for rest in ("155/images", "155/images/1", "155/images/count", "155/images.xml", "", "155"):
        path = f"/api/{kind}/{rest}"
        for method in METHODS:
            answer = spiffy.client.request(method, path, headers=spiffy.basic())
            assert (answer.status_code, answer.content) == (404, golden("not_found.json")), path
        assert spiffy.client.get(path).status_code == 401


@pytest.mark.parametrize("method", METHODS)
def test_an_unknown_owner_is_not_found_whatever_is_asked(spiffy: Spiffy, method: str) -> None:
    """Case 39; `155` is the number of a collection only."""
    body = {"image": {"id": 1, "attachment": text_of(png())}} if method in ("POST", "PUT") else None
    tails = {"GET": ["", "/count", "/1"], "POST": [""]}.get(method, ["/1"])
    for owner in ("unknown", "99999", "155", "9" * 400, "DOG-8", "cute-dog%00", "%2e%2e", "8%2F..", "²"):
        for tail in tails:
            answer = spiffy.ask(method, f"products/{owner}/images{tail}", body)
            assert (answer.status_code, answer.content) == (404, golden("not_found.json")), owner


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_unknown_image_is_not_found_whatever_is_asked(spiffy: Spiffy, method: str) -> None:
    """Case 33."""
    spiffy.made()
    for number in ("99999", "0", "-1", "x", "1x", "9" * 400, "²", ".json"):
        body = {"image": {"id": 99999 if number == "99999" else 0}} if method == "PUT" else None
        answer = spiffy.ask(method, f"{AT}/{number}", body)
        assert (answer.status_code, answer.content) == (404, golden("not_found.json")), number


def test_an_image_is_found_under_its_own_owner_only(spiffy: Spiffy) -> None:
    """Cases 42 and 43; product 8 and the standard collection 8 are two owners of one number and one handle."""
    number = spiffy.made("products/8/images")["id"]
    for other in ("products/28", "standard_collections/8", "standard_collections/cute-dog", "super_collections/156"):
        path = f"{other}/images/{number}"
        answers = spiffy.get(path), spiffy.put(path, id=number, alt="x"), spiffy.delete(path)
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert spiffy.ids(f"{other}/images") == []
    assert spiffy.ids("products/cute-dog/images") == [number]


def test_digits_are_an_id_before_they_are_a_handle(spiffy: Spiffy) -> None:
    """Product 200 has the handle `1`, which is nobody's id, and product 28's id is product 200's SKU."""
    image = spiffy.made("products/1/images")
    assert image["product_id"] == 200
    assert spiffy.made("products/28/images")["product_id"] == 28


def test_a_handle_it_had_before_still_leads_to_a_product(spiffy: Spiffy) -> None:
    assert spiffy.made("products/dog/images")["product_id"] == 8


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PATCH", f"{AT}/1", "DELETE, GET, PUT"),
        ("POST", f"{AT}/1", "DELETE, GET, PUT"),
        ("PUT", AT, "GET, POST"),
        ("DELETE", AT, "GET, POST"),
        ("POST", f"{AT}/count", "GET"),
    ],
)
def test_another_method_is_not_allowed(spiffy: Spiffy, method: str, path: str, allow: str) -> None:
    """Case 62."""
    answer = spiffy.ask(method, path)
    assert (answer.status_code, answer.content) == (405, golden("not_allowed.json"))
    assert answer.headers["allow"] == allow


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/xml", "text/html"])
def test_the_answer_is_json_whatever_is_accepted(spiffy: Spiffy, accept: str | None) -> None:
    """Cases 58 and 59."""
    spiffy.client.headers.pop("accept")
    answer = spiffy.get(AT, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_the_body_is_json_whatever_it_is_called(spiffy: Spiffy) -> None:
    for called in ("application/json", "application/json; charset=utf-8", "text/plain", ""):
        body = {"image": {"attachment": text_of(png())}}
        answer = spiffy.ask("POST", AT, body, headers={"Content-Type": called})
        assert answer.status_code == 201, called


def test_head_is_a_get(spiffy: Spiffy) -> None:
    assert spiffy.ask("HEAD", AT).status_code == 200
    assert spiffy.ask("HEAD", AT, who="cus").status_code == 200


@pytest.mark.parametrize("tail", ["", "/count", "/1"])
def test_a_read_costs_three_statements_and_two_when_nothing_changed(spiffy: Spiffy, tail: str) -> None:
    for _ in range(5):
        spiffy.made()
    spiffy.client.get("/healthz")

    def cost() -> int:
        before = bound().statements
        assert spiffy.get(AT + tail).status_code == 200
        return bound().statements - before

    assert [cost(), cost(), cost()] == [3, 2, 2]


def test_who_has_it_already_is_told_so(spiffy: Spiffy) -> None:
    spiffy.made()
    etag = spiffy.get(AT).headers["etag"]
    assert spiffy.get(AT, headers={"If-None-Match": etag}).status_code == 304
    spiffy.made()
    assert spiffy.get(AT, headers={"If-None-Match": etag}).status_code == 200


def test_addresses_in_answers_start_with_where_the_request_was_sent_to(spiffy: Spiffy) -> None:
    answer = spiffy.ask("POST", AT, {"image": {"attachment": text_of(png())}}, headers={"Host": "shop.example:81"})
    assert answer.headers["location"] == "http://shop.example:81/api/products/8/images/1.json"
    assert answer.json()["image"]["src"].startswith("http://shop.example:81/sites/1/products/8_file_full.png?")


def test_or_with_the_base_address_that_is_set(settings: Settings, credentials: Credentials, tmp_path: Path) -> None:
    app = create_app(settings_in(tmp_path, PACKSHOT_BASE_URL="https://pictures.example/shop"))
    with TestClient(app) as client:
        answer = Spiffy(client, credentials).post(AT, attachment=text_of(png()))
    assert answer.headers["location"] == "https://pictures.example/shop/api/products/8/images/1.json"
    assert answer.json()["image"]["src"].startswith("https://pictures.example/shop/sites/1/products/8_")
