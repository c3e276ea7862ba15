"""A gallery by Packshot's own API: the values of the page, and every form with a JSON body."""

import base64
from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import MUG, Program, Visitor


@pytest.fixture
def images(program: Program) -> list[int]:
    """Ids of three images of the mug."""
    added = program.upload(("front.png", pictures.png()), ("side.png", pictures.png(30, 40)), ("b.gif", pictures.gif()))
    ids: list[int] = added["edit"]["added"]
    return ids


def labels(program: Program, path: str = MUG) -> list[Any]:
    return [image["label"] for image in program.data(path)["images"]]


def test_a_gallery_is_its_values_without_words(program: Program, images: list[int]) -> None:
    program.post(f"{MUG}/images/{images[0]}", {"do": "label", "label": "A mug"})
    program.post(f"{MUG}/images/{images[0]}?store=2", {"do": "label", "label": "Une tasse"})
    program.post(f"{MUG}/images/{images[0]}", {"do": "roles", "roles": ["image", "thumbnail"]})
    data = program.data(f"{MUG}?store=2")
    assert data["owner"]["kind"] == "product"
    assert data["owner"]["id"] == 28
    assert data["owner"]["url"] == MUG
    assert data["store"]["code"] == "french"
    assert {store["code"] for store in data["stores"]} >= {"default", "french"}
    first = data["images"][0]
    assert first["id"] == images[0]
    assert first["label"] == {"text": "Une tasse", "source": "store"}
    assert first["visibility"] == {"hidden": False, "source": "default"}
    assert first["place"]["rank"] == 1
    assert first["roles"] == [{"code": "image", "source": "default"}, {"code": "thumbnail", "source": "default"}]
    assert first["picture"]["file_name"] == "front.png"
    assert first["picture"]["uploaded_at"].endswith("Z")
    assert program.client.get(first["picture"]["urls"]["320"]).headers["content-type"] == "image/webp"
    assert program.data(first["url"])["label"] == first["label"]
    assert program.data(MUG)["images"][0]["label"] == {"text": "A mug", "source": "default"}


def test_an_edit_answers_with_the_gallery_and_what_was_changed(program: Program, images: list[int]) -> None:
    response = program.post(f"{MUG}/images/{images[2]}", {"do": "first"}).json()
    assert [image["id"] for image in response["images"]] == [images[2], images[0], images[1]]
    assert images[2] in response["edit"]["changed"]
    undone = program.post(f"{MUG}/undo", {"entry": response["edit"]["entry"]}).json()
    assert [image["id"] for image in undone["images"]] == images
    assert program.post(f"{MUG}/images/{images[0]}", {"do": "first"}).json()["edit"]["entry"] is None


def test_pictures_come_as_files_as_base64_and_by_address(program: Program) -> None:
    content = base64.b64encode(pictures.png()).decode()
    response = program.post(f"{MUG}/images", {"files": [{"name": "a.png", "content": content}]})
    assert response.status_code == 201
    assert response.json()["images"][0]["picture"]["file_name"] == "a.png"
    refused = program.post(f"{MUG}/images", {"files": [{"content": "!!!"}]})
    assert (refused.status_code, refused.json()["field"]) == (400, "files")
    elsewhere = program.post(f"{MUG}/images", {"addresses": ["http://127.0.0.1:1/a.png"]})
    assert elsewhere.status_code == 422
    assert elsewhere.headers["content-type"] == "application/problem+json"
    (error,) = elsewhere.json()["errors"]
    assert (error["field"], error["name"]) == ("addresses", "http://127.0.0.1:1/a.png")


def test_files_that_are_refused_keep_out_none_of_the_others(program: Program) -> None:
    edit = program.upload(("a.png", pictures.png()), ("b.txt", b"no picture"))["edit"]
    assert len(edit["added"]) == 1
    assert [(one["name"], one["type"]) for one in edit["refused"]] == [("b.txt", "urn:packshot:problem:not-a-picture")]


def test_nothing_is_destroyed_by_what_is_left_out(program: Program, images: list[int]) -> None:
    here = f"{MUG}/images/{images[0]}"
    program.post(here, {"do": "label", "label": "A mug"})
    program.post(here, {"do": "roles", "roles": ["image"]})
    for body, field in (({"do": "label"}, "label"), ({"do": "roles"}, "roles"), ({"do": "hide", "was": None}, "was")):
        problem = program.post(here, body)
        assert (problem.status_code, problem.json()["field"]) == (400, field)
    details = program.post(f"{here}/details", {"do": "values", "seen": "hidden"}).json()
    everywhere = details["stores"][0]
    assert everywhere["visibility"]["hidden"] is True
    assert everywhere["label"]["text"] == "A mug"
    assert [role["code"] for role in everywhere["roles"]] == ["image"]


def test_a_problem_says_its_type_its_field_and_its_limit(program: Program, images: list[int]) -> None:
    here = f"{MUG}/images/{images[0]}"
    problem = program.post(here, {"do": "place", "place": "far"})
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json() == {
        "type": "urn:packshot:problem:bad-form",
        "title": "That did not work",
        "status": 400,
        "detail": "“place” must be a whole number.",
        "field": "place",
    }
    assert program.post(here, {"do": "fly"}).json()["field"] == "do"
    assert program.get(f"{MUG}?store=99").json()["type"] == "urn:packshot:problem:unknown-store"
    assert program.get("/admin/nothing").json()["type"] == "urn:packshot:problem:not-found"
    for body in (b"{", b"[]", b'"text"', b"\xff"):
        headers = {"Content-Type": "application/json"}
        assert program.post(here, headers=headers, content=body).json()["type"] == "urn:packshot:problem:bad-json"


def test_an_image_says_everything_about_itself(program: Program, images: list[int]) -> None:
    details = program.data(f"{MUG}/images/{images[1]}/details")
    assert details["image"]["id"] == images[1]
    assert [row["store"] and row["store"]["code"] for row in details["stores"][:2]] == [None, "default"]
    assert details["links"]["previous"].endswith(f"/images/{images[0]}/details")
    assert {one["dialect"] for one in details["dialects"]} == {
        "spree", "bigcommerce", "magento", "spiffy", "token", "packshot",
    }  # fmt: skip


def test_a_removed_image_is_gone_and_a_label_changed_meanwhile_is_a_conflict(
    program: Program, images: list[int]
) -> None:
    here = f"{MUG}/images/{images[0]}"
    program.post(here, {"do": "label", "label": "Theirs"})
    conflict = program.post(here, {"do": "label", "label": "Mine", "was": ""})
    assert (conflict.status_code, conflict.json()["type"]) == (409, "urn:packshot:problem:label-changed")
    assert conflict.json()["current"]["images"][0]["label"]["text"] == "Theirs"
    removed = program.post(f"{here}/details", {"do": "remove"}).json()
    assert removed["edit"]["removed"] == [images[0]]
    assert program.get(here).status_code == 404


def test_several_images_are_changed_in_one_request(program: Program, images: list[int]) -> None:
    program.post(f"{MUG}/several", {"do": "label", "label": "Mug", "images": images[:2]})
    assert [one["text"] for one in labels(program)] == ["Mug", "Mug", None]
    copied = program.post(f"{MUG}/several", {"to": "product/8", "images": images[:2]})
    assert copied.status_code == 201
    assert copied.json()["owner"]["id"] == 8
    assert len(copied.json()["edit"]["added"]) == 2
    unclear = program.post(f"{MUG}/several", {"do": "copy", "find": "e", "images": images})
    assert (unclear.status_code, unclear.json()["field"]) == (422, "find")
    assert unclear.json()["current"]["targets"]


def test_a_page_a_part_and_json_are_one_address(program: Program, ann: Visitor) -> None:
    assert "<html" in ann.get(MUG).text
    assert ann.get(MUG, Accept="application/json").json() == program.data(MUG)
    assert ann.get(MUG).headers["vary"] == "Accept, HX-Request, HX-Request-Type"
    assert ann.get(MUG, Accept="text/html, application/json;q=0.9").text.startswith("<!")
