"""The findings of every gallery are kept, also where the gallery before it cannot be read."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from prometheus_client.registry import REGISTRY

from tests.gallery.galleries import picture
from tests.servers import unreachable_database
from tests.services.insight.test_findings import GOOD
from tests.shop import CATALOGUE
from web.database.engines.bound import Database, bound_engine
from web.database.queries import galleries, owners, pictures
from web.database.tables import Content, OwnerFindings
from web.gallery.clock import SECOND
from web.gallery.edits import AddImage
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.insight import findings_keeper
from web.services.insight.findings_keeper import FindingsKeeper
from web.services.jobs.periodic import RunAgain
from web.settings.thresholds import Thresholds

pytestmark = pytest.mark.anyio
DAMAGED = "product 8 (cute-dog)"


class Clock:
    def __init__(self) -> None:
        self.time = 0

    def __call__(self) -> int:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keeper(clock: Clock) -> FindingsKeeper:
    return FindingsKeeper(Thresholds(), clock)


@pytest.fixture
async def three_galleries(database: Database) -> list[Owner]:
    """Three with a picture each, in the order in which they are looked at; the facts of the first are no JSON."""
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    found = [await find_owner("product", ("id", number)) for number in ("8", "28", "123")]
    for number, owner in enumerate(found):
        await add(owner, number)
    await set_facts(0, "no JSON")
    return found


async def add(owner: Owner, number: int) -> None:
    content_hash = f"{number:064}"
    await pictures.add_facts(content_hash, True, msgspec.json.encode(GOOD))
    await edit_gallery(
        owner, [AddImage(picture=replace(picture(0), content_hash=content_hash))], Actor(dialect="admin")
    )


async def set_facts(number: int, text: str) -> None:
    await Content.update({Content.facts: text}).where(Content.hash == f"{number:064}")


async def owners_up_to_date() -> list[int]:
    """The owners whose findings are kept at the revision they have."""
    rows = await OwnerFindings.select(OwnerFindings.owner, OwnerFindings.revision).order_by(OwnerFindings.owner)
    now = await owners.revisions([row["owner"] for row in rows]) if rows else {}
    return [row["owner"] for row in rows if now[row["owner"]] == row["revision"]]


def failures() -> float:
    return REGISTRY.get_sample_value("packshot_periodic_failures_total", {"task": "findings"}) or 0.0


async def test_a_gallery_that_cannot_be_read_keeps_no_other_from_being_looked_at_and_is_logged_once(
    three_galleries: list[Owner], keeper: FindingsKeeper, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    before = failures()
    assert await keeper.update() == RunAgain(findings_keeper.BUSY_INTERVAL)
    assert await owners_up_to_date() == [owner.id for owner in three_galleries[1:]]
    for _ in range(4):
        clock.time += findings_keeper.LAST_RETRY
        await keeper.update()
    (logged,) = caplog.records
    assert logged.getMessage() == f"periodic task findings failed for {DAMAGED}"
    assert "DecodeError" in caplog.text
    assert failures() - before == 5


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # PostgreSQL takes no such bytes
async def test_bytes_that_are_no_text_are_a_failure_of_their_gallery_alone(
    three_galleries: list[Owner], keeper: FindingsKeeper
) -> None:
    await Content.raw("UPDATE content SET facts = CAST(X'FF' AS TEXT) WHERE hash = {}", f"{0:064}")
    await keeper.update()
    assert await owners_up_to_date() == [owner.id for owner in three_galleries[1:]]


async def test_it_is_looked_at_again_later_and_later(
    three_galleries: list[Owner], keeper: FindingsKeeper, clock: Clock
) -> None:
    await keeper.update()
    before, tried = failures(), []
    for minute in range(1, 3 * 60 + 1):
        clock.time = minute * 60 * SECOND
        await keeper.update()
        if failures() > before:
            before = failures()
            tried.append(minute)
    assert tried == [1, 3, 7, 15, 31, 63, 123]


async def test_between_two_tries_it_costs_one_statement_a_look(
    three_galleries: list[Owner], keeper: FindingsKeeper, database: Database
) -> None:
    await keeper.update()
    before = database.statements
    assert await keeper.update() is None
    assert database.statements - before == 1


async def test_when_it_changes_it_is_looked_at_at_once(three_galleries: list[Owner], keeper: FindingsKeeper) -> None:
    await keeper.update()
    before = failures()
    await add(three_galleries[0], 3)
    assert await keeper.update() is not None
    assert failures() - before == 1


async def test_when_it_can_be_read_again_its_findings_are_kept_and_the_log_says_so(
    three_galleries: list[Owner], keeper: FindingsKeeper, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    await keeper.update()
    await set_facts(0, msgspec.json.encode(GOOD).decode())
    clock.time = findings_keeper.FIRST_RETRY
    await keeper.update()
    assert await owners_up_to_date() == [owner.id for owner in three_galleries]
    assert caplog.records[-1].getMessage() == f"periodic task findings works again for {DAMAGED}"


async def test_a_batch_full_of_failures_does_not_hide_what_comes_after(
    three_galleries: list[Owner], keeper: FindingsKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings_keeper, "BATCH", 2)
    await set_facts(1, "no JSON either")
    for _ in range(2):
        await keeper.update()
    assert await owners_up_to_date() == [three_galleries[2].id]


async def test_a_database_that_goes_away_in_between_is_no_fault_of_the_gallery(
    three_galleries: list[Owner], keeper: FindingsKeeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = galleries.load

    async def load_without_database(owner: int) -> object:
        await outage.__aenter__()
        return await load(owner)

    outage = unreachable_database(bound_engine(), tmp_path)
    monkeypatch.setattr(findings_keeper, "load", load_without_database)
    with pytest.raises(Exception, match=r"unable to open|[Cc]onnect"):
        await keeper.update()
    await outage.__aexit__(None, None, None)
    monkeypatch.undo()
    await keeper.update()
    assert await owners_up_to_date() == [owner.id for owner in three_galleries[1:]]


async def test_a_gallery_that_is_gone_before_it_was_looked_at_is_no_failure(
    three_galleries: list[Owner], keeper: FindingsKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = failures()

    async def nobody(_: int) -> None:
        return None

    monkeypatch.setattr(owners, "by_number", nobody)
    await keeper.update()
    assert failures() == before


async def test_several_processes_keep_the_same_findings_at_once(three_galleries: list[Owner]) -> None:
    await set_facts(0, msgspec.json.encode(GOOD).decode())
    before, keepers = failures(), [FindingsKeeper(Thresholds()) for _ in range(4)]
    await asyncio.gather(*(one.update() for one in keepers))
    assert await owners_up_to_date() == [owner.id for owner in three_galleries]
    assert failures() == before
