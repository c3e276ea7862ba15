"""If-Match: a program changes only what still is what it read."""

import pytest
from msgspec.structs import replace

from tests import pictures
from tests.admin.conftest import MUG, Program
from tests.application import client_for
from tests.shop import Credentials
from web.settings import Settings

TYPES = "urn:packshot:problem:"


@pytest.fixture
def image(program: Program) -> int:
    number: int = program.upload(("front.png", pictures.png()), ("side.png", pictures.png(30, 40)))["edit"]["added"][0]
    return number


def labelled(program: Program, path: str, label: str, **headers: str) -> int:
    return program.post(path, {"do": "label", "label": label}, headers).status_code


def test_an_image_is_changed_while_it_is_what_was_read(program: Program, image: int) -> None:
    here = f"{MUG}/images/{image}"
    tag = program.get(here).headers["etag"]
    assert program.get(f"{here}/details").headers["etag"] == tag
    assert labelled(program, here, "Mine", **{"If-Match": tag}) == 200
    refused = program.post(here, {"do": "label", "label": "Late"}, {"If-Match": tag})
    assert (refused.status_code, refused.json()["type"]) == (412, TYPES + "precondition-failed")
    assert refused.json()["current"]["label"]["text"] == "Mine"
    assert refused.headers["etag"] == program.get(here).headers["etag"] != tag
    assert program.data(here)["label"]["text"] == "Mine"


def test_what_happens_to_its_neighbours_does_not_change_an_image(program: Program, image: int) -> None:
    here, beside = f"{MUG}/images/{image}", f"{MUG}/images/{image + 1}"
    tag = program.get(here).headers["etag"]
    labelled(program, beside, "Beside")
    assert program.get(here).headers["etag"] == tag
    program.post(here, {"do": "roles", "roles": ["thumbnail"]})
    assert program.get(here).headers["etag"] != tag


def test_a_gallery_is_changed_while_it_is_what_was_read(program: Program, image: int) -> None:
    tag = program.get(MUG).headers["etag"]
    labelled(program, f"{MUG}/images/{image}", "Theirs")
    hiding = {"do": "hide", "images": [image]}
    refused = program.post(f"{MUG}/several", hiding, {"If-Match": tag})
    assert refused.status_code == 412
    assert refused.json()["current"]["images"][0]["label"]["text"] == "Theirs"
    done = program.post(f"{MUG}/several", hiding, {"If-Match": f'"other", {refused.headers["etag"]}'})
    assert done.status_code == 200
    assert program.get(MUG).headers["etag"] == done.headers["etag"]


@pytest.mark.parametrize(("tag", "status"), [("*", 200), ('"*"', 412), ("nonsense", 412), ("", 412)])
def test_any_state_is_written_as_a_star(program: Program, image: int, tag: str, status: int) -> None:
    assert labelled(program, f"{MUG}/images/{image}", "Mine", **{"If-Match": tag}) == status


def test_a_weak_tag_never_matches(program: Program, image: int) -> None:
    tag = program.get(f"{MUG}/images/{image}").headers["etag"]
    assert labelled(program, f"{MUG}/images/{image}", "Mine", **{"If-Match": f"W/{tag}"}) == 412


def test_where_a_setting_says_so_every_change_needs_it(settings: Settings, credentials: Credentials) -> None:
    with client_for(replace(settings, require_if_match=True)) as client:
        program = Program(client, credentials["ann"]["packshot"]["token"])
        files = [("files", ("a.png", pictures.png()))]
        refused = program.post(f"{MUG}/images", files=files)
        assert (refused.status_code, refused.json()["type"]) == (428, TYPES + "if-match-missing")
        tag = {"If-Match": program.get(MUG).headers["etag"]}
        assert program.post(f"{MUG}/images", headers=tag, files=files).status_code == 201
