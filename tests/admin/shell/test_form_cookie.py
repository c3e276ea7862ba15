"""The cookie that forms are checked by: renewed when it is none of ours, kept to https where the site is."""

from typing import Any

import pytest
from httpx import Response
from litestar.testing import TestClient

from tests.admin.conftest import MUG, Visitor
from tests.application import client_for
from web.settings import Settings

COOKIE = "packshot_form"


@pytest.mark.parametrize("stale", ["of another installation", "a" * 128, "caf\xe9", '""'])
def test_a_cookie_that_is_none_of_ours_is_replaced_and_locks_nobody_out(visitor: Visitor, stale: str) -> None:
    page = visitor.client.get("/admin/login", headers={b"cookie": f"{COOKIE}={stale}".encode("latin-1")})
    assert f"{COOKIE}=" in page.headers["set-cookie"]
    assert visitor.client.cookies[COOKIE] in page.text
    assert visitor.sign_in().status_code == 303


def test_a_cookie_of_ours_is_kept(visitor: Visitor) -> None:
    token = visitor.token()
    page = visitor.get("/admin/login")
    assert "set-cookie" not in page.headers
    assert token in page.text


def test_a_form_with_a_cookie_that_is_none_of_ours_is_refused(visitor: Visitor) -> None:
    fields = {"_csrf_token": "a" * 128, "name": "ann", "password": "x"}
    response = visitor.client.post("/admin/login", data=fields, headers={"cookie": f"{COOKIE}={'a' * 128}"})
    assert response.status_code == 403


@pytest.mark.parametrize(("scheme", "kept_to_https"), [("http", False), ("https", True)])
def test_the_cookie_is_secure_where_the_site_is(visitor: Visitor, scheme: str, kept_to_https: bool) -> None:
    visitor.client.base_url = visitor.client.base_url.copy_with(scheme=scheme)
    cookie = visitor.get("/admin/login").headers["set-cookie"]
    assert ("secure" in cookie.lower().split("; ")) is kept_to_https
    assert "httponly" in cookie.lower().split("; ")


def test_a_form_too_large_for_signing_in_is_refused_unread(visitor: Visitor) -> None:
    response = visitor.post("/admin/login", {"name": "ann", "password": "x" * 70_000})
    assert response.status_code == 413
    for path in ("/admin/logout", "/admin/language"):
        assert visitor.post(path, {"more": "x" * 70_000}).status_code == 413


def remembered(client: TestClient[Any]) -> dict[str, str]:
    return {name: client.cookies[name] for name in ("packshot_session", COOKIE)}


def remove(client: TestClient[Any], image: int, cookies: dict[str, str], token: str) -> Response:
    client.cookies.clear()
    client.cookies.update(cookies)
    return client.post(f"{MUG}/images/{image}", data={"do": "remove", "_csrf_token": token})


def test_a_token_of_one_session_is_refused_in_another_even_with_its_cookie(ann: Visitor, mug: list[int]) -> None:
    hers = remembered(ann.client)
    ann.client.cookies.clear()
    before = ann.token()
    ann.sign_in("sam")
    his = remembered(ann.client)
    assert len({before, hers[COOKIE], his[COOKIE]}) == 3
    for token in (his[COOKIE], before):
        for cookie in (token, hers[COOKIE]):
            refused = remove(ann.client, mug[0], {**hers, COOKIE: cookie}, token)
            assert (refused.status_code, "Reload it and try again" in refused.text) == (403, True)
    assert remove(ann.client, mug[0], hers, hers[COOKIE]).status_code == 303


def test_signing_in_and_out_gives_a_new_token(visitor: Visitor) -> None:
    tokens = [visitor.token()]
    visitor.sign_in()
    tokens.append(visitor.token())
    visitor.sign_in("sam")
    tokens.append(visitor.token())
    visitor.post("/admin/logout")
    tokens.append(visitor.token())
    assert len(set(tokens)) == 4
    assert visitor.post("/admin/login", {"_csrf_token": tokens[1], "name": "ann"}).status_code == 403
    assert visitor.sign_in().status_code == 303


def test_a_page_opened_before_signing_in_elsewhere_works_once_it_is_loaded_again(
    visitor: Visitor, mug: list[int]
) -> None:
    old = visitor.token()
    visitor.sign_in()
    refused = visitor.post(f"{MUG}/images/{mug[0]}", {"do": "remove", "_csrf_token": old})
    assert (refused.status_code, "Reload it and try again" in refused.text) == (403, True)
    token = visitor.client.cookies[COOKIE]
    page = visitor.get(MUG)
    assert f'value="{token}"' in page.text
    assert visitor.post(f"{MUG}/images/{mug[0]}", {"do": "remove"}).status_code == 303


def test_a_token_is_good_for_every_worker(ann: Visitor, settings: Settings, mug: list[int]) -> None:
    cookies = remembered(ann.client)
    with client_for(settings) as other:
        other.follow_redirects = False
        assert remove(other, mug[0], cookies, cookies[COOKIE]).status_code == 303


def test_a_page_of_a_session_that_is_over_leads_to_one_that_can_sign_in(ann: Visitor) -> None:
    """The browser still sends the cookie of the session."""
    cookies = remembered(ann.client)
    ann.post("/admin/logout")
    ann.client.cookies.clear()
    ann.client.cookies.update(cookies)
    assert ann.get("/admin/login").status_code == 200
    assert ann.sign_in("sam").status_code == 303
    assert ann.get(MUG).status_code == 200
