"""JSON, which changes everything but the picture: held to the same as a form, but for what only JSON can say."""

from typing import Any

import pytest

from tests.dialects.token_api.client import LAMP, TokenApiClient, primary_ids, rows
from tests.dialects.token_api.test_fields import BOOLEAN, INTEGER, TOO_HIGH

NULL = "This field may not be null."


@pytest.mark.parametrize(("sent", "flag"), [(True, 1), ("ON", 1), (1, 1), (1.0, 1), (False, 0), ("no", 0), (0.0, 0)])
def test_these_are_booleans(api: TokenApiClient, sent: Any, flag: int) -> None:
    number = api.create({"is_primary": "" if flag else "true"})["id"]
    assert api.request("PATCH", f"{LAMP}/{number}", json={"is_primary": sent}).status_code == 200
    assert primary_ids(api) == [number] * flag


@pytest.mark.parametrize(("sent", "order"), [(7, 7), (-7, -7), (7.0, 7), ("7", 7), (" 7.0 ", 7), (7e3, 7000)])
def test_these_are_whole_numbers(api: TokenApiClient, sent: Any, order: int) -> None:
    number = api.create()["id"]
    assert api.request("PATCH", f"{LAMP}/{number}", json={"order": sent}).status_code == 200
    assert rows(api, "SELECT position FROM image") == [(order,)]


@pytest.mark.parametrize(("sent", "text"), [("  x ", "  x "), (5, "5"), (1.5, "1.5"), (None, None), ("", "")])
def test_these_are_texts(api: TokenApiClient, sent: Any, text: str | None) -> None:
    number = api.create({"alt_text": "old"})["id"]
    assert api.request("PATCH", f"{LAMP}/{number}", json={"alt_text": sent}).json()["description"] == text


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"alt_text": True}, {"alt_text": ["Not a valid string."]}),
        ({"alt_text": ["x"]}, {"alt_text": ["Not a valid string."]}),
        ({"alt_text": {}}, {"alt_text": ["Not a valid string."]}),
        ({"alt_text": "a\0b"}, {"alt_text": ["Null characters are not allowed."]}),
        ({"is_primary": None}, {"is_primary": [NULL]}),
        ({"is_primary": ""}, {"is_primary": [BOOLEAN]}),
        ({"is_primary": 2}, {"is_primary": [BOOLEAN]}),
        ({"is_primary": [1]}, {"is_primary": [BOOLEAN]}),
        ({"order": None}, {"order": [NULL]}),
        ({"order": ""}, {"order": [INTEGER]}),
        ({"order": True}, {"order": [INTEGER]}),
        ({"order": 1.5}, {"order": [INTEGER]}),
        ({"order": {}}, {"order": [INTEGER]}),
        ({"order": 1e30}, {"order": [INTEGER]}),
        ({"order": "1" * 1001}, {"order": ["String value too large."]}),
        ({"order": 2**53}, {"order": [TOO_HIGH]}),
        ({"image": None}, {"image": [NULL]}),
        (
            {"image": "data:image/png;base64,AAAA"},
            {"image": ["The submitted data was not a file. Check the encoding type on the form."]},
        ),
    ],
)
def test_nothing_else_is(api: TokenApiClient, sent: dict[str, Any], errors: dict[str, list[str]]) -> None:
    image = api.create()
    response = api.request("PATCH", f"{LAMP}/{image['id']}", json=sent)
    assert (response.status_code, response.json()) == (400, errors)


def test_json_without_half_of_a_character_pair_is_refused(api: TokenApiClient) -> None:
    image = api.create()
    path = f"{LAMP}/{image['id']}"
    response = api.send("PATCH", b'{"alt_text": "\\ud800"}', "application/json", path)
    assert response.json() == {"alt_text": ["Surrogate characters are not allowed: U+D800."]}
