"""Admins add people, say what they may do, and give new passwords."""

import re

import pytest

from tests.admin.conftest import Visitor
from tests.shop import PASSWORD

HERE = "/admin/people"


def number_of(page: str, name: str) -> str:
    row = next(row for row in page.split("<tr>") if re.search(rf'scope="row">\s*{name}\b', row))
    return re.search(r"/admin/people/(\d+)", row)[1]  # type: ignore[index]


def test_a_person_is_added_with_a_password_that_is_shown_once_and_works(ann: Visitor) -> None:
    page = ann.post(HERE, {"name": "eve", "full_name": "Eve <Editor>", "role": "staff"}).text
    password = re.search(r'id="new-password">([^<]+)<', page)[1]  # type: ignore[index]
    assert "Eve &lt;Editor&gt;" in page
    assert password not in ann.get(HERE).text
    ann.post("/admin/logout")
    assert ann.sign_in("eve", password).headers["location"] == "/admin/"
    assert ann.get(HERE).status_code == 403


def test_a_password_of_ones_own_choice_is_never_shown(ann: Visitor) -> None:
    page = ann.post(HERE, {"name": "eve", "role": "staff", "password": "eve's own words"})
    assert page.status_code == 200
    assert "own words" not in page.text
    assert ann.sign_in("eve", "eve's own words").status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "ann"}, "There is a person called ann already."),
        ({"name": "a:b"}, "A name is one line without a colon"),
        ({"name": ""}, "A name is one line without a colon"),
        ({"name": "eve", "password": "short"}, "at least 8 characters"),
    ],
)
def test_who_cannot_be_added_is_said_why_and_what_was_typed_stays(
    ann: Visitor, fields: dict[str, str], words: str
) -> None:
    response = ann.post(HERE, {"role": "staff", "full_name": "Evelyn", **fields})
    assert response.status_code == 422
    assert words in response.text
    assert 'value="Evelyn"' in response.text


def test_whoever_is_switched_off_is_signed_out_at_once(visitor: Visitor) -> None:
    visitor.sign_in("sam")
    sams = dict(visitor.client.cookies)
    visitor.client.cookies.clear()
    visitor.sign_in("ann")
    number = number_of(visitor.get(HERE).text, "sam")
    visitor.post(f"{HERE}/{number}", {"do": "save", "role": "staff", "full_name": "Sam"})
    visitor.client.cookies.clear()
    visitor.client.cookies.update(sams)
    assert visitor.get("/admin/").headers["location"] == "/admin/login"
    assert visitor.sign_in("sam").status_code == 401


def test_the_last_admin_stays_one(ann: Visitor) -> None:
    page = ann.get(HERE).text
    for name in ("rob", "dan"):
        ann.post(f"{HERE}/{number_of(page, name)}", {"do": "save", "role": "staff", "active": "yes"})
    response = ann.post(f"{HERE}/{number_of(page, 'ann')}", {"do": "save", "role": "staff", "active": "yes"})
    assert response.status_code == 422
    assert "Somebody must be left who is an admin" in response.text
    assert ann.get(HERE).status_code == 200


def test_a_new_password_ends_the_sessions_of_others_but_not_ones_own(ann: Visitor) -> None:
    number = number_of(ann.get(HERE).text, "ann")
    page = ann.post(f"{HERE}/{number}", {"do": "password"}).text
    password = re.search(r'id="new-password">([^<]+)<', page)[1]  # type: ignore[index]
    assert ann.get(HERE).status_code == 200
    assert ann.sign_in("ann", PASSWORD).status_code == 401
    assert ann.sign_in("ann", password).status_code == 303


@pytest.mark.parametrize(("number", "fields", "status"), [("999", {"do": "save"}, 404), ("1", {"role": "king"}, 400)])
def test_what_no_form_of_ours_sends_is_refused(ann: Visitor, number: str, fields: dict[str, str], status: int) -> None:
    assert ann.post(f"{HERE}/{number}", fields).status_code == status
