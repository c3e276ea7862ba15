"""The admin speaks English, German and French: whole, and as the reader or the browser wants."""

import re
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.admin.conftest import Visitor, visitor
from tests.words import messages
from web.http.pages import language
from web.http.pages.language import NAMES, catalogue, choose_language, use_language

__all__ = ["visitor"]

OTHERS = sorted(NAMES.keys() - {"en"})


def forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s|%%|</?\w+>", text))


@pytest.mark.parametrize("code", OTHERS)
def test_everything_that_is_said_is_translated_and_nothing_else(code: str) -> None:
    """`make words` brings the catalogues up to date."""
    known = {message.id: message for message in catalogue(code) if message.id}
    assert known.keys() == {message.id for message in messages() if message.id}
    assert [key for key, message in known.items() if not all(forms(message.string))] == []
    assert [key for key, message in known.items() if message.fuzzy] == []


@pytest.mark.parametrize("code", OTHERS)
def test_translations_keep_what_is_filled_in(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            expected = holes(forms(message.id)[-1])
            assert holes(forms(message.string)[-1]) == expected, message.id
            if not isinstance(message.id, str):
                assert set(holes(forms(message.string)[0])) <= set(expected), message.id


@pytest.mark.parametrize(
    ("cookie", "accepted", "code"),
    [
        (None, "", "en"),
        (None, "de-AT,de;q=0.9,en;q=0.8", "de"),
        (None, "nl,fr-CA;q=0.7,en;q=0.2", "fr"),
        (None, "en-GB;q=0.1, fr;q=0.9", "fr"),
        (None, "nl, ja", "en"),
        (None, "de;q=x, fr;q=0.5", "fr"),
        (None, ";;;,,=", "en"),
        ("fr", "de", "fr"),
        ("xx", "de", "de"),
    ],
)
def test_the_reader_decides_then_the_browser(cookie: str | None, accepted: str, code: str) -> None:
    assert choose_language(cookie, accepted) == code


def test_a_language_is_chosen_before_signing_in_and_stays(visitor: Visitor) -> None:
    assert '<html lang="de">' in visitor.get("/admin/login", **{"Accept-Language": "de"}).text
    response = visitor.post("/admin/language", {"language": "fr", "next": "/admin/login"})
    assert response.headers["location"] == "/admin/login"
    assert "Se connecter à Packshot" in visitor.get("/admin/login", **{"Accept-Language": "de"}).text
    visitor.sign_in("ann")
    assert "Couverture" in visitor.get("/admin/").text


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", "/admin/\\x", ""])
def test_choosing_a_language_leads_nowhere_else(visitor: Visitor, next_page: str) -> None:
    response = visitor.post("/admin/language", {"language": "de", "next": next_page})
    assert response.headers["location"] == "/admin/"


def test_a_language_that_is_none_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/admin/language", {"language": "xx"}).status_code == 400
    assert visitor.get("/admin/words/xx.js").status_code == 404


def test_scripts_get_their_words_in_the_readers_language(client: TestClient[Any]) -> None:
    response = client.get("/admin/words/de.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert '"Copied":"Kopiert"' in response.text
    assert client.get("/admin/words/en.js").text == "export default {};\n"


def test_numbers_sizes_and_days_are_written_as_the_language_has_it() -> None:
    written = {}
    for code in NAMES:
        use_language(code)
        written[code] = (
            language.whole(12345),
            language.file_size(1_500_000),
            language.day(0),
            language.share(0.996),
        )
    use_language("en")
    assert written == {
        "en": ("12,345", "1.5 MB", "Jan 1, 1970", "99%"),
        "de": ("12.345", "1,5 MB", "01.01.1970", "99\xa0%"),
        "fr": ("12\u202f345", "1,5 MB", "1 janv. 1970", "99\xa0%"),
    }
