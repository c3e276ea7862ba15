"""Addresses and methods that are not there, and what else belongs to no operation."""

from typing import Any

import pytest

from tests.dialects.spree.client import DOG, NOT_FOUND, SpreeClient
from tests.pictures import jpeg
from web.dialects.spree.spec import SPREE
from web.files.store import FileStore
from web.gallery.unavailable import StorageUnavailable

HOST = "http://testserver.local"


@pytest.mark.parametrize("who", ["ann", None])
def test_spree_88_an_unknown_address_is_sent_on_until_it_is_not_found(spree: SpreeClient, who: str | None) -> None:
    first = spree.request("GET", "/api/v1/nothing?a=1&b=%3C", who)
    assert (first.status_code, first.headers["location"]) == (301, f"{HOST}/api/v1/nothing.json?a=1&b=%3C")
    assert first.headers["content-type"].startswith("text/html")
    second = spree.request("GET", first.headers["location"], who)
    assert (second.status_code, second.headers["location"]) == (301, f"{HOST}/api/404")
    third = spree.request("GET", second.headers["location"], who)
    assert (third.status_code, third.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", DOG), ("PATCH", DOG), ("DELETE", DOG), ("POST", f"{DOG}/1"), ("POST", f"{DOG}/new")],
)
def test_spree_89_a_method_that_an_address_has_not_is_sent_on(spree: SpreeClient, method: str, path: str) -> None:
    response = spree.request(method, path, json={"image": {"alt": "x"}})
    assert (response.status_code, response.headers["location"]) == (301, f"{HOST}{path}.json")
    response = spree.request(method, f"{path}.json")
    assert (response.status_code, response.headers["location"]) == (301, f"{HOST}/api/404")
    assert spree.request(method, "/api/404").json() == NOT_FOUND


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/products", "/api/v1/products/8", "/api/v1/404", f"{DOG}/1/2/", "/api/v1//x.html"]
)
def test_whatever_else_is_asked_for_ends_at_not_found(spree: SpreeClient, path: str) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        response = spree.client.request(method, path, follow_redirects=True)
        assert response.status_code == 404
        assert method == "HEAD" or response.json() == NOT_FOUND
        assert response.url.path == "/api/404"


@pytest.mark.parametrize("path", [f"{DOG}/1/edit", f"{DOG}/1/edit.json", "/api/v1/variants/5595/images/1/edit/"])
def test_there_is_no_form_to_edit_by(spree: SpreeClient, path: str) -> None:
    response = spree.request("GET", path)
    assert (response.status_code, response.json()) == (404, {"status": 404, "error": "Not Found"})


@pytest.mark.parametrize("path", [DOG, f"{DOG}/1", "/api/v1/nothing", "/api/404"])
def test_no_options_are_told(spree: SpreeClient, path: str) -> None:
    response = spree.request("OPTIONS", path, headers={"Origin": "http://elsewhere.example"})
    assert (response.status_code, response.json()) == (404, NOT_FOUND)
    assert "access-control-allow-origin" not in response.headers


def test_a_method_that_spree_does_not_know_is_told_which_there_are(spree: SpreeClient) -> None:
    response = spree.request("TRACE", DOG)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
    assert set(response.json()) == {"error"}
    assert spree.request("TRACE", DOG, None).status_code == 401
    assert spree.request("TRACE", "/api/v1/nothing").json() == NOT_FOUND


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
def test_spree_66_a_body_that_cannot_be_read_is_a_bad_request(
    spree: SpreeClient, body: bytes, content_type: str
) -> None:
    number = spree.create()["id"]
    for method, path in (("POST", DOG), ("PUT", f"{DOG}/{number}"), ("POST", f"{DOG}/{number}")):
        response = spree.request(method, path, content=body, headers={"Content-Type": content_type})
        sent_on = method == "POST" and path != DOG and "json" in content_type  # nothing but a form is looked into
        assert response.status_code == (301 if sent_on else 400)
        assert sent_on or "error" in response.json()


def test_a_query_that_contradicts_itself_is_a_bad_request(spree: SpreeClient) -> None:
    for method in ("GET", "POST"):
        response = spree.request(method, f"{DOG}?image=1&image[alt]=2")
        assert (response.status_code, set(response.json())) == (400, {"error"})


@pytest.mark.parametrize("who", ["ann", None])
def test_a_body_over_the_limit_is_too_large(spree: SpreeClient, who: str | None) -> None:
    body = bytes(spree.settings.max_body_bytes + 1)
    response = spree.request("POST", DOG, who, content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, set(response.json())) == (413, {"error"})


def test_a_file_over_the_limit_has_no_allowed_content_type(spree: SpreeClient) -> None:
    picture = jpeg().ljust(spree.settings.max_upload_bytes + 1, b"\0")
    response = spree.upload(picture=picture)
    assert (response.status_code, set(response.json()["errors"])) == (422, {"attachment"})
    response = spree.request("POST", DOG, None, files={"image[attachment]": ("a.jpg", picture)})
    assert response.status_code == 401, "who asks is settled first"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(StorageUnavailable, 503, "Service Unavailable"), (RuntimeError, 500, "Internal Server Error")],
)
def test_an_internal_error_is_reported_without_details(
    spree: SpreeClient, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int, words: str
) -> None:
    async def fail(*_: Any) -> None:
        raise error("s3://secret-bucket: connection refused")

    monkeypatch.setattr(FileStore, "keep", fail)
    response = spree.upload()
    assert (response.status_code, response.json()) == (status, {"status": status, "error": words})


def test_every_operation_is_described_for_products_and_for_variations() -> None:
    described = {(one.method, one.path.replace("product_id", "variant_id")) for one in SPREE.operations}
    assert {method for method, _ in described} == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert len(SPREE.operations) == 16
