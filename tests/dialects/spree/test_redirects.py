"""Addresses and methods that are not there, and what else belongs to no operation."""

from typing import Any

import pytest

from tests.dialects.spree.asking import DOG, NOT_FOUND, Spree
from tests.pictures import jpeg
from web.dialects.spree.spec import SPREE
from web.files.store import FileStore
from web.gallery.picture_errors import StorageUnavailable

HOST = "http://testserver.local"


@pytest.mark.parametrize("who", ["ann", None])
def test_spree_88_an_unknown_address_is_sent_on_until_it_is_not_found(spree: Spree, who: str | None) -> None:
    first = spree.ask("GET", "/api/v1/nothing?a=1&b=%3C", who)
    assert (first.status_code, first.headers["location"]) == (301, f"{HOST}/api/v1/nothing.json?a=1&b=%3C")
    assert first.headers["content-type"].startswith("text/html")
    second = spree.ask("GET", first.headers["location"], who)
    assert (second.status_code, second.headers["location"]) == (301, f"{HOST}/api/404")
    third = spree.ask("GET", second.headers["location"], who)
    assert (third.status_code, third.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", DOG), ("PATCH", DOG), ("DELETE", DOG), ("POST", f"{DOG}/1"), ("POST", f"{DOG}/new")],
)
def test_spree_89_a_method_that_an_address_has_not_is_sent_on(spree: Spree, method: str, path: str) -> None:
    answer = spree.ask(method, path, json={"image": {"alt": "x"}})
    assert (answer.status_code, answer.headers["location"]) == (301, f"{HOST}{path}.json")
    answer = spree.ask(method, f"{path}.json")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{HOST}/api/404")
    assert spree.ask(method, "/api/404").json() == NOT_FOUND


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/products", "/api/v1/products/8", "/api/v1/404", f"{DOG}/1/2/", "/api/v1//x.html"]
)
def test_whatever_else_is_asked_for_ends_at_not_found(spree: Spree, path: str) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        answer = spree.client.request(method, path, follow_redirects=True)
        assert answer.status_code == 404
        assert method == "HEAD" or answer.json() == NOT_FOUND
        assert answer.url.path == "/api/404"


@pytest.mark.parametrize("path", [f"{DOG}/1/edit", f"{DOG}/1/edit.json", "/api/v1/variants/5595/images/1/edit/"])
def test_there_is_no_form_to_edit_by(spree: Spree, path: str) -> None:
    answer = spree.ask("GET", path)
    assert (answer.status_code, answer.json()) == (404, {"status": 404, "error": "Not Found"})


@pytest.mark.parametrize("path", [DOG, f"{DOG}/1", "/api/v1/nothing", "/api/404"])
def test_no_options_are_told(spree: Spree, path: str) -> None:
    answer = spree.ask("OPTIONS", path, headers={"Origin": "http://elsewhere.example"})
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    assert "access-control-allow-origin" not in answer.headers


def test_a_method_that_spree_does_not_know_is_told_which_there_are(spree: Spree) -> None:
    answer = spree.ask("TRACE", DOG)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert set(answer.json()) == {"error"}
    assert spree.ask("TRACE", DOG, None).status_code == 401
    assert spree.ask("TRACE", "/api/v1/nothing").json() == NOT_FOUND


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),
        (b"\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"image":{"position":1e400}}', "application/json"),
        (b'{"image":{"alt":"\\ud800"}}', "application/json"),
        (b"image=1&image[alt]=2", "application/x-www-form-urlencoded"),
        (b"image[alt]=2&image=1", "application/x-www-form-urlencoded"),
        (b"a=1&" * 201, "application/x-www-form-urlencoded"),
        (b"nothing of the kind", "multipart/form-data; boundary=x"),
    ],
)
def test_spree_66_a_body_that_cannot_be_read_is_a_bad_request(spree: Spree, body: bytes, content_type: str) -> None:
    number = spree.made()["id"]
    for method, path in (("POST", DOG), ("PUT", f"{DOG}/{number}"), ("POST", f"{DOG}/{number}")):
        answer = spree.ask(method, path, content=body, headers={"Content-Type": content_type})
        sent_on = method == "POST" and path != DOG and "json" in content_type  # nothing but a form is looked into
        assert answer.status_code == (301 if sent_on else 400)
        assert sent_on or "error" in answer.json()


def test_a_query_that_contradicts_itself_is_a_bad_request(spree: Spree) -> None:
    for method in ("GET", "POST"):
        answer = spree.ask(method, f"{DOG}?image=1&image[alt]=2")
        assert (answer.status_code, set(answer.json())) == (400, {"error"})


@pytest.mark.parametrize("who", ["ann", None])
def test_a_body_over_the_limit_is_too_large(spree: Spree, who: str | None) -> None:
    body = bytes(spree.settings.max_body_bytes + 1)
    answer = spree.ask("POST", DOG, who, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, set(answer.json())) == (413, {"error"})


def test_a_file_over_the_limit_has_no_allowed_content_type(spree: Spree) -> None:
    picture = jpeg().ljust(spree.settings.max_upload_bytes + 1, b"\0")
    answer = spree.upload(picture=picture)
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"attachment"})
    answer = spree.ask("POST", DOG, None, files={"image[attachment]": ("a.jpg", picture)})
    assert answer.status_code == 401, "who asks is settled first"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(StorageUnavailable, 503, "Service Unavailable"), (OSError, 500, "Internal Server Error")],
)
def test_what_is_wrong_in_the_house_is_told_without_details(
    spree: Spree, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int, words: str
) -> None:
    async def fail(*_: Any) -> None:
        raise error("s3://secret-bucket: connection refused")

    monkeypatch.setattr(FileStore, "keep", fail)
    answer = spree.upload()
    assert (answer.status_code, answer.json()) == (status, {"status": status, "error": words})


def test_every_operation_is_described_for_products_and_for_variations() -> None:
    described = {(one.method, one.path.replace("product_id", "variant_id")) for one in SPREE.operations}
    assert {method for method, _ in described} == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert len(SPREE.operations) == 16
