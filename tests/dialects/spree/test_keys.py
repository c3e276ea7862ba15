"""API keys: where they may be, how a wrong one is refused, and which checks come before and after."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.spree.client import DOG, LARGE, MUST_BE_PRESENT, NO_KEY, NOT_AUTHORIZED, NOT_FOUND, SpreeClient
from tests.pictures import jpeg
from tests.shop import Credentials
from web.settings import Settings

WRONG = {"error": "Invalid API key (0123) specified."}
NOWHERE = "/api/v1/products/no-such/images"


@pytest.mark.parametrize("headers", [{}, {"X-Spree-Token": ""}])
def test_spree_1_2_without_a_key_or_with_an_empty_one_it_must_be_specified(
    spree: SpreeClient, headers: dict[str, str]
) -> None:
    response = spree.client.get(DOG, headers=headers)
    assert (response.status_code, response.json()) == (401, NO_KEY)
    assert "www-authenticate" not in response.headers


@pytest.mark.parametrize(("headers", "query"), [({"X-Spree-Token": "fake_key"}, ""), ({}, "?token=fake_key")])
def test_spree_3_4_an_unknown_key_is_named(spree: SpreeClient, headers: dict[str, str], query: str) -> None:
    response = spree.client.get(DOG + query, headers=headers)
    assert (response.status_code, response.json()) == (401, {"error": "Invalid API key (fake_key) specified."})


@pytest.mark.parametrize(("header", "query"), [(None, "?token={token}"), ("{token}", "?token=0123")])
def test_spree_5_7_a_good_key_is_taken_from_the_header_else_from_the_query(
    spree: SpreeClient, header: str | None, query: str
) -> None:
    headers = {"X-Spree-Token": header.format(token=spree.token())} if header else {}
    assert spree.client.get(DOG + query.format(token=spree.token()), headers=headers).status_code == 200


def test_spree_6_a_header_wins_over_a_parameter_even_when_it_is_wrong(spree: SpreeClient) -> None:
    for header, words in (("0123", WRONG), ("", NO_KEY)):
        response = spree.client.get(f"{DOG}?token={spree.token()}", headers={"X-Spree-Token": header})
        assert (response.status_code, response.json()) == (401, words)


def test_an_empty_parameter_is_no_key(spree: SpreeClient) -> None:
    response = spree.client.get(f"{DOG}?token=")
    assert (response.status_code, response.json()) == (401, NO_KEY)


@pytest.mark.parametrize("first", ["token", "file"])
def test_spree_8_a_key_may_be_a_field_of_a_multipart_form(spree: SpreeClient, first: str) -> None:
    file = ("image[attachment]", ("a.jpg", jpeg()))
    token = ("token", (None, spree.token()))
    response = spree.client.post(DOG, files=[token, file] if first == "token" else [file, token])
    assert response.status_code == 201
    assert len(spree.listed()) == 1


def test_a_key_may_be_a_field_of_a_form(spree: SpreeClient) -> None:
    number = spree.create()["id"]
    response = spree.client.put(f"{DOG}/{number}", data={"token": spree.token(), "image[alt]": "new"})
    assert (response.status_code, response.json()["alt"]) == (201, "new")


def test_spree_9_a_key_may_be_a_root_member_of_json(spree: SpreeClient) -> None:
    response = spree.client.post(DOG, json={"token": spree.token(), "image": {"alt": "x"}})
    assert (response.status_code, response.json()) == (422, MUST_BE_PRESENT)


@pytest.mark.parametrize("way", ["json", "data"])
def test_a_key_may_be_in_the_body_of_a_get(spree: SpreeClient, way: str) -> None:
    body: dict[str, Any] = {way: {"token": spree.token()}}
    response = spree.client.request("GET", DOG, **body)
    assert (response.status_code, response.json()) == (200, {"images": []})


def test_of_a_key_in_the_query_and_one_in_the_body_the_querys_counts(spree: SpreeClient) -> None:
    response = spree.client.post(f"{DOG}?token=0123", json={"token": spree.token()})
    assert (response.status_code, response.json()) == (401, WRONG)


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
def test_what_is_no_key_in_a_body_is_none(spree: SpreeClient, more: dict[str, Any]) -> None:
    response = spree.client.post(DOG, **more)
    assert (response.status_code, response.json()) == (401, NO_KEY)


@pytest.mark.parametrize("scheme", ["Bearer {token}", "Token {token}", "Basic {token}"])
def test_spree_10_an_authorization_header_is_not_read(spree: SpreeClient, scheme: str) -> None:
    response = spree.client.get(DOG, headers={"Authorization": scheme.format(token=spree.token())})
    assert (response.status_code, response.json()) == (401, NO_KEY)


def test_spree_11_the_key_is_asked_for_before_the_product_is_looked_for(spree: SpreeClient) -> None:
    assert spree.request("GET", NOWHERE, headers={"X-Spree-Token": "0123"}).json() == WRONG
    assert spree.request("GET", NOWHERE, None).json() == NO_KEY


def test_spree_12_the_key_comes_back_escaped_and_whole(spree: SpreeClient) -> None:
    response = spree.client.get(DOG, headers={"X-Spree-Token": '<b>&"'})
    assert response.json() == {"error": 'Invalid API key (<b>&") specified.'}
    assert '(\\u003cb\\u003e\\u0026\\")' in response.text


def test_spree_13_guests_who_are_let_in_read_what_is_visible(spree_for_guests: SpreeClient) -> None:
    """The notes' own answer is an empty list; here a guest sees what a user sees."""
    assert spree_for_guests.request("GET", DOG, None).json() == {"images": []}
    shown, hidden = spree_for_guests.create(), spree_for_guests.create()
    spree_for_guests.hide(hidden["id"])
    assert spree_for_guests.request("GET", DOG, None).json() == {"images": [shown]}
    assert spree_for_guests.request("GET", f"{DOG}/{shown['id']}", None).json() == shown
    for path in (f"{DOG}/{hidden['id']}", "/api/v1/products/hidden/images", NOWHERE):
        response = spree_for_guests.request("GET", path, None)
        assert (response.status_code, response.json()) == (404, NOT_FOUND)


def test_spree_14_a_wrong_key_does_not_make_a_guest(spree_for_guests: SpreeClient) -> None:
    response = spree_for_guests.client.get(DOG, headers={"X-Spree-Token": "0123"})
    assert (response.status_code, response.json()) == (401, WRONG)
    assert spree_for_guests.client.get(DOG, headers={"X-Spree-Token": ""}).status_code == 200


def test_spree_15_16_guests_change_nothing(spree_for_guests: SpreeClient) -> None:
    image = spree_for_guests.create()
    files = {"image[attachment]": ("a.jpg", jpeg())}
    created = spree_for_guests.request("POST", DOG, None, files=files)
    assert (created.status_code, created.json()) == (401, NOT_AUTHORIZED)
    for method in ("PUT", "PATCH", "DELETE"):
        response = spree_for_guests.request(method, f"{DOG}/{image['id']}", None)
        assert (response.status_code, response.json()) == (404, NOT_FOUND)
    assert spree_for_guests.listed() == [image]


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("sam", 401), ("cus", 401), ("ann", 200), ("rob", 200)])
def test_spree_17_18_an_orders_token_is_for_admins_only(spree: SpreeClient, who: str | None, status: int) -> None:
    responses = [
        spree.request("GET", DOG, who, headers={"X-Spree-Order-Token": "abc"}),
        spree.request("GET", f"{DOG}?order_token=abc", who),
    ]
    for response in responses:
        assert response.status_code == status
        assert status == 200 or response.json() == NOT_AUTHORIZED


def test_an_empty_orders_token_is_none(spree: SpreeClient) -> None:
    assert spree.request("GET", f"{DOG}?order_token=", "cus", headers={"X-Spree-Order-Token": ""}).status_code == 200


@pytest.mark.parametrize("more", [{}, {"data": {"_method": "delete"}}, {"json": {"image": {}}}])
def test_spree_19_20_whoever_may_not_create_learns_nothing_else(spree: SpreeClient, more: dict[str, Any]) -> None:
    for path in (DOG, LARGE, NOWHERE):
        response = spree.request("POST", path, "cus", **more)
        assert (response.status_code, response.json()) == (401, NOT_AUTHORIZED)


@pytest.mark.parametrize("who", ["sam", "cus"])
def test_spree_21_22_whoever_may_not_change_an_image_does_not_find_it(spree: SpreeClient, who: str) -> None:
    image = spree.create()
    for method in ("PUT", "DELETE"):
        for number in (image["id"], 999):
            response = spree.request(method, f"{DOG}/{number}", who)
            assert (response.status_code, response.json()) == (404, NOT_FOUND)
    assert spree.request("GET", f"{DOG}/{image['id']}").json() == image


def test_past_the_quota_calls_are_refused_until_the_hour_is_over(settings: Settings, credentials: Credentials) -> None:
    with client_for(replace(settings, api_quota=1), raises=True) as client:
        spree = SpreeClient(client, credentials, settings)
        assert spree.request("GET").status_code == 200
        response = spree.request("GET")
    assert (response.status_code, set(response.json())) == (429, {"error"})
    assert 3590 < int(response.headers["retry-after"]) <= 3600
