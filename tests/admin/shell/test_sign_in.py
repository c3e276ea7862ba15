"""Signing in and out: cookies, tokens, the brake on guessing, and where it leads."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.admin.conftest import HTMX, MUG, Visitor
from tests.shop import PASSWORD
from web.admin.shell.session import safe_next
from web.auth.sign_in_limits import ATTEMPTS


def test_the_bare_address_leads_to_the_admin(visitor: Visitor) -> None:
    assert visitor.get("/").headers["location"] == "/admin/"


def test_whoever_is_signed_out_is_led_to_sign_in_and_back(visitor: Visitor) -> None:
    response = visitor.get(f"{MUG}?store=french")
    assert (response.status_code, response.headers["location"]) == (
        303,
        "/admin/login?next=%2Fadmin%2Fproducts%2F28%3Fstore%3Dfrench",
    )
    assert 'value="/admin/products/28?store=french"' in visitor.get(response.headers["location"]).text
    assert visitor.sign_in(next=f"{MUG}?store=french").headers["location"] == f"{MUG}?store=french"


def test_a_signed_out_request_of_htmx_leaves_the_page(visitor: Visitor) -> None:
    response = visitor.client.get(MUG, headers={**HTMX, "HX-Current-URL": f"http://shop.example{MUG}"})
    assert (response.status_code, response.headers["hx-redirect"]) == (
        204,
        "/admin/login?next=%2Fadmin%2Fproducts%2F28",
    )


def test_a_signed_out_upload_says_so_to_our_script(visitor: Visitor) -> None:
    response = visitor.client.post(f"{MUG}/files", headers={"Accept": "application/json"})
    assert (response.status_code, "signed out" in response.json()["detail"]) == (401, True)


def test_the_session_cookie_is_for_this_site_and_not_for_scripts(visitor: Visitor) -> None:
    cookie = visitor.sign_in().headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/;" in cookie
    assert "secure" not in cookie


def test_over_https_the_session_cookie_is_secure(visitor: Visitor) -> None:
    visitor.client.base_url = visitor.client.base_url.copy_with(scheme="https")
    assert "; secure" in visitor.sign_in().headers["set-cookie"].lower()


def test_every_sign_in_gives_a_fresh_token_and_ends_the_session_before(visitor: Visitor) -> None:
    visitor.client.cookies.set("packshot_session", "made up by an attacker")
    visitor.client.cookies.delete("packshot_session")
    visitor.sign_in()
    first = visitor.client.cookies["packshot_session"]
    visitor.sign_in()
    second = visitor.client.cookies["packshot_session"]
    assert first != second
    visitor.client.cookies.set("packshot_session", first, domain="testserver.local", path="/")
    assert visitor.get("/admin/").status_code == 303


def test_signing_out_ends_the_session_not_only_the_cookie(ann: Visitor) -> None:
    token = ann.client.cookies["packshot_session"]
    assert ann.post("/admin/logout").headers["location"] == "/admin/login"
    assert "packshot_session" not in ann.client.cookies
    ann.client.cookies.set("packshot_session", token)
    assert ann.get("/admin/").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_is_refused_in_the_same_words(visitor: Visitor, name: str, password: str) -> None:
    response = visitor.sign_in(name, password)
    assert response.status_code == 401
    assert "That name and password do not belong together." in response.text
    assert "packshot_session" not in visitor.client.cookies


def test_guessing_is_slowed_down_with_the_time_to_wait(visitor: Visitor) -> None:
    for _ in range(ATTEMPTS):
        visitor.sign_in("ann", "wrong password")
    response = visitor.sign_in("ann", PASSWORD)
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 15 * 60
    assert "Try again in 15 minutes." in response.text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/admin/",
        "//evil.example/admin/",
        "/\\evil.example",
        "/admin/\\evil",
        "/admin/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/administrators",
        "/admin",
        "/media/1",
        "/admin/login?next=/admin/",
        "/admin/logout",
        "",
    ],
)
def test_nobody_is_sent_outside_the_admin(target: str) -> None:
    assert safe_next(target) == "/admin/"


def test_a_page_inside_the_admin_is_gone_back_to() -> None:
    assert safe_next("/admin/products/8?store=french") == "/admin/products/8?store=french"


def test_what_is_typed_as_a_name_is_text(visitor: Visitor) -> None:
    response = visitor.sign_in('"><script>alert(1)</script>', "wrong password")
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text


def test_forms_without_the_pages_token_are_refused(client: TestClient[Any]) -> None:
    response = client.post("/admin/login", data={"name": "ann", "password": PASSWORD}, follow_redirects=False)
    assert response.status_code == 403
    assert "packshot_session" not in client.cookies
