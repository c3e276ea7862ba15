"""Pages over a whole shop: no page asks the database once for each thing that it shows."""

from collections.abc import Iterator

import pytest

from bench.pages import ADMIN, PAGES
from tests.admin.conftest import Visitor
from tests.application import client_for
from web.database.engines.bound import bound_engine
from web.settings import Settings


@pytest.fixture
def ada(settings: Settings) -> Iterator[Visitor]:
    with client_for(settings) as client:
        visitor = Visitor(client)
        assert visitor.sign_in(*ADMIN).status_code == 303
        yield visitor


def test_every_page_of_the_demo_is_answered_in_seven_statements_at_most(ada: Visitor) -> None:
    results = {}
    for path in PAGES:
        before = bound_engine().statements
        results[path] = (ada.get(path).status_code, bound_engine().statements - before <= 7)
    assert results == dict.fromkeys(PAGES, (200, True))
