"""Walking a list of our own API by `next` meets all that was there all the time exactly once, whatever goes on."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest

from tests.admin.conftest import MUG, Program
from tests.pictures import png

LISTS = {
    "/admin/": "owners",
    "/admin/history": "entries",
    "/admin/trash": "images",
    "/admin/coverage/images?store=1&about=missing": "images",
}
PAGES = ("admin.activity.history", "admin.activity.trash", "admin.coverage.pages", "services.catalogue.browse")


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in PAGES:
        monkeypatch.setattr(import_module(f"web.{module}"), "PER_PAGE", 2)


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("path", LISTS)
def test_walking_by_next_meets_all_that_was_there_all_the_time_exactly_once(program: Program, path: str) -> None:
    removed = added(program, 5)
    for image in removed:
        change(program, image, do="remove")
    kept = added(program, 7)
    there = {identity(one) for page in walk(program, path, LISTS[path]) for one in page}
    assert len(there) > 4
    met, given_up = Counter[str](), set[str]()
    for turn, page in enumerate(walk(program, path, LISTS[path])):
        met.update(identity(one) for one in page)
        added(program, 1)
        change(program, kept[-1], do="label", label=f"turn {turn}")
        given_up.add(f"None {kept[-1]}")
        if turn < 3:
            change(program, kept[turn], do="remove")
            given_up.add(f"None {kept[turn]}")
    stayed = there - given_up if LISTS[path] == "images" else there
    assert {one: met[one] for one in stayed} == dict.fromkeys(stayed, 1)
    assert max(met.values()) == 1


def walk(program: Program, path: str | None, member: str) -> Iterator[list[dict[str, object]]]:
    while path:
        page = program.data(path)
        yield page[member]
        path = page["next"]


def identity(one: dict[str, object]) -> str:
    return f"{one.get('kind')} {one['id']}"


def added(program: Program, number: int) -> list[int]:
    ids: list[int] = program.upload(*((f"{turn}.png", png(20 + turn, 30)) for turn in range(number)))["edit"]["added"]
    return ids


def change(program: Program, image: int, **fields: str) -> None:
    assert program.post(f"{MUG}/images/{image}", dict(fields)).status_code == 200
