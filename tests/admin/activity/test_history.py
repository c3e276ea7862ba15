"""Activity: every change through any API, shown with before and after, filtered, and undone."""

import re
from typing import Any

import pytest
from litestar.testing import TestClient

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.shop import Credentials

HERE = "/admin/history"


def entries(page: str) -> list[str]:
    return re.findall(r'id="entry-(\d+)"', page)


def at(image: int) -> str:
    return f"{MUG}/images/{image}"


def test_every_api_is_named_with_who_and_what_differed(
    ann: Visitor, mug: list[int], client: TestClient[Any], credentials: Credentials
) -> None:
    ann.post(at(mug[0]), {"do": "label", "label": "<b>Front</b>"})
    key = credentials["ann"]["token"]["key"]
    url = f"/api/products/28/images/{mug[0]}"
    client.patch(url, json={"alt_text": "Seen from the front"}, headers={"Authorization": f"Token {key}"})
    page = ann.get(HERE).text
    newest, before, added = page.split('class="entry box"')[1:4]
    assert "Token API" in newest
    assert "<del>&lt;b&gt;Front&lt;/b&gt;</del>" in newest
    assert "<ins>Seen from the front</ins>" in newest
    assert '<span class="chip">Admin</span>' in before
    assert added.count("Image added") == 3
    assert added.count("<img") == 3


def test_a_replacement_shows_both_pictures(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{at(mug[0])}/picture", files=[("files", ("new.png", pictures.png(60, 20)))])
    newest = ann.get(HERE).text.split('class="entry box"')[1]
    assert "Picture replaced" in newest
    assert newest.count("<img") == 2


def test_roles_positions_and_visibility_are_told_in_words(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{at(mug[0])}?store=french", {"do": "hide"})
    ann.post(at(mug[0]), {"do": "roles", "roles": ["image"]})
    ann.post(at(mug[0]), {"do": "last"})
    order, roles, hidden = ann.get(HERE).text.split('class="entry box"')[1:4]
    assert "Position" in order
    assert "Role " in roles
    assert f"<ins>image {mug[0]}</ins>" in roles
    assert '<span class="chip">French store</span>' in hidden
    assert "<ins>hidden</ins>" in hidden


def test_it_is_filtered_by_person_api_gallery_and_image(ann: Visitor, mug: list[int]) -> None:
    ann.upload(("dog.png", pictures.png(9, 9)), path="/admin/products/8")
    ann.post(at(mug[1]), {"do": "label", "label": "x"})
    everything = entries(ann.get(HERE).text)
    assert entries(ann.get(f"{HERE}?way=admin").text) == everything
    assert entries(ann.get(f"{HERE}?way=spree").text) == []
    assert entries(ann.get(f"{HERE}?person=99").text) == []
    assert entries(ann.get(f"{HERE}?image={mug[1]}").text) == [everything[0], everything[2]]
    assert entries(ann.get(f"{HERE}?image={mug[2]}").text) == [everything[2]]
    assert entries(ann.get(f"{HERE}?image=99999").text) == []


def test_older_entries_are_a_page_further_and_none_is_left_out(ann: Visitor, mug: list[int]) -> None:
    for number in range(40):
        ann.post(at(mug[0]), {"do": "label", "label": f"label {number}"})
    first = ann.get(HERE).text
    older = re.search(r'href="([^"]+)" rel="next"', first)[1]  # type: ignore[index]
    numbers = [int(number) for number in entries(first) + entries(ann.get(older).text)]
    assert numbers == list(range(max(numbers), max(numbers) - 41, -1))


def test_an_entry_is_taken_back_once_and_leads_back_to_the_same_list(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(mug[0]), {"do": "label", "label": "wrong"})
    number = entries(ann.get(HERE).text)[0]
    response = ann.post(f"{MUG}/undo", {"entry": number, "next": f"{HERE}?way=admin"})
    assert response.headers["location"] == f"{HERE}?way=admin&done={int(number) + 1}"
    assert "Undone." in ann.get(response.headers["location"]).text
    assert "wrong</textarea>" not in ann.get(MUG).text
    assert f"took back #{number}" in ann.get(HERE).text
    assert ann.post(f"{MUG}/undo", {"entry": number}).status_code == 409


@pytest.mark.parametrize("entry", ["999", "0"])
def test_what_was_never_done_cannot_be_taken_back(ann: Visitor, entry: str) -> None:
    assert ann.post(f"{MUG}/undo", {"entry": entry}).status_code == 409


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", "/admin/logout", "/api/rest"])
def test_taking_back_leads_nowhere_but_into_the_admin(ann: Visitor, mug: list[int], page: str) -> None:
    number = entries(ann.get(HERE).text)[0]
    response = ann.post(f"{MUG}/undo", {"entry": number, "next": page})
    assert response.headers["location"] == f"/admin/?done={int(number) + 1}"


@pytest.mark.parametrize("query", ["?person=x", "?before=-1", "?image=١", "?owner=99999999999999999999", "?way=<b>"])
def test_nonsense_in_the_address_filters_nothing(ann: Visitor, mug: list[int], query: str) -> None:
    assert entries(ann.get(HERE + query).text) == entries(ann.get(HERE).text)


def test_the_focal_point_is_told_before_and_after(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(mug[0]), {"do": "focus", "focus_x": "30", "focus_y": "12.5"})
    newest = ann.get(HERE).text.split('class="entry box"')[1]
    assert "Focal point" in newest
    assert "<del>the middle</del>" in newest
    assert "<ins>30 % / 12.5 %</ins>" in newest
