"""Walks through lists, as all server processes share them: on both engines."""

import pytest

from web.database.engines.bound import Database
from web.database.tables import ListStep
from web.gallery.clock import SECOND, now
from web.gallery.unavailable import DatabaseBusy
from web.services.catalogue import list_walks
from web.services.catalogue.list_walks import ListPage, ListWalks

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("database")]
ORDER = (5, 6, 7, 8, 9)


async def test_a_walk_goes_on_in_the_list_as_it_began_whatever_process_is_asked() -> None:
    assert await ListWalks().page("ann", ORDER, 0, 2) == ListPage((5, 6), True)
    assert await ListWalks().page("ann", (9, 8, 7, 6, 4), 2, 2) == ListPage((7, 8), True)
    assert await ListWalks().page("ann", (9, 8, 7, 6, 4), 4, 2) == ListPage((9, 4), False)


async def test_a_walk_that_begins_anew_forgets_the_one_before() -> None:
    await ListWalks().page("ann", ORDER, 0, 2)
    await ListWalks().page("ann", ORDER[::-1], 0, 2)
    assert await ListWalks().page("ann", ORDER, 2, 2) == ListPage((7, 6), True)


async def test_what_was_read_a_moment_ago_is_not_written_again(database: Database) -> None:
    await ListWalks().page("ann", ORDER, 0, 2)
    before = database.statements
    await ListWalks().page("ann", ORDER, 0, 2)
    assert database.statements == before + 1
    assert await ListStep.count() == 1


async def test_a_first_page_with_the_whole_list_is_kept_without_a_write() -> None:
    walks = ListWalks()
    await walks.page("ann", ORDER, 0, 6)
    assert await ListStep.count() == 0
    assert await walks.page("ann", (1, *ORDER, 2), 6, 6) == ListPage((1, 2), False)


async def test_after_ten_minutes_a_walk_goes_by_position_and_its_steps_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await ListWalks().page("ann", ORDER, 0, 2)
    begun = now()
    monkeypatch.setattr(list_walks, "now", lambda: begun + 601 * SECOND)
    assert await ListWalks().last_met("ann", 2, 2) is None
    await list_walks.forget_old()
    assert await ListStep.count() == 0
    assert await ListWalks().page("ann", (9, 8, 7), 2, 2) == ListPage((7,), False)


async def test_where_nobody_can_write_lists_are_answered_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(*_: object) -> None:
        raise DatabaseBusy

    monkeypatch.setattr("web.database.queries.list_steps.keep", busy)
    assert await ListWalks().page("ann", ORDER, 0, 2) == ListPage((5, 6), True)
