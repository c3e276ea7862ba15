"""Credentials and permissions: the order of the checks and the words of the refusals."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.token_api.client import LAMP, TokenApiClient
from tests.pictures import jpeg
from tests.shop import Credentials
from web.settings import Settings

PERMISSION = {"detail": "You do not have permission to perform this action."}
MISSING = {"detail": "Authentication credentials were not provided."}
INVALID = {"detail": "Invalid token."}
INACTIVE = {"detail": "User inactive or deleted."}

READS = {"list": 200, "show": 200}
WRITES = {"create": 201, "update": 200, "delete": 204}
ALL = READS | WRITES
NOBODY = dict.fromkeys(ALL, 401)
NOT_THEY = dict.fromkeys(ALL, 403)
READER = READS | dict.fromkeys(WRITES, 403)

# kind of credential: whose key, what each operation answers, and with which words it is refused
TABLE: dict[str, tuple[str | None, dict[str, int], dict[str, str]]] = {
    "none": (None, NOBODY, MISSING),
    "wrong": (None, NOBODY, INVALID),
    "another dialect's": (None, NOBODY, INVALID),
    "revoked": ("dan", NOBODY, INVALID),
    "inactive": ("sam", NOBODY, INACTIVE),
    "read": ("rob", READER, PERMISSION),
    "customer": ("cus", NOT_THEY, PERMISSION),
    "staff": ("sam", ALL, {}),
    "admin": ("ann", ALL, {}),
}


def send_operation(api: TokenApiClient, operation: str, headers: dict[str, str], number: int) -> Any:
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


def fetch_image(api: TokenApiClient, kind: str, who: str | None) -> dict[str, str]:
    if who:
        return api.headers(who)
    keys = {"wrong": "0123456789", "another dialect's": api.credentials["ann"]["spree"]["token"]}
    return {"Authorization": f"Token {keys[kind]}"} if kind in keys else {}


@pytest.mark.parametrize("operation", ALL)
@pytest.mark.parametrize("kind", TABLE)
def test_who_may_do_what(api: TokenApiClient, kind: str, operation: str) -> None:
    who, statuses, refusal = TABLE[kind]
    number = api.create({"alt_text": "old"})["id"]
    if kind == "inactive":
        api.switch_off("sam")
    response = send_operation(api, operation, fetch_image(api, kind, who), number)
    assert response.status_code == statuses[operation]
    if response.status_code >= 400:
        assert response.json() == refusal
        assert response.headers.get("www-authenticate") == ("Token" if response.status_code == 401 else None)
        listed = api.request("GET", who="ann").json()["results"]
        assert [image["description"] for image in listed] == ["old"], "and nothing happened"


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
        ("Token\xa0{key}", "Authentication credentials were not provided."),
        ("Token {key}\xa0", "Invalid token header. Token string should not contain invalid characters."),
        ("Token wrong", "Invalid token."),
    ],
)
def test_token_24_25_26_27_a_key_that_is_none_is_refused_in_these_words(
    api: TokenApiClient, header: str | None, text: str
) -> None:
    headers = {} if header is None else {b"Authorization": header.format(key=api.key()).encode("latin-1")}
    response = api.client.get(LAMP, headers=headers)
    assert (response.status_code, response.json()) == (401, {"detail": text})
    assert response.headers["www-authenticate"] == "Token"


@pytest.mark.parametrize("scheme", ["Token", "token", "TOKEN", "  Token  "])
def test_token_28_the_scheme_may_be_written_in_any_case(api: TokenApiClient, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {api.key()}"}
    assert api.client.post(LAMP, headers=headers, files={"image": ("a.jpg", jpeg())}).status_code == 201


def test_token_29_the_key_of_somebody_switched_off_says_so(api: TokenApiClient) -> None:
    api.switch_off("sam")
    response = api.upload()
    assert (response.status_code, response.json()) == (401, INACTIVE)
    assert response.headers["www-authenticate"] == "Token"


def test_token_30_who_is_no_staff_may_not_and_is_not_challenged(api: TokenApiClient) -> None:
    response = api.upload(who="cus")
    assert (response.status_code, response.json()) == (403, PERMISSION)
    assert "www-authenticate" not in response.headers


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [
        (None, "GET", "/api/products/9/images", 401),
        (None, "POST", "/api/products/9/images", 401),
        (None, "GET", "/api/products/9/nothing", 401),
        (None, "GET", "/api/products/abc/images", 401),
        ("cus", "GET", "/api/products/9/images", 403),
        ("cus", "POST", "/api/products/9/images", 403),
        ("cus", "POST", "/api/products/abc/images", 403),
        ("cus", "PUT", LAMP, 403),
        ("cus", "GET", "/api/products/9/nothing", 403),
        ("rob", "PUT", LAMP, 403),
        ("rob", "POST", "/api/products/9/images", 403),
        ("rob", "GET", "/api/products/9/images", 404),
        ("sam", "PUT", LAMP, 405),
    ],
)
def test_token_31_32_who_asks_is_settled_before_what_for(
    api: TokenApiClient, who: str | None, method: str, path: str, status: int
) -> None:
    headers = api.headers(who) if who else {}
    assert api.client.request(method, path, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("body", "content_type"), [(b"{", "application/json"), (b"<a/>", "application/xml"), (b"x", "multipart/form-data")]
)
def test_token_33_the_product_is_looked_for_before_the_body_is_read(
    api: TokenApiClient, body: bytes, content_type: str
) -> None:
    response = api.send("POST", body, content_type, "/api/products/9/images")
    assert (response.status_code, response.json()) == (404, {"detail": "No Product matches the given query."})


def test_past_the_quota_calls_are_refused_until_the_hour_is_over(settings: Settings, credentials: Credentials) -> None:
    headers = {"Authorization": f"Token {credentials['sam']['token']['key']}"}
    with client_for(replace(settings, api_quota=1), raises=True) as client:
        assert client.get(LAMP, headers=headers).status_code == 200
        response = client.get(LAMP, headers=headers)
    assert response.status_code == 429
    seconds = int(response.headers["retry-after"])
    assert 3590 < seconds <= 3600
    assert response.json() == {"detail": f"Request was throttled. Expected available in {seconds} seconds."}
