"""JSON, which changes everything but the picture: held to the same as a form, but for what only JSON can say."""

from typing import Any

import pytest

from tests.dialects.token_api.asking import LAMP, Api, primary, rows
from tests.dialects.token_api.test_fields import BOOLEAN, INTEGER, TOO_HIGH

NULL = "This field may not be null."


@pytest.mark.parametrize(("given", "held"), [(True, 1), ("ON", 1), (1, 1), (1.0, 1), (False, 0), ("no", 0), (0.0, 0)])
def test_these_are_booleans(api: Api, given: Any, held: int) -> None:
    number = api.made({"is_primary": "" if held else "true"})["id"]
    assert api.ask("PATCH", f"{LAMP}/{number}", json={"is_primary": given}).status_code == 200
    assert primary(api) == [number] * held


@pytest.mark.parametrize(("given", "order"), [(7, 7), (-7, -7), (7.0, 7), ("7", 7), (" 7.0 ", 7), (7e3, 7000)])
def test_these_are_whole_numbers(api: Api, given: Any, order: int) -> None:
    number = api.made()["id"]
    assert api.ask("PATCH", f"{LAMP}/{number}", json={"order": given}).status_code == 200
    assert rows(api, "SELECT position FROM image") == [(order,)]


@pytest.mark.parametrize(("given", "text"), [("  x ", "  x "), (5, "5"), (1.5, "1.5"), (None, None), ("", "")])
def test_these_are_texts(api: Api, given: Any, text: str | None) -> None:
    number = api.made({"alt_text": "old"})["id"]
    assert api.ask("PATCH", f"{LAMP}/{number}", json={"alt_text": given}).json()["description"] == text


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
def test_nothing_else_is(api: Api, sent: dict[str, Any], errors: dict[str, list[str]]) -> None:
    image = api.made()
    answer = api.ask("PATCH", f"{LAMP}/{image['id']}", json=sent)
    assert (answer.status_code, answer.json()) == (400, errors)


def test_json_without_half_of_a_character_pair_is_refused(api: Api) -> None:
    image = api.made()
    path = f"{LAMP}/{image['id']}"
    answer = api.send("PATCH", b'{"alt_text": "\\ud800"}', "application/json", path)
    assert answer.json() == {"alt_text": ["Surrogate characters are not allowed: U+D800."]}
