"""Who may do what with which key, and where a key may be."""

from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.dialects.spree.asking import DOG, MUST_BE_PRESENT, NO_KEY, NOT_AUTHORIZED, NOT_FOUND, Spree
from tests.pictures import jpeg
from tests.shop import Credentials
from web.app import create_app
from web.settings import Settings

WRONG = {"error": "Invalid API key (0123) specified."}

READS = {"list": 200, "show": 200, "new": 200}
WRITES = {"create": 201, "update": 201, "delete": 204}
ALL = READS | WRITES
USER = READS | {"create": 401, "update": 404, "delete": 404}
STATUSES: dict[str, dict[str, int]] = {
    "none": dict.fromkeys(ALL, 401),
    "wrong": dict.fromkeys(ALL, 401),
    "dan": dict.fromkeys(ALL, 401),  # revoked
    "rob": READS | dict.fromkeys(WRITES, 401),  # an admin whose key only reads
    "cus": USER,
    "sam": USER,  # staff are users here
    "ann": ALL,
}


def perform(spree: Spree, operation: str, headers: dict[str, str], number: int) -> Any:
    member = f"{DOG}/{number}"
    match operation:
        case "list":
            return spree.client.get(DOG, headers=headers)
        case "show":
            return spree.client.get(member, headers=headers)
        case "new":
            return spree.client.get(f"{DOG}/new", headers=headers)
        case "create":
            return spree.client.post(DOG, headers=headers, files={"image[attachment]": ("a.jpg", jpeg())})
        case "update":
            return spree.client.put(member, headers=headers, json={"image": {"alt": "new"}})
        case _:
            return spree.client.delete(member, headers=headers)


@pytest.mark.parametrize("operation", ALL)
@pytest.mark.parametrize("who", STATUSES)
def test_who_may_do_what(spree: Spree, who: str, operation: str) -> None:
    """Cases 1, 3, 19, 21, 22, 24 and 25."""
    number = spree.made(alt="old")["id"]
    keys: dict[str, dict[str, str]] = {"none": {}, "wrong": {"X-Spree-Token": "0123"}}
    answer = perform(spree, operation, keys.get(who) or ({} if who == "none" else key(spree, who)), number)
    assert answer.status_code == STATUSES[who][operation]
    if answer.status_code >= 400:
        words = {"none": NO_KEY, "wrong": WRONG, "dan": {"error": f"Invalid API key ({spree.token('dan')}) specified."}}
        assert answer.json() == words.get(who, NOT_FOUND if answer.status_code == 404 else NOT_AUTHORIZED)
        assert answer.headers["cache-control"] == "no-cache"
        assert "www-authenticate" not in answer.headers
        assert [image["alt"] for image in spree.listed()] == ["old"], "and nothing happened"


def key(spree: Spree, who: str = "ann") -> dict[str, str]:
    return {"X-Spree-Token": spree.token(who)}


@pytest.mark.parametrize(
    ("headers", "query", "answer"),
    [
        ({"X-Spree-Token": ""}, "", NO_KEY),  # 2
        ({"X-Spree-Token": ""}, "?token={token}", NO_KEY),
        ({}, "?token=", NO_KEY),
        ({}, "?token=0123", WRONG),  # 4
        ({"X-Spree-Token": "0123"}, "?token={token}", WRONG),  # 6
        ({"Authorization": "Bearer {token}"}, "", NO_KEY),  # 10
    ],
)
def test_a_header_wins_over_a_parameter_and_nothing_else_is_read(
    spree: Spree, headers: dict[str, str], query: str, answer: dict[str, str]
) -> None:
    headers = {name: value.format(token=spree.token()) for name, value in headers.items()}
    got = spree.client.get(DOG + query.format(token=spree.token()), headers=headers)
    assert (got.status_code, got.json()) == (401, answer)


@pytest.mark.parametrize(("header", "query"), [(None, "?token={token}"), ("{token}", "?token=0123")])
def test_a_good_key_is_taken_from_query_or_header(spree: Spree, header: str | None, query: str) -> None:
    """Cases 5 and 7."""
    headers = {"X-Spree-Token": header.format(token=spree.token())} if header else {}
    assert spree.client.get(DOG + query.format(token=spree.token()), headers=headers).status_code == 200


@pytest.mark.parametrize("first", ["token", "file"])
def test_a_key_may_be_a_field_of_a_multipart_form(spree: Spree, first: str) -> None:
    """Case 8."""
    file = ("image[attachment]", ("a.jpg", jpeg()))
    token = ("token", (None, spree.token()))
    answer = spree.client.post(DOG, files=[token, file] if first == "token" else [file, token])
    assert answer.status_code == 201
    assert len(spree.listed()) == 1


def test_a_key_may_be_a_field_of_a_form(spree: Spree) -> None:
    number = spree.made()["id"]
    answer = spree.client.put(f"{DOG}/{number}", data={"token": spree.token(), "image[alt]": "new"})
    assert (answer.status_code, answer.json()["alt"]) == (201, "new")


def test_a_key_may_be_a_root_member_of_json(spree: Spree) -> None:
    """Case 9."""
    answer = spree.client.post(DOG, json={"token": spree.token(), "image": {"alt": "x"}})
    assert (answer.status_code, answer.json()) == (422, MUST_BE_PRESENT)


@pytest.mark.parametrize(
    "more",
    [
        {"json": {"token": 12}},
        {"json": {"token": {"a": 1}}},
        {"json": []},
        {"data": {"token": ""}},
        {"content": b"token=x", "headers": {"Content-Type": "text/plain"}},
        {"files": {"token": ("token.txt", b"0123")}},
    ],
)
def test_what_is_no_key_in_a_body_is_none(spree: Spree, more: dict[str, Any]) -> None:
    answer = spree.client.post(DOG, **more)
    assert (answer.status_code, answer.json()) == (401, NO_KEY)


def test_the_key_is_asked_for_before_anything_is_looked_for(spree: Spree) -> None:
    """Cases 11 and 20."""
    assert spree.ask("GET", "/api/v1/products/no-such/images", headers={"X-Spree-Token": "0123"}).json() == WRONG
    assert spree.ask("POST", "/api/v1/products/no-such/images", "cus").json() == NOT_AUTHORIZED
    assert spree.ask("GET", "/api/v1/nothing", None).json() == NO_KEY
    assert spree.ask("OPTIONS", DOG, None).json() == NO_KEY


def test_the_key_comes_back_escaped_and_whole(spree: Spree) -> None:
    """Case 12."""
    answer = spree.client.get(DOG, headers={"X-Spree-Token": '<b>&"'})
    assert answer.json() == {"error": 'Invalid API key (<b>&") specified.'}
    assert '(\\u003cb\\u003e\\u0026\\")' in answer.text


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("sam", 401), ("cus", 401), ("ann", 200), ("rob", 200)])
def test_an_orders_token_is_for_admins_only(spree: Spree, who: str | None, status: int) -> None:
    """Cases 17 and 18."""
    answers = [
        spree.ask("GET", DOG, who, headers={"X-Spree-Order-Token": "abc"}),
        spree.ask("GET", f"{DOG}?order_token=abc", who),
    ]
    for answer in answers:
        assert answer.status_code == status
        assert status == 200 or answer.json() == NOT_AUTHORIZED


def test_guests_read_where_they_are_let_in(open_house: Spree) -> None:
    """Case 13."""
    shown, hidden = open_house.made(), open_house.made()
    open_house.hide(hidden["id"])
    assert open_house.ask("GET", DOG, None).json() == {"images": [shown]}
    assert open_house.ask("GET", f"{DOG}/{shown['id']}", None).json() == shown
    assert open_house.ask("GET", f"{DOG}/{hidden['id']}", None).status_code == 404
    assert open_house.ask("GET", f"{DOG}/new", None).status_code == 200
    assert open_house.ask("GET", "/api/v1/products/hidden/images", None).status_code == 404
    assert open_house.ask("GET", "/api/v1/products/no-such/images", None).json() == NOT_FOUND


def test_guests_change_nothing(open_house: Spree) -> None:
    """Cases 15 and 16."""
    image = open_house.made()
    files = {"image[attachment]": ("a.jpg", jpeg())}
    created = open_house.ask("POST", DOG, None, files=files)
    assert (created.status_code, created.json()) == (401, NOT_AUTHORIZED)
    for method in ("PUT", "PATCH", "DELETE"):
        answer = open_house.ask(method, f"{DOG}/{image['id']}", None)
        assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    assert open_house.listed() == [image]


def test_a_wrong_key_does_not_make_a_guest(open_house: Spree) -> None:
    """Case 14."""
    answer = open_house.client.get(DOG, headers={"X-Spree-Token": "0123"})
    assert (answer.status_code, answer.json()) == (401, WRONG)
    assert open_house.client.get(DOG, headers={"X-Spree-Token": ""}).status_code == 200


def test_past_the_quota_calls_are_refused_until_the_hour_is_over(settings: Settings, credentials: Credentials) -> None:
    with TestClient(create_app(replace(settings, api_quota=1))) as client:
        spree = Spree(client, credentials, settings)
        assert spree.ask("GET").status_code == 200
        answer = spree.ask("GET")
    assert (answer.status_code, set(answer.json())) == (429, {"error"})
    assert 3590 < int(answer.headers["retry-after"]) <= 3600
