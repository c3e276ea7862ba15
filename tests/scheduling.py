"""Which process runs which tests: what takes longest begins first, and what shares a costly fixture stays together."""

import os
from collections import Counter
from collections.abc import Iterable

import pytest
from schemathesis.pytest.plugin import SchemathesisFunction
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# In this order: the first makes the package index that the last ones wait for.
LONG = ("tests/packaging/test_container.py", "tests/dialects/sequences/", "tests/slow/", "tests/packaging/")
TOGETHER = (
    "tests/packaging/test_container.py",
    "tests/packaging/test_wheel.py",
    "tests/browser/test_accessibility.py",
    "tests/demo/test_loading.py",
    "tests/files/test_bucket.py",
)
MOST_WORKERS = 5


class TestScheduling(LoadScopeScheduling):  # type: ignore[misc]  # the plugin has no types
    """One test after the other, but for files that stay together. (The plugin's own groups need an older pytest.)"""

    __test__ = False

    def _split_scope(self, nodeid: str) -> str:
        return file_of(nodeid) if file_of(nodeid) in TOGETHER else nodeid


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def longest_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The order that they have, otherwise."""
    return sorted(items, key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, start in enumerate(LONG) if item.nodeid.startswith(start)), len(LONG))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TestScheduling:
    return TestScheduling(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests wait for browsers and servers."""
    return min((os.cpu_count() or 1) + 1, MOST_WORKERS)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order them, and see that each goes by an id of its own: of several with the same, one alone would be run."""
    for item in items:
        if isinstance(item, SchemathesisFunction):  # it says the operation in its name, from which pytest makes no id
            item._id = item.id.with_params(item.operation_label)
    repeated = [nodeid for nodeid, times in Counter(item.nodeid for item in items).items() if times > 1]
    if repeated:
        raise pytest.UsageError(f"Several tests have the same id: {', '.join(repeated)}")
    items[:] = longest_first(items)
