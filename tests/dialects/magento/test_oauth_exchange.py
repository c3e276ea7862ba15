"""OAuth request tokens and access tokens. Section 7 of the Magento field notes, cases 129-131."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
from litestar.testing import TestClient
from oauthlib.oauth1 import (
    SIGNATURE_HMAC_SHA1,
    SIGNATURE_HMAC_SHA256,
    SIGNATURE_HMAC_SHA512,
    SIGNATURE_PLAINTEXT,
    SIGNATURE_TYPE_BODY,
    SIGNATURE_TYPE_QUERY,
)

from tests.application import client_for
from tests.dialects.magento.client import JSON, LIST, MagentoClient, authorization, messages
from tests.dialects.magento.oauth_client import BASE, CALLBACK, CUSTOMERS, Browser, OAuthApplication
from tests.shop import Credentials, copy_shop
from web.auth.oauth import LIFETIME, ConsentDecision
from web.database.queries import credentials as rows
from web.gallery.clock import now

METHODS = [SIGNATURE_HMAC_SHA1, SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT]


@pytest.fixture
def application(client: TestClient[Any], credentials: Credentials) -> OAuthApplication:
    return OAuthApplication(client, credentials["ann"]["magento"])


def problem(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/x-www-form-urlencoded"
    assert ("www-authenticate" in response.headers) == (status == 401)
    return response.text.removeprefix("oauth_problem=")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_an_application_gets_a_request_token(application: OAuthApplication, method: str, verb: str) -> None:
    application.method = method
    response = application.send("/oauth/initiate", verb, callback_uri=CALLBACK)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/x-www-form-urlencoded"
    assert response.headers["cache-control"] == "no-store"
    fields = dict(parse_qsl(response.text))
    assert list(fields) == ["oauth_token", "oauth_token_secret", "oauth_callback_confirmed"]
    assert fields["oauth_callback_confirmed"] == "true"
    assert all(len(fields[name]) == 32 and int(fields[name], 16) for name in list(fields)[:2])


@pytest.mark.parametrize("where", [SIGNATURE_TYPE_QUERY, SIGNATURE_TYPE_BODY])
@pytest.mark.parametrize("method", METHODS)
def test_parameters_may_come_in_the_query_or_as_a_form(application: OAuthApplication, where: str, method: str) -> None:
    application.method = method
    verb = "GET" if where == SIGNATURE_TYPE_QUERY else "POST"
    more = {"headers": {"Content-Type": "application/x-www-form-urlencoded"}} if verb == "POST" else {}
    signing_client = application.signing_client(signature_type=where, callback_uri="oob")
    url, headers, body = signing_client.sign(
        f"{BASE}/oauth/initiate", verb, body="" if verb == "POST" else None, **more
    )
    assert application.client.request(verb, url, headers=headers, content=body).status_code == 200


@pytest.mark.parametrize("where", ["query", "form"])
def test_the_callback_may_come_apart_from_the_rest(application: OAuthApplication, where: str) -> None:
    """As in the PHP example that everybody copied: the address has it, the header has the rest."""
    url, form = f"{BASE}/oauth/initiate", urlencode({"oauth_callback": CALLBACK})
    if where == "query":
        url, headers, body = application.signing_client().sign(f"{url}?{form}", "POST")
    else:
        type_ = {"Content-Type": "application/x-www-form-urlencoded"}
        url, headers, body = application.signing_client().sign(url, "POST", body=form, headers=type_)
    response = application.client.post(url, content=body, headers=headers)
    assert response.status_code == 200, response.text


def test_magento_130_a_whole_flow_gives_a_token_that_acts_as_the_person_and_works_once(
    client: TestClient[Any], application: OAuthApplication
) -> None:
    verifier = Browser(client).authorize(application, "sam")
    assert len(verifier) == 32
    before = application.token
    issued = application.fetch_access_token(verifier)
    assert application.token != before
    sam = MagentoClient(client, issued)
    assert sam.add(label="by sam") in [int(image["id"]) for image in sam.images()]
    application.token, application.secret = before, ""
    assert problem(application.exchange(verifier), 401) == "token_rejected"


def test_an_access_token_cannot_be_exchanged(client: TestClient[Any], application: OAuthApplication) -> None:
    application.fetch_access_token(Browser(client).authorize(application))
    assert problem(application.exchange("0" * 32), 401) == "token_used"
    application.secret = "wrong"
    assert problem(application.exchange("0" * 32), 401) == "signature_invalid"


def test_magento_129_a_request_token_is_no_access_token(client: TestClient[Any], application: OAuthApplication) -> None:
    application.initiate()
    mixed = {"consumer_key": application.keys["key"], "consumer_secret": application.keys["secret"]}
    issued = {**mixed, "token": application.token, "token_secret": application.secret}
    response = client.get(LIST, headers={**JSON, "Authorization": authorization(issued, "GET", BASE + LIST)})
    assert messages(response) == [(401, "oauth_problem=token_rejected")]


@pytest.mark.parametrize("callback", [None, ""])
def test_magento_131_whoever_asks_without_a_callback_is_told_so(
    application: OAuthApplication, callback: str | None
) -> None:
    response = application.initiate(callback)
    assert problem(response, 400) == "parameter_absent&oauth_parameters_absent=oauth_callback"


@pytest.mark.parametrize(
    "callback",
    ["x", "OOB", "/cb", "app.example/cb", "ftp://app.example/", "javascript:alert(1)", "app://cb", "https://", "https:///cb",
     "https://shop.example@evil.example/", "https://app.example\\@evil.example/", "https://app.example/a b",
     "https://app.example/\r\nSet-Cookie: a=b", "https://app.example:0/", "https://app.example:99999/", "https://[::1/",
     "https://äpp.example/", "https://app.example/" + "a" * 2000, "data:text/html,x", "//app.example/"],
)  # fmt: skip
def test_magento_131_a_callback_that_is_no_web_address_is_rejected(
    application: OAuthApplication, callback: str
) -> None:
    assert problem(application.initiate(callback), 400) == "parameter_rejected&message=oauth_callback"


@pytest.mark.parametrize(
    "callback",
    ["oob", "http://127.0.0.1:8080/cb", "https://app.example", "HTTPS://App.Example/?a=%20b&c", "http://[::1]:80/#x"],
)
def test_addresses_on_the_web_and_oob_are_taken(application: OAuthApplication, callback: str) -> None:
    assert application.initiate(callback).status_code == 200


@pytest.mark.parametrize(
    ("changed", "status", "expected"),
    [
        ({"version": "2.0"}, 400, "version_rejected"),
        ({"consumer_key": None}, 400, "parameter_absent&oauth_parameters_absent=oauth_consumer_key"),
        ({"signature_method": None}, 400, "parameter_absent&oauth_parameters_absent=oauth_signature_method"),
        ({"signature": None}, 400, "parameter_absent&oauth_parameters_absent=oauth_signature"),
        ({"nonce": None}, 400, "parameter_absent&oauth_parameters_absent=oauth_nonce"),
        ({"timestamp": None}, 400, "parameter_absent&oauth_parameters_absent=oauth_timestamp"),
        ({"callback": None}, 400, "parameter_absent&oauth_parameters_absent=oauth_callback"),
        ({"callback": None, "callback[]": "x"}, 400, "parameter_rejected&message=oauth_callback"),
        ({"timestamp": str(now() // 1_000_000 + 3600)}, 400, "timestamp_refused"),
        ({"timestamp": "soon"}, 400, "timestamp_refused"),
        ({"signature_method": SIGNATURE_HMAC_SHA512}, 400, "signature_method_rejected"),
        ({"signature_method": "RSA-SHA1"}, 400, "signature_method_rejected"),
        ({"consumer_key": "0" * 32}, 401, "consumer_key_rejected"),
        ({"consumer_key": "short"}, 401, "consumer_key_rejected"),
        ({"signature": "wrong"}, 401, "signature_invalid"),
    ],
)
def test_what_is_wrong_with_an_application_is_told(
    application: OAuthApplication, changed: dict[str, str | None], status: int, expected: str
) -> None:
    right = {
        "consumer_key": application.keys["key"],
        "signature_method": SIGNATURE_HMAC_SHA1,
        "signature": "x",
        "timestamp": str(now() // 1_000_000),
        "nonce": "a nonce",
        "callback": "oob",
    }
    form = {f"oauth_{name}": value for name, value in (right | changed).items() if value is not None}
    assert problem(application.client.post("/oauth/initiate", data=form), status) == expected


@pytest.mark.parametrize("path", ["/oauth/initiate", "/oauth/token"])
@pytest.mark.parametrize("header", ["OAuth ", "OAuth nonsense", "Basic YW5uOmFubg=="])
def test_a_request_that_says_nothing_lacks_everything(client: TestClient[Any], path: str, header: str) -> None:
    response = client.post(path, headers={"Authorization": header}, content=b"{}")
    assert problem(response, 400) == "parameter_absent&oauth_parameters_absent=oauth_consumer_key"


def test_a_request_is_good_once(application: OAuthApplication) -> None:
    same = {"nonce": "the same", "timestamp": str(now() // 1_000_000)}
    assert application.initiate(**same).status_code == 200
    application.token = application.secret = ""
    assert problem(application.initiate(**same), 401) == "nonce_used"


def test_a_nonce_is_the_same_on_resources(client: TestClient[Any], credentials: Credentials) -> None:
    application = OAuthApplication(client, credentials["ann"]["magento"])
    assert application.initiate(nonce="everywhere").status_code == 200
    header = authorization(credentials["ann"]["magento"], "GET", BASE + LIST, nonce="everywhere")
    response = client.get(LIST, headers={**JSON, "Authorization": header})
    assert messages(response) == [(401, "oauth_problem=nonce_used")]


@pytest.mark.parametrize("verifier", ["0" * 32, "short", "é"])
def test_a_wrong_verifier_is_refused_and_the_right_one_still_works(
    client: TestClient[Any], application: OAuthApplication, verifier: str
) -> None:
    right = Browser(client).authorize(application)
    assert problem(application.exchange(verifier), 401) == "verifier_invalid"
    assert application.exchange(right).status_code == 200


def test_whoever_exchanges_a_moment_later_is_rejected(
    client: TestClient[Any], application: OAuthApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_late(*_: object) -> None:
        raise ConsentDecision

    verifier = Browser(client).authorize(application)
    monkeypatch.setattr("web.auth.oauth.redeem", too_late)
    assert problem(application.exchange(verifier), 401) == "token_rejected"


def test_before_anybody_let_it_in_no_verifier_is_right(application: OAuthApplication) -> None:
    application.initiate()
    assert problem(application.exchange("0" * 32), 401) == "verifier_invalid"
    expected = "parameter_absent&oauth_parameters_absent=oauth_verifier"
    assert problem(application.exchange(None), 400) == expected


def test_an_exchange_names_its_token(application: OAuthApplication) -> None:
    expected = "parameter_absent&oauth_parameters_absent=oauth_token"
    assert problem(application.exchange("0" * 32), 400) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("sam", "token_rejected"), ("nobody", "consumer_key_rejected")],
)
def test_a_request_token_is_its_own_applications(
    client: TestClient[Any], application: OAuthApplication, credentials: Credentials, keys: str, expected: str
) -> None:
    verifier = Browser(client).authorize(application)
    nobody = {"consumer_key": "0" * 32, "consumer_secret": "0" * 32}
    other = OAuthApplication(client, nobody if keys == "nobody" else credentials[keys]["magento"])
    other.token, other.secret = application.token, application.secret
    assert problem(other.exchange(verifier), 401) == expected
    assert application.exchange(verifier).status_code == 200


def test_a_token_that_nobody_has_is_rejected(application: OAuthApplication) -> None:
    application.token = "0" * 32
    assert problem(application.exchange("0" * 32), 401) == "token_rejected"


def test_the_exchange_is_signed_with_the_request_tokens_secret(
    client: TestClient[Any], application: OAuthApplication
) -> None:
    verifier = Browser(client).authorize(application)
    application.secret = "wrong"
    assert problem(application.exchange(verifier), 401) == "signature_invalid"


def test_a_request_token_dies_after_two_hours(
    client: TestClient[Any], application: OAuthApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifier, late = Browser(client).authorize(application), now() + LIFETIME + 1_000_000
    monkeypatch.setattr("web.auth.oauth.now", lambda: late)
    assert problem(application.exchange(verifier), 401) == "token_rejected"
    assert "oauth_problem=token_rejected" in Browser(client).page(application.token).text


def test_letting_an_application_in_again_ends_what_it_had_before_but_for_the_command_lines(
    client: TestClient[Any], application: OAuthApplication, credentials: Credentials
) -> None:
    first = application.fetch_access_token(Browser(client).authorize(application))
    application.token = application.secret = ""
    others = application.fetch_access_token(Browser(client).authorize(application, "sam"))
    application.token = application.secret = ""
    second = application.fetch_access_token(Browser(client).authorize(application))
    assert messages(MagentoClient(client, first).get()) == [(401, "oauth_problem=token_rejected")]
    for issued in (second, others, credentials["ann"]["magento"]):
        assert MagentoClient(client, issued).get().status_code == 200


def test_letting_an_application_in_again_ends_what_it_did_not_take_yet(
    client: TestClient[Any], application: OAuthApplication
) -> None:
    verifier = Browser(client).authorize(application)
    old = application.token, application.secret
    application.token = application.secret = ""
    Browser(client).authorize(application)
    application.token, application.secret = old
    assert problem(application.exchange(verifier), 401) == "token_rejected"


def test_a_customers_token_reads_what_customers_read_and_writes_nothing(
    client: TestClient[Any], application: OAuthApplication, ann: MagentoClient
) -> None:
    ann.add(exclude=1)
    customer = MagentoClient(
        client, application.fetch_access_token(Browser(client, CUSTOMERS).authorize(application, "cus"))
    )
    assert customer.images() == []
    assert messages(customer("POST", LIST, json={})) == [(403, "Access denied")]


@pytest.mark.anyio
async def test_keys_of_a_revoked_credential_let_nobody_in(client: TestClient[Any], credentials: Credentials) -> None:
    assert problem(OAuthApplication(client, credentials["dan"]["magento"]).initiate(), 401) == "consumer_key_rejected"
    issued = credentials["sam"]["magento"]
    application = OAuthApplication(client, issued)
    verifier = Browser(client).authorize(application)
    await rows.revoke(int(issued["id"]), now())
    assert problem(application.exchange(verifier), 401) == "token_rejected"


@pytest.mark.anyio
async def test_what_a_person_let_in_is_listed_with_the_application_and_can_be_revoked(
    client: TestClient[Any], application: OAuthApplication
) -> None:
    issued = application.fetch_access_token(Browser(client).authorize(application))
    listed = [one for one in await rows.listing() if one.application]
    assert [(one.person, one.dialect, one.scope, one.application) for one in listed] == [
        ("ann", "magento", "write", "ann’s application")
    ]
    assert await rows.revoke(listed[0].id, now())
    assert messages(MagentoClient(client, issued).get()) == [(401, "oauth_problem=token_revoked")]
    application.token = application.secret = ""
    assert application.initiate().status_code == 200


def test_too_many_requests_are_refused_with_the_time_to_wait(
    filled_shop: tuple[Path, Credentials], tmp_path: Path, credentials: Credentials
) -> None:
    with client_for(copy_shop(filled_shop, tmp_path, PACKSHOT_API_QUOTA="2"), raises=True) as client:
        application = OAuthApplication(client, credentials["ann"]["magento"])
        for _ in range(2):
            assert application.initiate().status_code == 200
            application.token = application.secret = ""
        response = application.initiate()
        assert problem(response, 429) == "consumer_key_refused"
        assert 0 < int(response.headers["retry-after"]) <= 3600
        assert problem(application.send("/oauth/initiate", nonce=""), 400)


@pytest.mark.parametrize("path", ["/oauth/initiate", "/oauth/token"])
def test_a_body_that_is_too_large_is_refused(client: TestClient[Any], path: str) -> None:
    assert problem(client.post(path, data={"a": "b" * 70_000}), 413) == "parameter_rejected"


@pytest.mark.parametrize("path", ["/oauth/initiate", "/oauth/token"])
def test_other_methods_and_other_websites_have_nothing_here(client: TestClient[Any], path: str) -> None:
    for method in ("PUT", "DELETE", "HEAD"):
        assert client.request(method, path).status_code == 405
    response = client.options(path, headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_what_goes_wrong_inside_is_not_told(application: OAuthApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("web.dialects.magento.oauth.exchange._callback", broken)
    expected = "internal_error&message=Resource+internal+error"
    assert problem(application.initiate(), 500) == expected


def test_a_slash_at_the_end_is_signed_as_it_stands(application: OAuthApplication) -> None:
    assert application.send("/oauth/initiate/", callback_uri="oob").status_code == 200


@pytest.mark.parametrize("signed", ["http://shop.test:8000", "http://shop.test"])
def test_the_port_may_be_signed_or_left_out(application: OAuthApplication, signed: str) -> None:
    """The real server drops it at these addresses, so clients had to leave it out."""
    _, headers, _ = application.signing_client(callback_uri="oob").sign(f"{signed}/oauth/initiate", "POST")
    response = application.client.post("/oauth/initiate", headers={**headers, "Host": "shop.test:8000"})
    assert response.status_code == 200
