"""Credentials by Packshot's own API: made and answered once, listed, revoked."""

import shlex

import pytest

from tests.admin.conftest import Program
from tests.admin.settings.conftest import named
from web.app import APIS

CONNECTIONS, HEALTH = "/admin/connections", "/admin/health"


@pytest.mark.parametrize("dialect", APIS)
def test_a_credential_of_every_api_is_made_and_answered_once(program: Program, dialect: str) -> None:
    person = named(program, "ann")
    response = program.post(CONNECTIONS, {"dialect": dialect, "person": person["id"], "scope": "read"})
    assert response.status_code == 201
    data = response.json()
    assert data["made"]["dialect"] == dialect
    assert shlex.split(data["made"]["example"])[0] == "curl"
    newest = data["credentials"][0]
    assert newest["id"] == int(data["made"]["parts"]["id"])
    assert newest["person"] == {"id": person["id"], "name": "ann", "full_name": "Ann Example"}
    assert (newest["dialect"], newest["scope"], newest["used_at"], newest["revoked_at"]) == (
        dialect, "read", None, None,
    )  # fmt: skip
    secrets = [str(part) for name, part in data["made"]["parts"].items() if name != "id"]
    again = program.get(CONNECTIONS)
    assert again.json()["made"] is None
    assert [secret for secret in secrets if len(secret) > 8 and secret in again.text] == []


def test_a_program_makes_a_token_for_another_and_revokes_it(program: Program) -> None:
    body = {"dialect": "packshot", "person": named(program, "sam")["id"], "scope": "read"}
    made = program.post(CONNECTIONS, body).json()["made"]
    other = Program(program.client, made["parts"]["token"])
    assert other.data(HEALTH)["database"]["reachable"] is True
    assert other.post(f"{HEALTH}/check").json()["type"] == "urn:packshot:problem:read-only-credential"
    left = program.post(f"{CONNECTIONS}/{made['parts']['id']}/revoke").json()
    assert made["parts"]["id"] not in [one["id"] for one in left["credentials"]]
    assert other.get(HEALTH).status_code == 401
    every = {one["id"]: one for one in program.data(f"{CONNECTIONS}?revoked")["credentials"]}
    assert every[made["parts"]["id"]]["revoked_at"].endswith("Z")


def test_connections_say_for_which_apis_and_people_there_may_be_credentials(program: Program) -> None:
    data = program.data(CONNECTIONS)
    assert data["apis"]["packshot"] == {"title": "Packshot", "asks_for_consent": False}
    assert [name for name, api in data["apis"].items() if api["asks_for_consent"]] == ["magento"]
    assert {one["name"] for one in data["people"]} == {"ann", "rob", "sam", "cus", "dan"}


@pytest.mark.parametrize(
    ("field", "value"), [("dialect", "shopify"), ("scope", "everything"), ("person", 99), ("person", "ann")]
)
def test_a_credential_is_refused_with_the_field_that_is_to_blame(program: Program, field: str, value: object) -> None:
    body = {"dialect": "packshot", "person": 1, "scope": "read"}
    wrong = program.post(CONNECTIONS, {**body, field: value})
    assert (wrong.status_code, wrong.json()["field"]) == (400, field)
    missing = program.post(CONNECTIONS, {name: one for name, one in body.items() if name != field})
    assert (missing.status_code, missing.json()["field"]) == (400, field)
