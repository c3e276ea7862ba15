"""Permissions: every address of the admin for everybody, with and without the token that forms carry."""

from typing import Any

import pytest

from tests.admin.conftest import HTMX, MUG, Visitor

PAGES = ["/admin/", MUG, f"{MUG}?store=french", "/admin/collections/standard/155", "/admin/collections/super/156"]
# Asked for an image that is not there, they answer 404 to whoever may ask, 400 or 409 where a field is missing.
FORMS = {
    f"{MUG}/images/1": ({"do": "remove"}, 404),
    f"{MUG}/images": ({}, 400),
    f"{MUG}/files": ({}, 400),
    f"{MUG}/images/1/picture": ({}, 400),
    f"{MUG}/order": ({}, 303),
    f"{MUG}/undo": ({"entry": "1"}, 409),
    "/admin/collections/standard/155/images/1": ({"do": "remove"}, 404),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("name", "status"), [("ann", 200), ("sam", 200), ("cus", 403), (None, 303)])
def test_pages_are_for_admins_and_staff(visitor: Visitor, page: str, name: str | None, status: int) -> None:
    if name:
        visitor.sign_in(name)
    assert visitor.get(page).status_code == status


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(("name", "status"), [("ann", None), ("sam", None), ("cus", 403), (None, 303)])
def test_forms_are_for_admins_and_staff(visitor: Visitor, path: str, name: str | None, status: int | None) -> None:
    if name:
        visitor.sign_in(name)
    fields, otherwise = FORMS[path]
    assert visitor.post(path, fields).status_code == (status or otherwise)


@pytest.mark.parametrize("path", [*FORMS, "/admin/logout"])
@pytest.mark.parametrize("token", [None, "", "0" * 128, "ünlike"])
def test_forms_without_their_token_are_refused(ann: Visitor, path: str, token: str | None) -> None:
    fields = FORMS.get(path, ({}, 0))[0] | ({} if token is None else {"_csrf_token": token})
    assert ann.client.post(path, data=fields).status_code == 403


def test_a_file_in_the_place_of_the_token_is_a_wrong_token(ann: Visitor) -> None:
    response = ann.client.post(f"{MUG}/images", files={"_csrf_token": ("token", b"x")})
    assert response.status_code == 403


def test_customers_are_told_kindly_and_can_sign_out(visitor: Visitor) -> None:
    visitor.sign_in("cus")
    response = visitor.get("/admin/")
    assert "ask them for access" in response.text
    assert 'action="/admin/logout"' in response.text
    assert visitor.post("/admin/logout").status_code == 303


def test_an_image_is_not_reached_through_another_product(ann: Visitor, mug: list[int]) -> None:
    for fields in ({"do": "remove"}, {"do": "label", "label": "x"}, {"do": "first"}):
        assert ann.post(f"/admin/products/8/images/{mug[0]}", fields).status_code == 404
    assert ann.images() == mug


@pytest.mark.parametrize("path", ["/admin/nothing/here", "/admin/products/999", "/admin/collections/odd/155"])
def test_unknown_addresses_get_a_page_of_ours(ann: Visitor, path: str) -> None:
    response = ann.get(path)
    assert response.status_code == 404
    assert "Go to the products" in response.text


def test_a_store_that_the_product_is_not_on_is_unknown(ann: Visitor) -> None:
    assert ann.get("/admin/products/500?store=french").status_code == 404
    assert ann.get("/admin/products/500?store=second_en").status_code == 200


def test_wrong_methods_and_unknown_addresses_elsewhere_are_the_frameworks(ann: Visitor) -> None:
    assert ann.client.delete(MUG).status_code == 405
    assert ann.get("/nothing").json()["status_code"] == 404


@pytest.mark.parametrize("path", ["/admin/login", "/admin/", "/admin/nothing", MUG])
def test_every_answer_keeps_to_itself(ann: Visitor, path: str) -> None:
    headers = ann.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "hx-request" in headers["vary"].lower()


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        (HTMX, False),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, True),
        ({**HTMX, "HX-Boosted": "true"}, True),
        ({"HX-History-Restore-Request": "true", "HX-Request-Type": "full"}, True),
    ],
)
@pytest.mark.parametrize("path", ["/admin/", MUG])
def test_htmx_gets_the_part_and_the_history_the_page(
    ann: Visitor, path: str, headers: dict[str, Any], whole: bool
) -> None:
    assert ("<html" in ann.get(path, **headers).text) is whole


def test_an_unexpected_failure_is_a_page_of_ours_without_its_details(
    ann: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the secret reason")

    monkeypatch.setattr("web.admin.home.products.browse", broken)
    page, toast = ann.get("/admin/"), ann.part("/admin/")
    assert (page.status_code, toast.status_code, toast.headers["hx-retarget"]) == (500, 500, "#toasts")
    assert "Something went wrong" in page.text
    assert "secret reason" not in page.text + toast.text
    assert "the secret reason" in caplog.text
