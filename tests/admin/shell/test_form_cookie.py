"""The cookie that forms are checked by: renewed when it is none of ours, kept to https where the site is."""

import pytest

from tests.admin.conftest import Visitor

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
