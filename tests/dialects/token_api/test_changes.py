"""Changing and deleting an image."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.dialects.token_api.client import LAMP, TokenApiClient, primary_ids, rows
from tests.pictures import jpeg, png

NOT_THERE = {"detail": "No ProductImage matches the given query."}


def change(api: TokenApiClient, number: int, **sent: Any) -> dict[str, Any]:
    response = api.request("PATCH", f"{LAMP}/{number}", json=sent)
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_only_what_is_sent_changes(api: TokenApiClient) -> None:
    image = api.create({"alt_text": "old", "order": "3", "is_primary": "true"})
    after = change(api, image["id"], alt_text="new")
    assert after == image | {"description": "new", "updated_at": after["updated_at"]}
    assert after["updated_at"] > image["updated_at"]
    assert primary_ids(api) == [image["id"]]
    assert rows(api, "SELECT position FROM image") == [(3,)]


def test_an_empty_change_changes_nothing(api: TokenApiClient) -> None:
    image = api.create({"alt_text": "old"})
    assert change(api, image["id"]) == image
    assert api.request("PATCH", f"{LAMP}/{image['id']}").json() == image


def test_what_was_read_may_be_written_back_and_changes_nothing(api: TokenApiClient) -> None:
    image = api.create({"alt_text": "old", "order": "3", "is_primary": "true"})
    assert change(api, image["id"], **image) == image
    assert change(api, image["id"], alt_text="old", order=3, is_primary=True) == image
    assert rows(api, "SELECT count(*) FROM journal_entry") == [(1,)]


@pytest.mark.parametrize("text", ["", "Ä\n", None])
def test_the_text_is_kept_as_sent(api: TokenApiClient, text: str | None) -> None:
    number = api.create({"alt_text": "old"})["id"]
    assert change(api, number, alt_text=text)["description"] == text


def test_the_order_moves_nobody_else(api: TokenApiClient) -> None:
    first, second, third = (api.create({"order": str(order)})["id"] for order in (1, 2, 3))
    change(api, first, order=2)
    assert rows(api, "SELECT id, position FROM image ORDER BY id") == [(first, 2), (second, 2), (third, 3)]
    change(api, third, order=-1)
    assert [image["id"] for image in api.listed()] == [third, first, second]


def test_is_primary_gives_and_takes_one_role_and_leaves_the_others(api: TokenApiClient) -> None:
    one, two = api.create({"is_primary": "true"})["id"], api.create()["id"]
    assert primary_ids(api) == [one]
    change(api, two, is_primary=True)
    assert primary_ids(api) == [two]
    change(api, one, is_primary=False)
    assert primary_ids(api) == [two]
    change(api, two, is_primary=False)
    assert primary_ids(api) == []


def test_the_other_roles_of_an_image_stay(api: TokenApiClient) -> None:
    number = api.create({"is_primary": "true"})["id"]
    owner = rows(api, "SELECT owner FROM image")[0][0]
    write(api, f"INSERT INTO role_holder (owner, store, role, image) VALUES ({owner}, 0, 'thumbnail', {number})")  # noqa: S608
    change(api, number, is_primary=False)
    assert primary_flags(api) == [("thumbnail", number)]
    change(api, number, is_primary=True)
    assert primary_flags(api) == [("image", number), ("thumbnail", number)]


def primary_flags(api: TokenApiClient) -> list[tuple[Any, ...]]:
    return rows(api, "SELECT role, image FROM role_holder ORDER BY role")


def write(api: TokenApiClient, sql: str) -> None:
    with closing(sqlite3.connect(api.settings.sqlite_path)) as database, database:
        database.execute(sql)


def test_a_new_picture_replaces_the_old_and_everything_else_stays(api: TokenApiClient) -> None:
    old = api.create({"alt_text": "front", "order": "3", "is_primary": "true"}, jpeg(), "old.jpg")
    response = api.request("PATCH", f"{LAMP}/{old['id']}", files={"image": ("new.png", png(10, 20))}, who="ann")
    new = response.json()
    assert response.status_code == 200
    same = ("id", "description", "created_at")
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    facts = (new["type"], new["name"], new["width"], new["height"], new["size"], new["user"]["username"])
    assert facts == ("PNG", "new.png", 10, 20, len(png(10, 20)), "ann")
    assert new["f"] != old["f"]
    assert api.client.get(new["f"]).content == png(10, 20)
    assert api.client.get(old["f"]).content == jpeg(), "the old address keeps answering"
    assert primary_ids(api) == [old["id"]]
    assert api.listed() == [new]


def test_a_multipart_change_may_do_it_all_at_once(api: TokenApiClient) -> None:
    number = api.create()["id"]
    fields = {"alt_text": "new", "is_primary": "True", "order": "9"}
    response = api.request("PATCH", f"{LAMP}/{number}", data=fields, files={"image": ("n.png", png())})
    assert (response.json()["description"], response.json()["type"]) == ("new", "PNG")
    assert primary_ids(api) == [number]
    assert rows(api, "SELECT position FROM image") == [(9,)]
    assert rows(api, "SELECT count(*) FROM journal_entry") == [(2,)]


def test_empty_fields_of_a_form_leave_alone_but_for_the_text(api: TokenApiClient) -> None:
    image = api.create({"alt_text": "old", "is_primary": "true", "order": "3"})
    response = api.request("PATCH", f"{LAMP}/{image['id']}", data={"alt_text": "", "is_primary": "", "order": ""})
    assert response.json()["description"] == ""
    assert primary_ids(api) == [image["id"]]
    assert rows(api, "SELECT position FROM image") == [(3,)]


def test_a_bad_picture_leaves_the_old_one(api: TokenApiClient) -> None:
    image = api.create({"alt_text": "old"})
    files = {"image": ("a.jpg", b"no picture")}
    response = api.request("PATCH", f"{LAMP}/{image['id']}", data={"alt_text": "new", "order": "x"}, files=files)
    assert (response.status_code, set(response.json())) == (400, {"image", "order"})
    assert api.listed() == [image]


def test_deleting_answers_204_without_a_body_and_once_only(api: TokenApiClient) -> None:
    one, two = api.create({"is_primary": "true"})["id"], api.create()["id"]
    response = api.request("DELETE", f"{LAMP}/{one}")
    assert (response.status_code, response.content) == (204, b"")
    assert [image["id"] for image in api.listed()] == [two]
    assert primary_ids(api) == [], "nobody is promoted"
    again = api.request("DELETE", f"{LAMP}/{one}")
    assert (again.status_code, again.json()) == (404, NOT_THERE)


def test_the_id_of_a_deleted_image_is_never_given_again(api: TokenApiClient) -> None:
    number = api.create()["id"]
    api.request("DELETE", f"{LAMP}/{number}")
    assert api.create()["id"] > number


def test_token_50_who_is_no_staff_deletes_nothing(api: TokenApiClient) -> None:
    number = api.create()["id"]
    assert api.request("DELETE", f"{LAMP}/{number}", who="cus").status_code == 403
    assert [image["id"] for image in api.listed()] == [number]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_token_50_an_image_of_another_product_is_not_there(api: TokenApiClient, method: str) -> None:
    number = api.create()["id"]
    response = api.request(method, f"/api/products/28/images/{number}")
    assert (response.status_code, response.json()) == (404, NOT_THERE)
    assert len(api.listed()) == 1


def test_the_image_is_looked_for_before_the_body_is_read(api: TokenApiClient) -> None:
    response = api.send("PATCH", b"{", "application/json", f"{LAMP}/999")
    assert (response.status_code, response.json()) == (404, NOT_THERE)
