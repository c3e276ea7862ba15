"""History, undo and trash by Packshot's own API."""

from typing import Any

import pytest
from litestar.testing import TestClient
from msgspec.structs import replace

from tests import pictures
from tests.admin.conftest import MUG, Program
from tests.application import client_for
from tests.shop import Credentials
from web.settings import Settings

HISTORY, TRASH = "/admin/history", "/admin/trash"
TYPES = "urn:packshot:problem:"


@pytest.fixture
def images(program: Program) -> list[int]:
    """Ids of two images of the mug."""
    added = program.upload(("front.png", pictures.png()), ("side.png", pictures.png(30, 40)))
    ids: list[int] = added["edit"]["added"]
    return ids


def at(image: int, store: int | None = None) -> str:
    return f"{MUG}/images/{image}" + (f"?store={store}" if store else "")


def change(program: Program, path: str, do: str, **fields: Any) -> Any:
    response = program.post(path, {"do": do, **fields})
    assert response.status_code == 200, response.text
    return response.json()["edit"]["entry"]


def newest(program: Program) -> Any:
    return program.data(HISTORY)["entries"][0]


def changes(program: Program) -> Any:
    return newest(program)["changes"]


def test_an_entry_says_when_who_where_and_through_which_channel(program: Program, images: list[int]) -> None:
    number = change(program, at(images[0]), "label", label="A mug")
    entry = newest(program)
    assert entry.pop("at").endswith("Z")
    assert entry == {
        "id": number,
        "person": {"id": entry["person"]["id"], "name": "ann"},
        "channel": "packshot",
        "owner": {"kind": "product", "id": 28, "name": "Mug", "url": MUG},
        "undoes": None,
        "changes": [{"field": "label", "image": images[0], "store": None, "before": None, "after": "A mug"}],
    }


def test_values_differ_as_values_and_null_inherits(program: Program, images: list[int]) -> None:
    image = {"image": images[0], "store": 2}
    change(program, at(images[0], 2), "label", label="Une tasse")
    assert changes(program) == [{"field": "label", **image, "before": None, "after": "Une tasse"}]
    change(program, at(images[0], 2), "hide")
    assert changes(program) == [{"field": "hidden", **image, "before": None, "after": True}]
    change(program, at(images[0], 2), "inherit-shown")
    assert changes(program) == [{"field": "hidden", **image, "before": True, "after": None}]
    change(program, at(images[0], 2), "last")
    assert {(one["field"], one["store"]) for one in changes(program)} == {("position", 2)}
    change(program, at(images[0], 2), "remove")
    assert {"field": "removed", **image, "before": False, "after": True} in changes(program)
    change(program, at(images[0]), "focus", focus_x=30, focus_y=12.5)
    focus = {"field": "focus", "image": images[0], "store": None, "before": None, "after": {"x": 30.0, "y": 12.5}}
    assert changes(program) == [focus]


def test_an_image_that_comes_or_goes_is_told_with_its_picture(program: Program, images: list[int]) -> None:
    first, second = changes(program)
    assert (first["field"], first["image"], first["before"]) == ("image", images[0], None)
    assert (first["after"]["label"], first["after"]["picture"]["file_name"]) == (None, "front.png")
    assert second["after"]["picture"]["urls"]["original"]
    program.post(f"{at(images[0])}/picture", files=[("files", ("new.png", pictures.png(60, 20)))])
    (replaced,) = (one for one in changes(program) if one["field"] == "picture")
    assert [replaced[side]["file_name"] for side in ("before", "after")] == ["front.png", "new.png"]
    assert program.client.get(replaced["before"]["urls"]["320"]).headers["content-type"] == "image/webp"
    change(program, at(images[1]), "remove")
    (removed,) = changes(program)
    assert (removed["before"]["picture"]["file_name"], removed["after"]) == ("side.png", None)


def test_a_role_tells_who_had_it_and_who_has_it(program: Program, images: list[int]) -> None:
    role = {"field": "role", "role": "image"}
    change(program, at(images[0]), "roles", roles=["image"])
    assert changes(program) == [{**role, "store": None, "before": None, "after": {"image": images[0]}}]
    change(program, at(images[0], 2), "roles", roles=[])
    assert changes(program) == [{**role, "store": 2, "before": None, "after": {"image": None}}]
    change(program, at(images[0], 2), "inherit-roles")
    assert changes(program) == [{**role, "store": 2, "before": {"image": None}, "after": None}]


def test_an_entry_has_all_of_its_changes_though_the_page_shows_a_dozen(program: Program) -> None:
    program.upload(*((f"{number}.png", pictures.png(20 + number, 30)) for number in range(15)))
    assert len(changes(program)) == 15


def test_history_is_filtered_and_its_next_page_follows(program: Program, images: list[int]) -> None:
    for number in range(31):
        change(program, at(images[0]), "label", label=f"label {number}")
    first = program.data(HISTORY)
    older = program.data(first["next"])
    numbers = [entry["id"] for entry in first["entries"] + older["entries"]]
    assert numbers == list(range(max(numbers), max(numbers) - 32, -1))
    assert older["next"] is None
    assert [entry["id"] for entry in program.data(f"{HISTORY}?image={images[1]}")["entries"]] == numbers[-1:]
    assert program.data(f"{HISTORY}?way=admin") == {"entries": [], "next": None}
    assert program.data(program.data(MUG)["links"]["history"])["entries"] == first["entries"]


def test_an_undo_answers_with_the_gallery_and_once(program: Program, images: list[int]) -> None:
    entry = change(program, at(images[0]), "label", label="wrong")
    undone = program.post(f"{MUG}/undo", {"entry": entry, "next": HISTORY})
    assert undone.status_code == 200
    assert undone.json()["images"][0]["label"]["text"] is None
    assert undone.json()["edit"]["changed"] == [images[0]]
    assert undone.headers["etag"] == program.get(MUG).headers["etag"]
    assert (newest(program)["undoes"], newest(program)["id"]) == (entry, undone.json()["edit"]["entry"])
    for body in ({"entry": entry}, {"entry": 99999}):
        again = program.post(f"{MUG}/undo", body)
        assert (again.status_code, again.json()["type"]) == (409, TYPES + "changed-since")


@pytest.mark.parametrize("body", [{}, {"entry": "x"}])
def test_an_undo_without_a_number_undoes_nothing(program: Program, images: list[int], body: object) -> None:
    refused = program.post(f"{MUG}/undo", body)
    assert (refused.status_code, refused.json()["field"]) == (400, "entry")
    assert len(program.data(MUG)["images"]) == 2


def test_an_entry_is_undone_while_the_gallery_is_what_was_read(program: Program, images: list[int]) -> None:
    entry, read = change(program, at(images[0]), "label", label="x"), program.get(MUG).headers["etag"]
    change(program, at(images[1]), "label", label="Theirs")
    late = program.post(f"{MUG}/undo", {"entry": entry}, {"If-Match": read})
    assert (late.status_code, late.json()["type"]) == (412, TYPES + "precondition-failed")
    assert program.post(f"{MUG}/undo", {"entry": entry}, {"If-Match": late.headers["etag"]}).status_code == 200


def test_where_a_setting_says_so_an_undo_needs_if_match_too(settings: Settings, credentials: Credentials) -> None:
    with client_for(replace(settings, require_if_match=True)) as client:
        program = Program(client, credentials["ann"]["packshot"]["token"])
        tag = {"If-Match": program.get(MUG).headers["etag"]}
        files = [("files", ("a.png", pictures.png()))]
        entry = program.post(f"{MUG}/images", headers=tag, files=files).json()["edit"]["entry"]
        assert program.post(f"{MUG}/undo", {"entry": entry}).status_code == 428


def test_the_trash_has_images_as_they_were_and_says_who_removed_them(program: Program, images: list[int]) -> None:
    change(program, at(images[0]), "label", label="A mug")
    urls = program.data(at(images[0]))["picture"]["urls"]
    for image in images:
        change(program, at(image), "remove")
    data = program.data(TRASH)
    assert [image["id"] for image in data["images"]] == images[::-1]
    last = data["images"][1]
    assert (last["label"], last["picture"]["file_name"], last["picture"]["urls"]) == ("A mug", "front.png", urls)
    assert last["owner"] == {"kind": "product", "id": 28, "name": "Mug", "url": MUG}
    assert (last["person"]["name"], last["channel"]) == ("ann", "packshot")
    assert last["at"].endswith("Z")
    assert (data["images"][0]["label"], data["next"], data["edit"]) == (None, None, None)
    assert data["days"] > 0


def test_the_trash_goes_on_at_its_next_page(program: Program) -> None:
    added = program.upload(*((f"{number}.png", pictures.png(20 + number, 30)) for number in range(49)))["edit"]["added"]
    for image in added:
        change(program, at(image), "remove")
    first = program.data(TRASH)
    rest = program.data(first["next"])
    assert [image["id"] for image in first["images"] + rest["images"]] == added[::-1]
    assert rest["next"] is None


def test_an_image_is_put_back_and_the_answer_is_the_trash_with_the_entry(program: Program, images: list[int]) -> None:
    for image in images:
        change(program, at(image), "remove")
    back = program.post(f"{TRASH}/{images[0]}/back")
    assert back.status_code == 200
    assert [image["id"] for image in back.json()["images"]] == [images[1]]
    assert back.json()["edit"]["added"] == [images[0]]
    assert [image["id"] for image in program.data(MUG)["images"]] == [images[0]]
    assert newest(program)["id"] == back.json()["edit"]["entry"]


def test_images_are_deleted_for_good_one_by_one_or_all(program: Program, images: list[int]) -> None:
    for image in images:
        change(program, at(image), "remove")
    deleted = program.post(f"{TRASH}/{images[0]}/delete")
    assert [image["id"] for image in deleted.json()["images"]] == [images[1]]
    assert program.post(f"{TRASH}/empty").json()["images"] == []
    for path in (f"{TRASH}/{images[0]}/back", f"{TRASH}/{images[0]}/delete", f"{TRASH}/999/back"):
        gone = program.post(path)
        assert (gone.status_code, gone.json()["type"]) == (404, TYPES + "not-found")


def test_a_program_of_staff_puts_back_and_deletes_nothing(
    program: Program, client: TestClient[Any], credentials: Credentials, images: list[int]
) -> None:
    change(program, at(images[0]), "remove")
    staff = Program(client, credentials["sam"]["packshot"]["token"])
    for path in (f"{TRASH}/{images[0]}/delete", f"{TRASH}/empty"):
        refused = staff.post(path)
        assert (refused.status_code, refused.json()["type"]) == (403, TYPES + "not-for-staff")
    assert staff.post(f"{TRASH}/{images[0]}/back").status_code == 200
