"""Progress of what is being sent."""

from pathlib import Path

import pytest

from tests.shop import settings_in
from web.cli.server.progress import Progress
from web.settings import BadSetting
from web.settings.connection_limits import ConnectionLimits


def test_what_stands_still_has_stalled() -> None:
    progress = Progress(30, rate=0)
    progress.start(100, 5.0)
    assert not progress.has_stalled(100, 34.9)
    assert progress.has_stalled(100, 35.0)


def test_what_goes_on_slowly_has_not() -> None:
    progress = Progress(30, rate=1024)
    progress.start(0, 0.0)
    assert not any(progress.has_stalled(2000 * second, float(second)) for second in range(1, 1000))


def test_what_crawls_has_stalled() -> None:
    progress = Progress(30, rate=1024)
    progress.start(0, 0.0)
    assert [second for second in range(1, 40) if progress.has_stalled(500 * second, float(second))] == [30]


def test_what_was_quick_and_stops_has_stalled_as_soon_as_anything() -> None:
    progress = Progress(30, rate=1024)
    progress.start(0, 0.0)
    assert not progress.has_stalled(10**6, 10.0)
    assert not progress.has_stalled(10**6, 39.9)
    assert progress.has_stalled(10**6, 40.0)


def test_limits_are_set_by_name(tmp_path: Path) -> None:
    read = settings_in(tmp_path, PACKSHOT_CONNECTIONS="head_seconds=5 stop_seconds=8").connections
    assert read == ConnectionLimits(head_seconds=5, stop_seconds=8)


@pytest.mark.parametrize("wrong", ["head_seconds=0", "head_seconds=soon", "heads=5", "head_seconds"])
def test_a_limit_that_is_none_is_explained(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(BadSetting, match="PACKSHOT_CONNECTIONS"):
        settings_in(tmp_path, PACKSHOT_CONNECTIONS=wrong)
