"""Access tokens of Packshot's own API: who is let in, with what rights, and that no cookie plays a part."""

from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests import pictures
from tests.admin.conftest import MUG, Program, Visitor
from tests.application import client_for
from tests.shop import Credentials
from web.settings import Settings

TYPES = "urn:packshot:problem:"


def token_of(credentials: Credentials, name: str) -> str:
    token: str = credentials[name]["packshot"]["token"]
    return token


@pytest.mark.parametrize(
    ("name", "reads", "writes"),
    [
        ("ann", 200, 404),
        ("sam", 200, 404),
        ("rob", 200, (403, "read-only-credential")),
        ("cus", (403, "not-for-customers"), (403, "not-for-customers")),
        ("dan", (401, "bad-credential"), (401, "bad-credential")),
    ],
)
def test_a_token_has_the_rights_of_its_person_and_its_scope(
    client: TestClient[Any], credentials: Credentials, name: str, reads: object, writes: object
) -> None:
    program = Program(client, token_of(credentials, name))
    for response, expected in (
        (program.get(MUG), reads),
        (program.post(f"{MUG}/images/1", {"do": "remove"}), writes),
    ):
        if isinstance(expected, tuple):
            assert (response.status_code, response.json()["type"]) == (expected[0], TYPES + expected[1])
        else:
            assert response.status_code == expected


@pytest.mark.parametrize("token", ["", "wrong", "ünlike"])
def test_an_unknown_token_is_refused_as_rfc_6750_says(client: TestClient[Any], token: str) -> None:
    headers = {b"Authorization": f"Bearer {token}".encode(), b"Accept": b"application/json"}
    response = client.get(MUG, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="Packshot", error="invalid_token"'
    assert response.headers["content-type"] == "application/problem+json"


def test_without_any_credential_a_program_is_told_and_a_person_is_led_to_the_sign_in(client: TestClient[Any]) -> None:
    client.follow_redirects = False
    response = client.get(MUG, headers={"Accept": "application/json"})
    assert (response.status_code, response.headers["www-authenticate"]) == (401, 'Bearer realm="Packshot"')
    assert client.get(MUG).headers["location"].startswith("/admin/login")


def test_with_a_token_no_cookie_is_set_or_read(ann: Visitor, credentials: Credentials) -> None:
    cookies = {"packshot_session": "forged", "packshot_form": "forged", "packshot_language": "de"}
    program = Program(ann.client, token_of(credentials, "sam"))
    ann.client.cookies.clear()
    ann.client.cookies.update(cookies)
    for path in (MUG, f"{MUG}?store=99", "/admin/nothing"):
        response = program.get(path)
        assert "set-cookie" not in response.headers
    assert program.get("/admin/nothing").json()["title"] == "Not found"
    assert "set-cookie" not in program.get(MUG, Accept="text/html").headers
    assert program.post(f"{MUG}/images/1", {"do": "remove"}).status_code == 404


def test_the_token_counts_and_not_the_session_beside_it(ann: Visitor, credentials: Credentials) -> None:
    wrong = Program(ann.client, "wrong")
    assert ann.get(MUG).status_code == 200
    assert wrong.get(MUG).status_code == 401
    customer = Program(ann.client, token_of(credentials, "cus"))
    assert customer.get(MUG).status_code == 403


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/json; charset=utf-8", ""])
def test_a_session_without_the_form_token_cannot_write_whatever_the_content_type(
    ann: Visitor, mug: list[int], content_type: str
) -> None:
    headers = {"Content-Type": content_type, "Accept": "application/json"}
    body = b'{"do": "remove"}'
    refused = ann.client.post(f"{MUG}/images/{mug[0]}", content=body, headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (403, TYPES + "forged-form")
    assert ann.images() == mug
    if content_type.startswith("application/json"):
        headers["x-csrftoken"] = ann.token()
        assert ann.client.post(f"{MUG}/images/{mug[0]}", content=body, headers=headers).status_code == 200
        assert ann.images() == mug[1:]


def test_every_answer_says_what_is_left_of_the_quota(settings: Settings, credentials: Credentials) -> None:
    with client_for(replace(settings, api_quota=2)) as client:
        program = Program(client, token_of(credentials, "ann"))
        first, second, third = (program.get(MUG) for _ in range(3))
    assert [one.headers["x-ratelimit-remaining"] for one in (first, second)] == ["1", "0"]
    assert first.headers["x-ratelimit-limit"] == "2"
    assert 0 < int(first.headers["x-ratelimit-reset"]) <= 3600
    assert (third.status_code, third.json()["type"], third.json()["limit"]) == (429, TYPES + "quota-used-up", 2)
    assert 0 < int(third.headers["retry-after"]) <= 3600


def test_refusals_say_what_is_left_of_the_quota_too(settings: Settings, credentials: Credentials) -> None:
    with client_for(replace(settings, api_quota=4)) as client:
        reader, customer = (Program(client, token_of(credentials, name)) for name in ("rob", "cus"))
        answers = [
            reader.post(f"{MUG}/images/1", {"do": "remove"}),  # of a credential that may read alone
            reader.get("/admin/products/999"),
            reader.get(f"{MUG}?store=99"),
            reader.get(MUG, Accept="text/html"),
            reader.get(MUG),
            reader.get(MUG, Accept="text/html"),
        ]
        refused = customer.get(MUG)
    assert [one.status_code for one in (*answers, refused)] == [403, 404, 404, 200, 429, 429, 403]
    left = [one.headers.get_list("x-ratelimit-remaining") for one in (*answers, refused)]
    assert left == [["3"], ["2"], ["1"], ["0"], ["0"], ["0"], ["3"]]
    assert {one.headers["x-ratelimit-limit"] for one in answers} == {"4"}
    assert answers[-1].headers["x-ratelimit-reset"] == answers[-1].headers["retry-after"]


def test_what_a_program_does_is_in_the_history_as_its_own(program: Program, ann: Visitor) -> None:
    program.upload(("a.png", pictures.png()))
    page = ann.get("/admin/history?way=packshot").text
    assert "Image added" in page
    assert "Packshot" in page


def test_a_bearer_gets_json_unless_it_asks_for_the_page(program: Program) -> None:
    assert program.get(MUG, Accept="*/*").headers["content-type"].startswith("application/json")
    assert program.get(MUG, Accept="text/html").headers["content-type"].startswith("text/html")


def test_the_picture_of_a_removed_image_is_shown_to_who_may_put_it_back(
    program: Program, credentials: Credentials
) -> None:
    (image,) = program.upload(("a.png", pictures.png()))["edit"]["added"]
    address = program.data(f"{MUG}/images/{image}")["picture"]["urls"]["original"]
    program.post(f"{MUG}/images/{image}", {"do": "remove"})
    customer = Program(program.client, token_of(credentials, "cus"))
    assert [one.get(address).status_code for one in (program, customer)] == [200, 410]
    assert program.client.get(address).status_code == 410
