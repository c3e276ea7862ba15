"""Reads and their cost, conditional ones, HEAD, suffixes, and the refusals that belong to no operation."""

from typing import Any

import pytest
import requests

from tests.dialects.spree.asking import DOG, LARGE, NOT_FOUND, SMALL, Spree
from tests.pictures import jpeg
from tests.shop import Credentials
from web.database.engine import bound
from web.dialects.spree import SPREE
from web.storage.errors import StorageUnavailable
from web.storage.files import FileStore


def cost(spree: Spree, path: str, who: str = "ann") -> int:
    before = bound().statements
    assert spree.ask("GET", path, who).status_code == 200
    return bound().statements - before


@pytest.mark.parametrize("who", ["ann", "cus"])
@pytest.mark.parametrize("path", [DOG, SMALL, DOG + "/{id}"])
def test_a_read_takes_three_statements_and_two_when_it_is_asked_again(spree: Spree, path: str, who: str) -> None:
    path = path.format(id=[spree.made()["id"] for _ in range(5)][2])
    assert (cost(spree, path, who), cost(spree, path, who)) == (3, 2)
    spree.made(LARGE)
    assert cost(spree, path, who) == 3


@pytest.mark.parametrize("path", [DOG, DOG + "/{id}"])
def test_who_has_it_already_is_told_so(spree: Spree, path: str) -> None:
    """Case 44."""
    number = spree.made(alt="old")["id"]
    path = path.format(id=number)
    first = spree.ask("GET", path)
    assert first.headers["cache-control"] == "max-age=0, private, must-revalidate"
    assert first.headers["etag"].startswith('W/"')
    same = spree.ask("GET", path, headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    spree.change(number, alt="new")
    assert spree.ask("GET", path, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_users_and_admins_are_never_told_of_each_others_lists(spree: Spree) -> None:
    shown, hidden = spree.made(), spree.made()
    spree.hide(hidden["id"])
    etag = spree.ask("GET", DOG, "ann").headers["etag"]
    assert spree.ask("GET", DOG, "cus", headers={"If-None-Match": etag}).json() == {"images": [shown]}


def test_a_head_is_a_get_without_its_body(server: str, credentials: Credentials) -> None:
    """Case 45."""
    headers = {"X-Spree-Token": credentials["ann"]["spree"]["token"]}
    with requests.Session() as session:
        files = {"image[attachment]": ("a.jpg", jpeg())}
        number = session.post(server + DOG, headers=headers, files=files, timeout=20).json()["id"]
        for path in (DOG, f"{DOG}/{number}", f"{DOG}/new"):
            got = session.get(server + path, headers=headers, timeout=20)
            for _ in range(2):  # a body sent all the same would be taken for the next answer
                head = session.head(server + path, headers=headers, timeout=20)
                assert (head.status_code, head.content) == (200, b"")
                assert head.headers["content-length"] == got.headers["content-length"]
        assert session.head(server + DOG, timeout=20).status_code == 401
        assert len(session.get(server + DOG, headers=headers, timeout=20).json()["images"]) == 1


@pytest.mark.parametrize("path", [DOG, DOG + "/{id}", SMALL, DOG + "/new"])
@pytest.mark.parametrize("ending", [".json", "/", ".json/"])
def test_a_json_suffix_and_a_trailing_slash_make_no_difference(spree: Spree, path: str, ending: str) -> None:
    """Case 40."""
    path = path.format(id=spree.made()["id"])
    answer = spree.ask("GET", path + ending, follow_redirects=False)
    assert (answer.status_code, answer.json()) == (200, spree.ask("GET", path).json())


def test_writes_take_the_json_suffix_too(spree: Spree) -> None:
    number = spree.made(DOG + ".json")["id"]
    assert spree.ask("PUT", f"{DOG}/{number}.json", json={"image": {"alt": "x"}}).status_code == 201
    assert spree.ask("DELETE", f"{DOG}/{number}.json").status_code == 204


@pytest.mark.parametrize("path", [DOG + ".xml", DOG + "/{id}.xml", DOG + "/new.xml"])
def test_there_is_no_xml(spree: Spree, path: str) -> None:
    """Case 41."""
    answer = spree.ask("GET", path.format(id=spree.made()["id"]))
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    assert "<error>Not Acceptable</error>" in answer.text
    assert spree.ask("GET", path, None).status_code == 401


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", ""])
def test_what_the_caller_would_like_to_have_is_ignored(spree: Spree, accept: str) -> None:
    """Case 41."""
    answer = spree.ask("GET", headers={"Accept": accept})
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_there_are_no_pages(spree: Spree) -> None:
    """Case 31."""
    images = [spree.made() for _ in range(3)]
    assert spree.ask("GET", params={"per_page": 1, "page": 2}).json() == {"images": images}


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/products", "/api/v1/nothing", DOG + "/1/2", DOG + "/1/edit"])
def test_unknown_addresses_are_not_found(spree: Spree, path: str) -> None:
    """Case 88, without its detour."""
    answer = spree.ask("GET", path, follow_redirects=False)
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", DOG, "GET, HEAD, POST"),  # 89
        ("DELETE", DOG, "GET, HEAD, POST"),
        ("OPTIONS", DOG, "GET, HEAD, POST"),
        ("POST", DOG + "/1", "DELETE, GET, HEAD, PATCH, PUT"),
        ("OPTIONS", DOG + "/1", "DELETE, GET, HEAD, PATCH, PUT"),
        ("POST", DOG + "/new", "GET, HEAD"),
    ],
)
def test_other_methods_are_not_allowed(spree: Spree, method: str, path: str, allowed: str) -> None:
    """Case 89, without its detour."""
    answer = spree.ask(method, path, follow_redirects=False)
    assert (answer.status_code, set(answer.json())) == (405, {"error"})
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),  # 66
        (b"\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"image=1&image[alt]=2", "application/x-www-form-urlencoded"),
        (b"image[alt]=2&image=1", "application/x-www-form-urlencoded"),
        (b"a=1&" * 201, "application/x-www-form-urlencoded"),
        (b"nothing of the kind", "multipart/form-data; boundary=x"),
    ],
)
@pytest.mark.parametrize("path", [DOG, DOG + "/{id}"])
def test_bodies_that_cannot_be_read_are_bad_requests(spree: Spree, path: str, body: bytes, content_type: str) -> None:
    path = path.format(id=spree.made()["id"])
    method = "POST" if path == DOG else "PUT"
    answer = spree.ask(method, path, content=body, headers={"Content-Type": content_type})
    assert answer.status_code == 400
    assert "error" in answer.json()


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


def test_every_operation_is_described() -> None:
    described = {(one.method, one.path.replace("product_id", "variant_id")) for one in SPREE.operations}
    assert {method for method, _ in described} == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert len(SPREE.operations) == 14
