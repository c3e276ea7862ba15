"""The fields of an upload: what they take, what they refuse and in which words, all wrong ones at once."""

from typing import Any

import pytest

from tests.dialects.token_api.asking import Api, primary, rows
from tests.pictures import jpeg, png

BOOLEAN = "Must be a valid boolean."
INTEGER = "A valid integer is required."
NULL = "This field may not be null."
TOO_HIGH = "Ensure this value is less than or equal to 9007199254740991."
TOO_LOW = "Ensure this value is greater than or equal to -9007199254740991."


@pytest.mark.parametrize("word", ["true", "True", "TRUE", "t", "y", "yes", "on", "1"])
def test_these_words_make_it_the_primary_image(api: Api, word: str) -> None:
    """Case 14."""
    image = api.made({"is_primary": word})
    assert primary(api) == [image["id"]]


@pytest.mark.parametrize("word", ["false", "False", "f", "n", "no", "off", "0", ""])
def test_these_words_do_not(api: Api, word: str) -> None:
    """Case 14."""
    api.made({"is_primary": word})
    assert primary(api) == []


def test_a_first_image_is_not_primary_on_its_own(api: Api) -> None:
    api.made()
    assert primary(api) == []


def test_a_second_primary_image_takes_the_place_of_the_first(api: Api) -> None:
    """Case 43."""
    api.made({"is_primary": "true"})
    second = api.made({"is_primary": "true"})
    assert primary(api) == [second["id"]]


@pytest.mark.parametrize("word", ["maybe", "null", "None", "2", "-1", " true", "tru"])
def test_no_other_word_is_a_boolean(api: Api, word: str) -> None:
    """Case 14."""
    answer = api.upload({"is_primary": word})
    assert (answer.status_code, answer.json()) == (400, {"is_primary": [BOOLEAN]})


@pytest.mark.parametrize(
    ("text", "order"),
    [
        *(("1", 1), ("-1", -1), (" 2 ", 2), ("+3", 3), ("1.0", 1), ("4.", 4), ("007", 7), ("", 0), ("0", 0)),
        *(("9007199254740991", 2**53 - 1), ("-9007199254740991", 1 - 2**53)),
    ],
)
def test_these_are_whole_numbers(api: Api, text: str, order: int) -> None:
    """Case 15."""
    assert api.upload({"order": text}).status_code == 201
    assert rows(api, "SELECT position FROM image") == [(order,)]


@pytest.mark.parametrize("text", ["abc", "1.5", "1e3", "0x1", "1_000", "--1", "1 2", "NaN", "٣", "1" * 1001])
def test_nothing_else_is_a_whole_number(api: Api, text: str) -> None:
    """Case 15."""
    answer = api.upload({"order": text})
    assert (answer.status_code, answer.json()) == (400, {"order": [INTEGER]})


@pytest.mark.parametrize(("text", "message"), [("9007199254740992", TOO_HIGH), ("-1" + "0" * 30, TOO_LOW)])
def test_an_order_that_no_client_could_read_back_exactly_is_refused(api: Api, text: str, message: str) -> None:
    answer = api.upload({"order": text})
    assert (answer.status_code, answer.json()) == (400, {"order": [message]})


@pytest.mark.parametrize("text", ["", " ", "  front\n", "Ä \U0001f457 <b>&\"'", "x" * 5000, "null"])
def test_the_alternative_text_is_kept_as_sent(api: Api, text: str) -> None:
    image = api.made({"alt_text": text})
    assert image["description"] == text
    assert api.ask("GET", f"/api/products/123/images/{image['id']}").json()["description"] == text


def test_bytes_that_are_no_text_do_not_break_it(api: Api) -> None:
    answer = api.send_parts([('name="alt_text"', b"caf\xe9"), ('name="image"; filename="a.jpg"', jpeg())])
    assert (answer.status_code, answer.json()["description"]) == (201, "caf�")


def test_a_null_character_is_refused(api: Api) -> None:
    answer = api.upload({"alt_text": "a\0b"})
    assert (answer.status_code, answer.json()) == (400, {"alt_text": ["Null characters are not allowed."]})


def test_a_file_is_no_text(api: Api) -> None:
    answer = api.send_parts([('name="alt_text"; filename="t.txt"', b"x"), ('name="image"; filename="a.jpg"', jpeg())])
    assert (answer.status_code, answer.json()) == (400, {"alt_text": ["Not a valid string."]})


def test_all_wrong_fields_are_told_at_once(api: Api) -> None:
    """Case 16."""
    answer = api.send_parts([('name="order"', b"x"), ('name="is_primary"', b"maybe")])
    assert answer.status_code == 400
    expected = '{"image":["No file was submitted."],"is_primary":["Must be a valid boolean."],'
    assert answer.text == expected + '"order":["A valid integer is required."]}'


def test_a_broken_picture_and_a_wrong_field_are_told_together(api: Api) -> None:
    answer = api.upload({"order": "x"}, picture=b"no picture")
    assert set(answer.json()) == {"image", "order"}
    assert set(api.upload({"order": "x"}).json()) == {"order"}
    assert set(api.upload({"order": "x"}, name="a.txt").json()) == {"image", "order"}


def test_of_two_fields_of_one_name_the_last_counts(api: Api) -> None:
    """Case 47."""
    answer = api.send_parts(
        [
            ('name="alt_text"', b"first"),
            ('name="image"; filename="a.jpg"', jpeg()),
            ('name="alt_text"', b"last"),
            ('name="image"; filename="b.png"', png()),
        ]
    )
    image = answer.json()
    assert (image["description"], image["type"], image["name"]) == ("last", "PNG", "b.png")


def test_unknown_fields_are_ignored(api: Api) -> None:
    """Case 46."""
    answer = api.send_parts(
        [
            ('name="colour"', b"red"),
            ('name="manual"; filename="m.pdf"', b"%PDF"),
            ('name=""', b"x"),
            ('name="image"; filename="a.jpg"', jpeg()),
        ]
    )
    assert answer.status_code == 201
    assert api.ask("GET").json()["count"] == 1


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"alt_text": True}, {"alt_text": ["Not a valid string."]}),
        ({"alt_text": ["x"]}, {"alt_text": ["Not a valid string."]}),
        ({"alt_text": {}}, {"alt_text": ["Not a valid string."]}),
        ({"is_primary": None}, {"is_primary": [NULL]}),
        ({"is_primary": ""}, {"is_primary": [BOOLEAN]}),
        ({"is_primary": 2}, {"is_primary": [BOOLEAN]}),
        ({"is_primary": [1]}, {"is_primary": [BOOLEAN]}),
        ({"order": None}, {"order": [NULL]}),
        ({"order": ""}, {"order": [INTEGER]}),
        ({"order": True}, {"order": [INTEGER]}),
        ({"order": 1.5}, {"order": [INTEGER]}),
        ({"order": {}}, {"order": [INTEGER]}),
        ({"order": 2**53}, {"order": [TOO_HIGH]}),
        ({"image": None}, {"image": [NULL]}),
        (
            {"image": "data:image/png;base64,AAAA"},
            {"image": ["The submitted data was not a file. Check the encoding type on the form."]},
        ),
    ],
)
def test_json_is_held_to_the_same(api: Api, sent: dict[str, Any], errors: dict[str, list[str]]) -> None:
    image = api.made()
    answer = api.ask("PATCH", f"/api/products/123/images/{image['id']}", json=sent)
    assert (answer.status_code, answer.json()) == (400, errors)


def test_json_without_half_of_a_character_pair_is_refused(api: Api) -> None:
    image = api.made()
    path = f"/api/products/123/images/{image['id']}"
    answer = api.send("PATCH", b'{"alt_text": "\\ud800"}', "application/json", path)
    assert answer.json() == {"alt_text": ["Surrogate characters are not allowed: U+D800."]}
