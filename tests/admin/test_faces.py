"""The three faces of every address of the admin, and their examples: none is for people alone, or it says why."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from tests.admin.conftest import MUG, Program
from tests.shop import Credentials
from web.admin.api import PACKSHOT
from web.admin.openapi import OPERATIONS
from web.app import routes
from web.http.openapi import document
from web.http.operations import Body
from web.http.pages.faces import JSON
from web.settings import Settings

A_BROWSER = "sign-in, language and reference pages are about the browser itself"
NOT_JSON = "answers in a format of its own"
NOT_FOR_PROGRAMS = {
    "/admin/login": A_BROWSER,
    "/admin/logout": A_BROWSER,
    "/admin/language": A_BROWSER,
    "/admin/words/{}": A_BROWSER,
    "/admin/shortcuts": A_BROWSER,
    "/admin/styleguide": A_BROWSER,
    "/admin/products/{}/events": NOT_JSON,
    "/admin/collections/{}/{}/events": NOT_JSON,
    "/admin/products/{}/images/{}/details/replacement/picture": NOT_JSON,
    "/admin/collections/{}/{}/images/{}/details/replacement/picture": NOT_JSON,
}
MAGENTOS = "/admin/oauth_authorize"  # where people let its applications in, at the vendor's own address


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")


def _routed(settings: Settings) -> Iterator[tuple[str, str]]:
    for route in routes(settings).routes:
        if isinstance(route, HTTPRoute) and route.path.startswith("/admin") and not route.path.startswith(MAGENTOS):
            for method in set(route.methods) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
                yield str(method), _shape(route.path)


def test_every_address_is_described_for_programs_or_says_why_not(settings: Settings) -> None:
    described = {(one.method, _shape(one.path)) for one in OPERATIONS}
    routed = {(method, path) for method, path in _routed(settings) if path not in NOT_FOR_PROGRAMS}
    assert routed - described == set()
    assert described - routed == set(), "what is described is there"
    assert {path for _method, path in _routed(settings)} >= NOT_FOR_PROGRAMS.keys()


READ = [one.path for one in OPERATIONS if one.method == "GET" and not one.path.endswith(".csv")]
VALUES = {"product_id": "28", "kind": "standard", "collection_id": "155"}


@pytest.mark.parametrize("path", READ)
def test_every_page_answers_a_program_with_values_or_a_problem(program: Program, path: str) -> None:
    response = program.get(re.sub(r"\{(\w+)\}", lambda found: VALUES.get(found[1], "1"), path))
    assert response.headers["content-type"] in {"application/json", "application/problem+json"}
    assert response.headers["vary"].startswith("Accept, ")
    assert response.status_code in {200, 400, 404}
    assert response.status_code == 200 or response.json()["status"] == response.status_code


@pytest.mark.parametrize("path", [one.path for one in OPERATIONS if one.method == "POST"])
def test_every_form_answers_a_program_with_a_problem_where_nothing_is_said(program: Program, path: str) -> None:
    response = program.post(re.sub(r"\{(\w+)\}", lambda found: VALUES.get(found[1], "999"), path), {})
    assert response.status_code in {200, 400, 404, 409, 422}, "nothing is created by nothing"
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["type"].startswith("urn:packshot:problem:")


ANSWERS = [
    pytest.param(body, id=f"{one.method} {one.path} {status}")
    for one in OPERATIONS
    for status, (_meaning, bodies) in one.answers.items()
    for body in bodies
    if status < 300 and body.media_type == JSON
]


@pytest.mark.parametrize("body", ANSWERS)
def test_every_answer_has_an_example_of_its_type(body: Body) -> None:
    assert body.example is not None
    example = msgspec.convert(body.example, body.schema)
    assert msgspec.json.decode(msgspec.json.encode(example)) == body.example, "no member more, and none less"


def test_every_form_has_an_object_for_an_example() -> None:
    paths = document("http://127.0.0.1:8000", [PACKSHOT])["paths"]
    forms = [one["requestBody"]["content"] for path in paths.values() for one in path.values() if "requestBody" in one]
    assert len(forms) == sum(one.method == "POST" for one in OPERATIONS)
    assert [form for form in forms if not isinstance(form[JSON]["example"], dict)] == []


def test_words_for_people_are_no_values(program: Program) -> None:
    """What is translated is no value: a program gets the same in every language."""
    for path in (MUG, "/admin/", "/admin/coverage", "/admin/history", "/admin/trash"):
        assert program.get(path, **{"Accept-Language": "de"}).json() == program.data(path)


FOR_ADMINS = re.compile(
    r"/admin/(people|connections|webhooks|stores)\b|/admin/health/check|/admin/trash/(empty|.*/delete)"
)
OPERATIONS_TABLE = [(one.method, one.path) for one in OPERATIONS]


def _type_of(client: TestClient[Any], method: str, path: str, token: str | None) -> tuple[int, str]:
    """Status and type of the answer to a request with this token, or none, that says nothing."""
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    address = re.sub(r"\{(\w+)\}", lambda found: VALUES.get(found[1], "999"), path)
    response = client.request(method, address, headers=headers, json={} if method == "POST" else None)
    problem = response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["type"].rpartition(":")[2] if problem else ""


@pytest.mark.parametrize(("method", "path"), OPERATIONS_TABLE)
def test_every_operation_is_for_the_same_people_by_token_as_by_session(
    client: TestClient[Any], credentials: Credentials, method: str, path: str
) -> None:
    def asked_by(name: str) -> tuple[int, str]:
        return _type_of(client, method, path, credentials[name]["packshot"]["token"])

    client.follow_redirects = False
    assert _type_of(client, method, path, None) == (401, "not-signed-in")
    assert asked_by("dan") == (401, "bad-credential"), "revoked"
    assert asked_by("cus") == (403, "not-for-customers")
    assert asked_by("rob")[0] != 401
    assert (asked_by("rob") == (403, "read-only-credential")) == (method == "POST"), "of an admin, for reading alone"
    assert (asked_by("sam") == (403, "not-for-staff")) == bool(FOR_ADMINS.match(path))
    assert asked_by("ann")[0] not in (401, 403)
