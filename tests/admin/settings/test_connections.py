"""Admins make credentials, see when they were used, and revoke them."""

import html
import re
import shlex
import subprocess
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.listening import listening
from web.app import APIS
from web.auth.credentials import usage
from web.settings import Settings

HERE = "/admin/connections"


def create_credential(visitor: Visitor, dialect: str, scope: str = "read") -> list[str]:
    """A new credential: the line that tries it, in its parts."""
    person = re.search(r'<option value="(\d+)"\s+selected', visitor.get(HERE).text)[1]  # type: ignore[index]
    page = visitor.post(HERE, {"dialect": dialect, "person": person, "scope": scope})
    assert page.status_code == 200
    return shlex.split(html.unescape(re.search(r'id="try-it">([^<]+)<', page.text)[1]))  # type: ignore[index]


@pytest.mark.parametrize("dialect", APIS)
def test_the_line_beside_a_new_credential_works_as_it_is_pasted(ann: Visitor, settings: Settings, dialect: str) -> None:
    line = create_credential(ann, dialect)
    with listening(settings) as address:
        line[-1] = line[-1].replace("http://testserver.local", address)
        command = [*line, "--silent", "--write-out", "%{http_code}", "--noproxy", "*"]
        response = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout
    assert response[-3:] in {"200", "204"}, response


def test_secrets_are_shown_once(ann: Visitor) -> None:
    token = create_credential(ann, "spree")[2].split()[-1]
    assert token not in ann.get(HERE).text


async def write_uses() -> None:
    await usage.write()


def test_the_list_says_when_a_credential_was_last_used(ann: Visitor, client: TestClient[Any]) -> None:
    line = create_credential(ann, "token")
    assert "never" in ann.get(HERE).text
    response = client.get("/api/products/8/images", headers={"Authorization": line[2].partition(": ")[2]})
    assert response.status_code == 200
    with client.portal() as portal:
        portal.call(write_uses)
    row = ann.get(HERE).text.split("<tr>")[2]
    assert "Token API" in row
    assert "data-local-time" in row.partition("never")[0].split("</td>")[3]


def test_a_revoked_credential_opens_nothing_and_leaves_the_list(ann: Visitor, client: TestClient[Any]) -> None:
    line = create_credential(ann, "token")
    header = {"Authorization": line[2].partition(": ")[2]}
    assert client.get("/api/products/8/images", headers=header).status_code == 200
    number = re.search(r"Token API <span class=\"count\">#(\d+)", ann.get(HERE).text)[1]  # type: ignore[index]
    assert ann.post(f"{HERE}/{number}/revoke").status_code == 303
    assert client.get("/api/products/8/images", headers=header).status_code == 401
    assert f"#{number}<" not in ann.get(HERE).text
    assert f"#{number}<" in ann.get(f"{HERE}?revoked").text


@pytest.mark.parametrize(
    "fields",
    [
        {"dialect": "shopify", "person": "1", "scope": "read"},
        {"dialect": "spree", "person": "1", "scope": "everything"},
        {"dialect": "spree", "person": "99", "scope": "read"},
        {"dialect": "spree", "person": "ann", "scope": "read"},
    ],
)
def test_what_no_form_of_ours_sends_makes_no_credential(ann: Visitor, fields: dict[str, str]) -> None:
    before = ann.get(f"{HERE}?revoked").text.count("<tr>")
    assert ann.post(HERE, fields).status_code == 400
    assert ann.get(f"{HERE}?revoked").text.count("<tr>") == before


def test_only_admins_see_credentials(visitor: Visitor) -> None:
    visitor.sign_in("sam")
    assert visitor.get(HERE).status_code == 403
    assert visitor.post(HERE, {"dialect": "spree", "person": "1", "scope": "write"}).status_code == 403
