"""Admins put stores in order, give them a language, and say which is the default."""

import re

import pytest

from tests.admin.conftest import MUG, Visitor

HERE = "/admin/stores"


def names(visitor: Visitor) -> list[str]:
    return re.findall(r'scope="row">\s*([^<]+?)\s*<', visitor.get(HERE).text)


def test_stores_are_moved_among_each_other_and_galleries_show_them_in_that_order(ann: Visitor) -> None:
    assert names(ann) == ["English store", "French store", "German store", "Second English store"]
    assert ann.post(f"{HERE}/3", {"do": "up"}).status_code == 303
    ann.post(f"{HERE}/1", {"do": "down"})
    assert names(ann) == ["German store", "English store", "French store", "Second English store"]
    tabs = re.findall(r'class="tab-name">([^<]+)<', ann.get(MUG).text)
    assert tabs == ["All stores", *names(ann)]


@pytest.mark.parametrize(("store", "way"), [("1", "up"), ("4", "down")])
def test_whoever_is_at_the_end_stays_there(ann: Visitor, store: str, way: str) -> None:
    before = names(ann)
    ann.post(f"{HERE}/{store}", {"do": way})
    assert names(ann) == before


def test_there_is_one_default_store(ann: Visitor) -> None:
    ann.post(f"{HERE}/2", {"do": "default"})
    page = ann.get(HERE).text
    assert page.count(">Default</span>") == 1
    assert 'Make default<span class="sr"> French store' not in " ".join(page.split())


def test_a_language_is_kept_and_nonsense_is_not(ann: Visitor) -> None:
    ann.post(f"{HERE}/3", {"do": "save", "locale": "de-CH"})
    assert 'value="de-CH"' in ann.get(HERE).text
    response = ann.post(f"{HERE}/3", {"do": "save", "locale": "<script>"})
    assert response.status_code == 400
    assert "is no language code" in response.text
    assert 'value="de-CH"' in ann.get(HERE).text


def test_a_store_that_is_not_there_cannot_be_changed(ann: Visitor) -> None:
    assert ann.post(f"{HERE}/99", {"do": "up"}).status_code == 404
