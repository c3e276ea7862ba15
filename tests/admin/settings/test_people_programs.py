"""People by Packshot's own API: added, changed in what a body says, given passwords that are answered once."""

import pytest

from tests.admin.conftest import Program, Visitor
from tests.admin.settings.conftest import named

PEOPLE = "/admin/people"


def test_a_person_is_added_with_a_password_that_is_answered_once(program: Program, visitor: Visitor) -> None:
    response = program.post(PEOPLE, {"name": "eve", "full_name": "Eve Editor", "role": "staff"})
    assert response.status_code == 201
    data = response.json()
    eve = {"id": data["added"], "name": "eve", "full_name": "Eve Editor", "role": "staff", "active": True}
    assert eve in data["people"]
    again = program.data(PEOPLE)
    assert (again["added"], again["password"]) == (None, None)
    assert visitor.sign_in("eve", data["password"]).status_code == 303


def test_a_password_that_came_with_the_request_is_not_sent_back(program: Program) -> None:
    response = program.post(PEOPLE, {"name": "eve", "role": "staff", "password": "eve's own words"})
    assert response.json()["password"] is None
    assert "own words" not in response.text


@pytest.mark.parametrize(
    ("fields", "type_", "field"),
    [
        ({"name": "ann"}, "name-taken", "name"),
        ({"name": "a:b"}, "unfit-name", "name"),
        ({"password": "short"}, "password-too-short", "password"),
    ],
)
def test_who_cannot_be_added_is_a_problem_with_its_field(
    program: Program, fields: dict[str, str], type_: str, field: str
) -> None:
    response = program.post(PEOPLE, {"name": "eve", "role": "staff", **fields})
    problem = response.json()
    assert response.status_code == 422
    assert (problem["type"], problem["field"]) == (f"urn:packshot:problem:{type_}", field)
    assert problem.get("limit") == (8 if field == "password" else None)
    assert len(problem["current"]["people"]) == 5


def test_what_is_left_out_of_a_person_stays(program: Program) -> None:
    sam = named(program, "sam")
    here = f"{PEOPLE}/{sam['id']}"
    program.post(here, {"do": "save"})
    assert named(program, "sam") == sam
    program.post(here, {"do": "save", "full_name": "Samuel"})
    program.post(here, {"do": "save", "active": False})
    changed = program.post(here, {"do": "save", "role": "customer"}).json()["people"]
    assert {**sam, "full_name": "Samuel", "active": False, "role": "customer"} in changed
    assert named(program, "sam") == {**sam, "full_name": "Samuel", "active": False, "role": "customer"}
    program.post(here, {"do": "save", "active": True})
    assert named(program, "sam")["active"] is True


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"do": "save", "active": "true"}, "active"),
        ({"do": "save", "active": 1}, "active"),
        ({"do": "save", "role": "king"}, "role"),
        ({"active": False}, "do"),
        ({"do": "promote"}, "do"),
    ],
)
def test_what_is_no_change_of_a_person_changes_nothing(program: Program, body: dict[str, object], field: str) -> None:
    sam = named(program, "sam")
    response = program.post(f"{PEOPLE}/{sam['id']}", body)
    assert (response.status_code, response.json()["field"]) == (400, field)
    assert named(program, "sam") == sam


@pytest.mark.parametrize(("change", "field"), [({"role": "staff"}, "role"), ({"active": False}, "active")])
def test_the_last_admin_stays_one(program: Program, change: dict[str, object], field: str) -> None:
    for name in ("rob", "dan"):
        program.post(f"{PEOPLE}/{named(program, name)['id']}", {"do": "save", "role": "staff"})
    ann = named(program, "ann")
    response = program.post(f"{PEOPLE}/{ann['id']}", {"do": "save", **change})
    assert (response.status_code, response.json()["field"]) == (422, field)
    assert response.json()["type"] == "urn:packshot:problem:last-admin"
    assert ann in response.json()["current"]["people"]


def test_a_program_gives_passwords_and_ends_every_session_of_its_own_person_too(
    program: Program, visitor: Visitor
) -> None:
    here = f"{PEOPLE}/{named(program, 'ann')['id']}"
    visitor.sign_in("ann", program.post(here, {"do": "password"}).json()["password"])
    assert visitor.get(PEOPLE).status_code == 200
    made = program.post(here, {"do": "password"}).json()["password"]
    assert visitor.get(PEOPLE).headers["location"].startswith("/admin/login")
    assert visitor.sign_in("ann", made).status_code == 303
    assert program.post(here, {"do": "password", "password": "ann's own words"}).json()["password"] is None
    assert visitor.sign_in("ann", "ann's own words").status_code == 303
    short = program.post(here, {"do": "password", "password": "short"}).json()
    assert (short["field"], short["limit"]) == ("password", program.data(PEOPLE)["shortest_password"])
