"""Trash: removed images can be put back until they are deleted for good."""

import re

from tests.admin.conftest import MUG, Visitor
from web.settings import Settings

HERE = "/admin/trash"


def trashed(visitor: Visitor) -> list[int]:
    return [int(number) for number in re.findall(r"/admin/trash/(\d+)/back", visitor.get(HERE).text)]


def remove(visitor: Visitor, image: int) -> None:
    assert visitor.post(f"{MUG}/images/{image}", {"do": "remove"}).status_code == 303


def test_a_removed_image_is_put_back_with_its_label_place_and_roles(ann: Visitor, mug: list[int]) -> None:
    ann.post(f"{MUG}/images/{mug[1]}", {"do": "label", "label": "From the side"})
    ann.post(f"{MUG}/images/{mug[1]}?store=french", {"do": "label", "label": "De côté"})
    ann.post(f"{MUG}/images/{mug[1]}", {"do": "roles", "roles": ["thumbnail"]})
    remove(ann, mug[1])
    page = ann.get(HERE).text
    assert "From the side" in page
    assert "Mug" in page
    response = ann.post(f"{HERE}/{mug[1]}/back")
    assert response.headers["location"] == f"{HERE}?done=back"
    assert ann.images() == mug
    assert "De côté" in ann.get(f"{MUG}?store=french").text
    assert trashed(ann) == []


def test_the_latest_removal_stands_first(ann: Visitor, mug: list[int]) -> None:
    for image in mug:
        remove(ann, image)
    assert trashed(ann) == mug[::-1]


def test_an_image_that_was_removed_twice_is_there_once(ann: Visitor, mug: list[int]) -> None:
    remove(ann, mug[0])
    ann.post(f"{HERE}/{mug[0]}/back")
    remove(ann, mug[0])
    assert trashed(ann) == [mug[0]]
    ann.post(f"{HERE}/{mug[0]}/back")
    assert sorted(ann.images()) == mug


def test_what_is_deleted_for_good_can_no_longer_be_put_back(ann: Visitor, mug: list[int]) -> None:
    for image in mug:
        remove(ann, image)
    assert ann.post(f"{HERE}/{mug[0]}/delete").status_code == 303
    assert trashed(ann) == [mug[2], mug[1]]
    assert ann.post(f"{HERE}/{mug[0]}/back").status_code == 404
    assert ann.post(f"{HERE}/{mug[0]}/delete").status_code == 404
    entry = re.findall(r'id="entry-(\d+)"', ann.get("/admin/history").text)[2]
    assert ann.post(f"{MUG}/undo", {"entry": entry}).status_code == 409


def test_emptying_leaves_what_is_in_galleries_alone(ann: Visitor, mug: list[int], settings: Settings) -> None:
    remove(ann, mug[0])
    ann.post(f"{HERE}/empty")
    assert trashed(ann) == []
    assert ann.images() == mug[1:]
    remove(ann, mug[1])
    assert trashed(ann) == [mug[1]]


def test_staff_put_back_and_only_admins_delete(visitor: Visitor, mug: list[int]) -> None:
    remove(visitor, mug[0])
    visitor.sign_in("sam")
    page = visitor.get(HERE).text
    assert "Delete for good" not in page
    assert visitor.post(f"{HERE}/empty").status_code == 403
    assert visitor.post(f"{HERE}/{mug[0]}/delete").status_code == 403
    assert visitor.post(f"{HERE}/{mug[0]}/back").status_code == 303
