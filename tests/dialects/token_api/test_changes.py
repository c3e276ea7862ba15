"""Changing and deleting an image."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.dialects.token_api.asking import LAMP, Api, primary, rows
from tests.pictures import jpeg, png

NOT_THERE = {"detail": "No ProductImage matches the given query."}


def change(api: Api, number: int, **sent: Any) -> dict[str, Any]:
    answer = api.ask("PATCH", f"{LAMP}/{number}", json=sent)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_only_what_is_sent_changes(api: Api) -> None:
    image = api.made({"alt_text": "old", "order": "3", "is_primary": "true"})
    after = change(api, image["id"], alt_text="new")
    assert after == image | {"description": "new", "updated_at": after["updated_at"]}
    assert after["updated_at"] > image["updated_at"]
    assert primary(api) == [image["id"]]
    assert rows(api, "SELECT position FROM image") == [(3,)]


def test_an_empty_change_changes_nothing(api: Api) -> None:
    image = api.made({"alt_text": "old"})
    assert change(api, image["id"]) == image
    assert api.ask("PATCH", f"{LAMP}/{image['id']}").json() == image


def test_what_was_read_may_be_written_back_and_changes_nothing(api: Api) -> None:
    image = api.made({"alt_text": "old", "order": "3", "is_primary": "true"})
    assert change(api, image["id"], **image) == image
    assert change(api, image["id"], alt_text="old", order=3, is_primary=True) == image
    assert rows(api, "SELECT count(*) FROM journal_entry") == [(1,)]


@pytest.mark.parametrize("text", ["", "Ä\n", None])
def test_the_text_is_kept_as_sent(api: Api, text: str | None) -> None:
    number = api.made({"alt_text": "old"})["id"]
    assert change(api, number, alt_text=text)["description"] == text


def test_the_order_moves_nobody_else(api: Api) -> None:
    first, second, third = (api.made({"order": str(order)})["id"] for order in (1, 2, 3))
    change(api, first, order=2)
    assert rows(api, "SELECT id, position FROM image ORDER BY id") == [(first, 2), (second, 2), (third, 3)]
    change(api, third, order=-1)
    assert [image["id"] for image in api.listed()] == [third, first, second]


def test_is_primary_gives_and_takes_one_role_and_leaves_the_others(api: Api) -> None:
    one, two = api.made({"is_primary": "true"})["id"], api.made()["id"]
    assert primary(api) == [one]
    change(api, two, is_primary=True)
    assert primary(api) == [two]
    change(api, one, is_primary=False)
    assert primary(api) == [two]
    change(api, two, is_primary=False)
    assert primary(api) == []


def test_the_other_roles_of_an_image_stay(api: Api) -> None:
    number = api.made({"is_primary": "true"})["id"]
    owner = rows(api, "SELECT owner FROM image")[0][0]
    write(api, f"INSERT INTO role_holder (owner, store, role, image) VALUES ({owner}, 0, 'thumbnail', {number})")  # noqa: S608
    change(api, number, is_primary=False)
    assert held(api) == [("thumbnail", number)]
    change(api, number, is_primary=True)
    assert held(api) == [("image", number), ("thumbnail", number)]


def held(api: Api) -> list[tuple[Any, ...]]:
    return rows(api, "SELECT role, image FROM role_holder ORDER BY role")


def write(api: Api, sql: str) -> None:
    with closing(sqlite3.connect(api.settings.sqlite_path)) as database, database:
        database.execute(sql)


def test_a_new_picture_replaces_the_old_and_everything_else_stays(api: Api) -> None:
    old = api.made({"alt_text": "front", "order": "3", "is_primary": "true"}, jpeg(), "old.jpg")
    answer = api.ask("PATCH", f"{LAMP}/{old['id']}", files={"image": ("new.png", png(10, 20))}, who="ann")
    new = answer.json()
    assert answer.status_code == 200
    same = ("id", "description", "created_at")
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    facts = (new["type"], new["name"], new["width"], new["height"], new["size"], new["user"]["username"])
    assert facts == ("PNG", "new.png", 10, 20, len(png(10, 20)), "ann")
    assert new["f"] != old["f"]
    assert api.client.get(new["f"]).content == png(10, 20)
    assert api.client.get(old["f"]).content == jpeg(), "the old address keeps answering"
    assert primary(api) == [old["id"]]
    assert api.listed() == [new]


def test_a_multipart_change_may_do_it_all_at_once(api: Api) -> None:
    number = api.made()["id"]
    fields = {"alt_text": "new", "is_primary": "True", "order": "9"}
    answer = api.ask("PATCH", f"{LAMP}/{number}", data=fields, files={"image": ("n.png", png())})
    assert (answer.json()["description"], answer.json()["type"]) == ("new", "PNG")
    assert primary(api) == [number]
    assert rows(api, "SELECT position FROM image") == [(9,)]
    assert rows(api, "SELECT count(*) FROM journal_entry") == [(2,)]


def test_empty_fields_of_a_form_leave_alone_but_for_the_text(api: Api) -> None:
    image = api.made({"alt_text": "old", "is_primary": "true", "order": "3"})
    answer = api.ask("PATCH", f"{LAMP}/{image['id']}", data={"alt_text": "", "is_primary": "", "order": ""})
    assert answer.json()["description"] == ""
    assert primary(api) == [image["id"]]
    assert rows(api, "SELECT position FROM image") == [(3,)]


def test_a_bad_picture_leaves_the_old_one(api: Api) -> None:
    image = api.made({"alt_text": "old"})
    files = {"image": ("a.jpg", b"no picture")}
    answer = api.ask("PATCH", f"{LAMP}/{image['id']}", data={"alt_text": "new", "order": "x"}, files=files)
    assert (answer.status_code, set(answer.json())) == (400, {"image", "order"})
    assert api.listed() == [image]


def test_deleting_answers_204_without_a_body_and_once_only(api: Api) -> None:
    one, two = api.made({"is_primary": "true"})["id"], api.made()["id"]
    answer = api.ask("DELETE", f"{LAMP}/{one}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [image["id"] for image in api.listed()] == [two]
    assert primary(api) == [], "nobody is promoted"
    again = api.ask("DELETE", f"{LAMP}/{one}")
    assert (again.status_code, again.json()) == (404, NOT_THERE)


def test_the_id_of_a_deleted_image_is_never_given_again(api: Api) -> None:
    number = api.made()["id"]
    api.ask("DELETE", f"{LAMP}/{number}")
    assert api.made()["id"] > number


def test_token_50_who_is_no_staff_deletes_nothing(api: Api) -> None:
    number = api.made()["id"]
    assert api.ask("DELETE", f"{LAMP}/{number}", who="cus").status_code == 403
    assert [image["id"] for image in api.listed()] == [number]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_token_50_an_image_of_another_product_is_not_there(api: Api, method: str) -> None:
    number = api.made()["id"]
    answer = api.ask(method, f"/api/products/28/images/{number}")
    assert (answer.status_code, answer.json()) == (404, NOT_THERE)
    assert len(api.listed()) == 1


def test_the_image_is_looked_for_before_the_body_is_read(api: Api) -> None:
    answer = api.send("PATCH", b"{", "application/json", f"{LAMP}/999")
    assert (answer.status_code, answer.json()) == (404, NOT_THERE)
