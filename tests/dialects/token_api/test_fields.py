"""The fields of an upload: what they take, what they refuse and in which words, all wrong ones at once."""

import pytest

from tests.dialects.token_api.client import TokenApiClient, primary_ids, rows
from tests.pictures import jpeg, png

BOOLEAN = "Must be a valid boolean."
INTEGER = "A valid integer is required."
TOO_HIGH = "Ensure this value is less than or equal to 9007199254740991."
TOO_LOW = "Ensure this value is greater than or equal to -9007199254740991."


@pytest.mark.parametrize("word", ["true", "True", "TRUE", "t", "y", "yes", "On", "1"])
def test_token_14_these_words_make_it_the_primary_image(api: TokenApiClient, word: str) -> None:
    image = api.create({"is_primary": word})
    assert primary_ids(api) == [image["id"]]


@pytest.mark.parametrize("word", ["false", "False", "f", "n", "no", "off", "0", ""])
def test_token_14_these_words_do_not(api: TokenApiClient, word: str) -> None:
    api.create({"is_primary": word})
    assert primary_ids(api) == []


def test_a_first_image_is_not_primary_on_its_own(api: TokenApiClient) -> None:
    api.create()
    assert primary_ids(api) == []


def test_token_43_a_second_primary_image_takes_the_place_of_the_first(api: TokenApiClient) -> None:
    first = api.create({"is_primary": "true"})
    assert primary_ids(api) == [first["id"]]
    second = api.create({"is_primary": "true"})
    assert primary_ids(api) == [second["id"]]


@pytest.mark.parametrize("word", ["maybe", "null", "None", "2", "-1", "1.0", " true", "tru"])
def test_token_14_no_other_word_is_a_boolean(api: TokenApiClient, word: str) -> None:
    response = api.upload({"is_primary": word})
    assert (response.status_code, response.json()) == (400, {"is_primary": [BOOLEAN]})


@pytest.mark.parametrize(
    ("text", "order"),
    [
        *(("1", 1), ("-1", -1), (" 2 ", 2), ("+3", 3), ("1.0", 1), ("4.", 4), ("1.0\n", 1), ("007", 7), ("", 0)),
        *(("0", 0), ("1_000", 1000), ("٣", 3), ("1" + "\u00a0", 1), ("0" * 999 + "1", 1)),
        *(("9007199254740991", 2**53 - 1), ("-9007199254740991", 1 - 2**53)),
    ],
)
def test_token_15_these_are_whole_numbers(api: TokenApiClient, text: str, order: int) -> None:
    assert api.upload({"order": text}).status_code == 201
    assert rows(api, "SELECT position FROM image") == [(order,)]


@pytest.mark.parametrize("text", ["abc", "1.5", "1e3", "0x1", "--1", "1 2", "-", ".0", " ", "NaN", "True"])
def test_token_15_nothing_else_is_a_whole_number(api: TokenApiClient, text: str) -> None:
    response = api.upload({"order": text})
    assert (response.status_code, response.json()) == (400, {"order": [INTEGER]})


def test_a_number_as_long_as_no_number_is_refused_unread(api: TokenApiClient) -> None:
    response = api.upload({"order": "1" * 1001})
    assert (response.status_code, response.json()) == (400, {"order": ["String value too large."]})


@pytest.mark.parametrize(("text", "message"), [("9007199254740992", TOO_HIGH), ("-1" + "0" * 30, TOO_LOW)])
def test_an_order_that_no_client_could_read_back_exactly_is_refused(
    api: TokenApiClient, text: str, message: str
) -> None:
    response = api.upload({"order": text})
    assert (response.status_code, response.json()) == (400, {"order": [message]})


@pytest.mark.parametrize("text", ["", " ", "  front\n", "Ä \U0001f457 <b>&\"'", "x" * 4000, "null"])
def test_the_alternative_text_is_kept_as_sent(api: TokenApiClient, text: str) -> None:
    image = api.create({"alt_text": text})
    assert image["description"] == text
    assert api.request("GET", f"/api/products/123/images/{image['id']}").json()["description"] == text


def test_a_null_character_is_refused(api: TokenApiClient) -> None:
    response = api.upload({"alt_text": "a\0b"})
    assert (response.status_code, response.json()) == (400, {"alt_text": ["Null characters are not allowed."]})


def test_a_file_is_no_text_no_switch_and_no_number(api: TokenApiClient) -> None:
    fields = ("alt_text", "is_primary", "order", "image")
    response = api.send_parts([(f'name="{field}"; filename="a.jpg"', jpeg()) for field in fields])
    assert response.status_code == 400
    assert response.json() == {"alt_text": ["Not a valid string."], "is_primary": [BOOLEAN], "order": [INTEGER]}


def test_token_16_all_wrong_fields_are_told_at_once(api: TokenApiClient) -> None:
    response = api.send_parts([('name="order"', b"x"), ('name="is_primary"', b"maybe")])
    assert response.status_code == 400
    expected = '{"image":["No file was submitted."],"is_primary":["Must be a valid boolean."],'
    assert response.text == expected + '"order":["A valid integer is required."]}'


def test_a_broken_picture_and_a_wrong_field_are_told_together(api: TokenApiClient) -> None:
    response = api.upload({"order": "x"}, picture=b"no picture")
    assert set(response.json()) == {"image", "order"}
    assert set(api.upload({"order": "x"}).json()) == {"order"}
    assert set(api.upload({"order": "x"}, name="a.txt").json()) == {"image", "order"}


def test_token_47_of_two_fields_of_one_name_the_last_counts(api: TokenApiClient) -> None:
    response = api.send_parts(
        [
            ('name="alt_text"', b"first"),
            ('name="image"; filename="a.jpg"', jpeg()),
            ('name="alt_text"', b"last"),
            ('name="image"; filename="b.png"', png()),
        ]
    )
    image = response.json()
    assert (image["description"], image["type"], image["name"]) == ("last", "PNG", "b.png")


@pytest.mark.parametrize("text", ["", "photo.jpg"])
@pytest.mark.parametrize("head", ['name="image"', 'name="image"; filename=""', 'name="image"; filename="folder/"'])
@pytest.mark.parametrize("last", ["file", "text"])
def test_a_file_counts_before_any_text_of_its_name(api: TokenApiClient, text: str, head: str, last: str) -> None:
    """So a browser's second, unused field for a file undoes nothing."""
    parts = [('name="image"; filename="a.jpg"', jpeg()), (head, text.encode())]
    response = api.send_parts(parts if last == "text" else parts[::-1])
    assert (response.status_code, response.json()["name"]) == (201, "a.jpg")


def test_token_46_unknown_fields_are_ignored(api: TokenApiClient) -> None:
    response = api.send_parts(
        [
            ('name="colour"', b"red"),
            ('name="thumbnail"', png()),
            ('name="manual"; filename="m.pdf"', b"%PDF"),
            ('name=""', b"x"),
            ('name="image"; filename="a.jpg"', jpeg()),
        ]
    )
    assert response.status_code == 201
    assert api.request("GET").json()["count"] == 1
