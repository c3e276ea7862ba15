"""Who may do what, in which order it is asked, and in which words it is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.dialects.token_api.asking import LAMP, Api
from tests.pictures import jpeg
from tests.shop import Credentials
from web.app import create_app
from web.settings import Settings

PERMISSION = {"detail": "You do not have permission to perform this action."}
MISSING = {"detail": "Authentication credentials were not provided."}
INVALID = {"detail": "Invalid token."}

OPERATIONS = ("list", "create", "show", "update", "delete")
READS = {"list": 200, "show": 200}
WRITES = {"create": 201, "update": 200, "delete": 204}
ALL = READS | WRITES
STATUSES = {
    "none": dict.fromkeys(ALL, 401),
    "wrong": dict.fromkeys(ALL, 401),
    "dan": dict.fromkeys(ALL, 401),  # revoked
    "rob": READS | dict.fromkeys(WRITES, 403),  # reads only
    "cus": dict.fromkeys(ALL, 403),
    "sam": ALL,
    "ann": ALL,
}
BODIES = {"none": MISSING, "wrong": INVALID, "dan": INVALID, "rob": PERMISSION, "cus": PERMISSION}


def perform(api: Api, operation: str, headers: dict[str, str], number: int) -> Any:
    member = f"{LAMP}/{number}"
    match operation:
        case "list":
            return api.client.get(LAMP, headers=headers)
        case "create":
            return api.client.post(LAMP, headers=headers, files={"image": ("a.jpg", jpeg())})
        case "show":
            return api.client.get(member, headers=headers)
        case "update":
            return api.client.patch(member, headers=headers, json={"alt_text": "new"})
        case _:
            return api.client.delete(member, headers=headers)


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("who", STATUSES)
def test_who_may_do_what(api: Api, who: str, operation: str) -> None:
    """Cases 1, 2, 24, 25, 30, 50."""
    number = api.made({"alt_text": "old"})["id"]
    keys: dict[str, dict[str, str]] = {"none": {}, "wrong": {"Authorization": "Token 0123456789"}}
    answer = perform(api, operation, keys[who] if who in keys else api.headers(who), number)
    assert answer.status_code == STATUSES[who][operation]
    if answer.status_code >= 400:
        assert answer.json() == BODIES[who]
        assert [image["description"] for image in api.listed()] == ["old"], "and nothing happened"


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (None, "Authentication credentials were not provided."),
        ("", "Authentication credentials were not provided."),
        ("Bearer {key}", "Authentication credentials were not provided."),
        ("Basic {key}", "Authentication credentials were not provided."),
        ("{key}", "Authentication credentials were not provided."),
        ("Token", "Invalid token header. No credentials provided."),
        ("Token ", "Invalid token header. No credentials provided."),
        ("Token a b", "Invalid token header. Token string should not contain spaces."),
        ("Token {key} x", "Invalid token header. Token string should not contain spaces."),
        ("Token \xff", "Invalid token header. Token string should not contain invalid characters."),
        ("Token \xe9t\xe9", "Invalid token header. Token string should not contain invalid characters."),
        ("Token wrong", "Invalid token."),
    ],
)
def test_a_key_that_is_none_is_refused_in_these_words(api: Api, header: str | None, text: str) -> None:
    """Cases 24 to 27."""
    headers = {} if header is None else {b"Authorization": header.format(key=api.key()).encode("latin-1")}
    answer = api.client.get(LAMP, headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"detail": text})
    assert answer.headers["www-authenticate"] == "Token"


@pytest.mark.parametrize("scheme", ["Token", "token", "TOKEN", "  Token  "])
def test_the_scheme_may_be_written_in_any_case(api: Api, scheme: str) -> None:
    """Case 28."""
    answer = api.client.get(LAMP, headers={"Authorization": f"{scheme} {api.key()}"})
    assert answer.status_code == 200


def test_another_dialects_key_opens_nothing(api: Api) -> None:
    spree = api.credentials["ann"]["spree"]["token"]
    assert api.client.get(LAMP, headers={"Authorization": f"Token {spree}"}).json() == INVALID


def test_the_key_of_somebody_switched_off_says_so(api: Api, tmp_path: Path) -> None:
    """Case 29."""
    with closing(sqlite3.connect(tmp_path / "packshot.sqlite")) as database, database:
        database.execute("UPDATE person SET active = 0 WHERE name = 'sam'")
    answer = api.ask("GET")
    assert (answer.status_code, answer.json()) == (401, {"detail": "User inactive or deleted."})
    assert answer.headers["www-authenticate"] == "Token"


def test_no_permission_comes_without_a_challenge(api: Api) -> None:
    """Case 30."""
    assert "www-authenticate" not in api.ask("GET", who="cus").headers


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [
        (None, "GET", "/api/products/9/images", 401),  # case 32
        (None, "PUT", LAMP, 401),  # case 41
        (None, "GET", "/api/products/9/nothing", 401),
        (None, "GET", "/api/products/abc/images", 401),
        ("cus", "GET", "/api/products/9/images", 403),  # case 31
        ("cus", "PUT", LAMP, 403),
        ("cus", "GET", "/api/products/9/nothing", 403),
        ("rob", "PUT", LAMP, 403),
        ("rob", "POST", "/api/products/9/images", 403),
        ("rob", "GET", "/api/products/9/images", 404),
        ("sam", "PUT", LAMP, 405),
    ],
)
def test_who_asks_is_settled_before_what_for(api: Api, who: str | None, method: str, path: str, status: int) -> None:
    headers = api.headers(who) if who else {}
    assert api.client.request(method, path, headers=headers).status_code == status


def test_the_product_is_looked_for_before_the_body_is_read(api: Api) -> None:
    """Case 33."""
    answer = api.send("POST", b"{", "application/json", "/api/products/9/images")
    assert (answer.status_code, answer.json()) == (404, {"detail": "No Product matches the given query."})
    assert api.send("POST", b"<a/>", "application/xml", "/api/products/9/images").status_code == 404


def test_past_the_quota_calls_are_refused_until_the_hour_is_over(settings: Settings, credentials: Credentials) -> None:
    headers = {"Authorization": f"Token {credentials['sam']['token']['key']}"}
    with TestClient(create_app(replace(settings, api_quota=1))) as client:
        assert client.get(LAMP, headers=headers).status_code == 200
        answer = client.get(LAMP, headers=headers)
    assert answer.status_code == 429
    seconds = int(answer.headers["retry-after"])
    assert 3590 < seconds <= 3600
    assert answer.json() == {"detail": f"Request was throttled. Expected available in {seconds} seconds."}
