"""Coverage by Packshot's own API: the numbers of each store, and the images behind them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests import pictures
from tests.admin.conftest import MUG, Program
from tests.shop import Credentials
from web.admin.coverage import pages
from web.gallery.clock import DAY, now
from web.services.insight.coverage import CONDITIONS

HERE = "/admin/coverage"


@pytest.fixture
def images(program: Program) -> list[int]:
    """Ids of three images of the mug: one labelled, one labelled in French alone, one not at all."""
    files = ("front.png", pictures.png()), ("side.png", pictures.png(30, 40)), ("back.gif", pictures.gif())
    added = program.upload(*files)["edit"]["added"]
    program.post(f"{MUG}/images/{added[0]}", {"do": "label", "label": "Seen from the front"})
    program.post(f"{MUG}/images/{added[1]}?store=french", {"do": "label", "label": "De côté"})
    return [*added]


def coverage_at(program: Program, store: str, query: str = "") -> Any:
    return next(one for one in program.data(HERE + query)["stores"] if one["store"]["code"] == store)


def test_each_store_tells_its_numbers_and_where_the_images_behind_them_are(program: Program, images: list[int]) -> None:
    french = coverage_at(program, "french")
    assert (french["images"], french["labelled"], french["share"]) == (3, 2, 2 / 3)
    assert list(french["conditions"]) == list(CONDITIONS)
    for code, ids in (("missing", images[2:]), ("inherited", images[:1]), ("too_long", []), ("file_name", [])):
        condition = french["conditions"][code]
        behind = program.data(condition["images"])
        assert condition["count"] == len(ids)
        assert [one["id"] for one in behind["images"]] == ids
        assert (behind["about"], behind["store"], behind["next"]) == (code, french["store"], None)


def test_kinds_are_counted_apart_also_behind_the_numbers(program: Program, images: list[int]) -> None:
    nothing = coverage_at(program, "french", "?kind=collections")
    assert (nothing["images"], nothing["share"]) == (0, 1.0)
    assert program.data(nothing["conditions"]["missing"]["images"])["images"] == []
    assert coverage_at(program, "french", "?kind=products")["images"] == 3
    assert [program.data(f"{HERE}?kind={kind}")["kind"] for kind in ("products", "socks")] == ["products", ""]


def test_the_trend_has_a_share_for_every_day(program: Program, images: list[int]) -> None:
    today = datetime.fromtimestamp(now() // DAY * 86_400, UTC).date().isoformat()
    assert coverage_at(program, "french")["trend"] == [{"day": today, "share": 2 / 3}]


def test_an_image_behind_a_number_tells_its_text_and_where_it_is_from(program: Program, images: list[int]) -> None:
    program.post(f"{MUG}/images/{images[1]}", {"do": "label", "label": "From the side"})
    outdated, inherited = (
        program.data(f"{HERE}/images?store=2&about={about}")["images"][0] for about in ("outdated", "inherited")
    )
    assert (outdated["id"], outdated["label"]) == (images[1], {"text": "De côté", "source": "store"})
    assert outdated["inherited"] == "From the side"
    assert inherited["label"] == {"text": "Seen from the front", "source": "default"}
    assert inherited["owner"] == {"kind": "product", "id": 28, "name": "Mug", "url": MUG}
    there = program.data(inherited["url"])
    assert (there["id"], there["label"]) == (images[0], inherited["label"])
    assert inherited["picture"] == {name: there["picture"][name] for name in inherited["picture"]}


def test_the_images_are_walked_a_page_at_a_time(
    program: Program, images: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    first = program.data(f"{HERE}/images?store=1&about=missing&kind=products")
    second = program.data(first["next"])
    assert [one["id"] for page in (first, second) for one in page["images"]] == images[1:]
    assert (second["next"], second["kind"]) == (None, "products")


def test_the_csv_stays_a_csv_for_programs(program: Program, images: list[int]) -> None:
    response = program.get(program.data(f"{HERE}/images?store=1&about=missing")["csv"])
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(response.text.splitlines()) == 3


@pytest.mark.parametrize("query", ["", "?store=2", "?store=99&about=missing", "?store=2&about=none"])
@pytest.mark.parametrize("path", ["images", "images.csv"])
def test_what_is_none_is_a_problem(program: Program, path: str, query: str) -> None:
    problem = program.get(f"{HERE}/{path}{query}")
    assert problem.headers["content-type"] == "application/problem+json"
    assert (problem.status_code, problem.json()["type"]) == (404, "urn:packshot:problem:not-found")


def test_programs_of_staff_may_read_it_and_those_of_customers_may_not(
    program: Program, credentials: Credentials
) -> None:
    staff, customer = (Program(program.client, credentials[one]["packshot"]["token"]) for one in ("sam", "cus"))
    assert staff.data(HERE)["stores"]
    problem = customer.get(HERE)
    assert (problem.status_code, problem.json()["type"]) == (403, "urn:packshot:problem:not-for-customers")
