"""The memory set aside for decoding is shared fairly by all processes, and a dead one gives its part back."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest

from tests.waiting import LONG
from web.gallery.unavailable import Busy
from web.imaging.sandbox import limits as module
from web.imaging.sandbox.limits import SLOT, MemoryBudget

HOLD = """
import sys, time
from pathlib import Path
from web.imaging.sandbox.limits import SLOT, MemoryBudget
with MemoryBudget(4 * SLOT, Path(sys.argv[1])).taken(int(sys.argv[2]) * SLOT, time.monotonic() + 5):
    print("held", flush=True)
    sys.stdin.read()
"""
AT_ONCE = 0.0  # a moment that is over: whoever cannot have it now is refused


def later() -> float:
    """A deadline after everything that is waited for has come."""
    return time.monotonic() + LONG


class Waiting:
    """Threads that found no room: who did, by name, and whether they may look again."""

    def __init__(self) -> None:
        self.found_none = {name: Event() for name in ("waiting", "large", "small")}
        self.look_again = Event()

    def pause(self, _: float) -> None:
        self.found_none[current_thread().name].set()
        assert self.look_again.wait(LONG)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    waiting = Waiting()
    monkeypatch.setattr(module, "sleep", waiting.pause)
    return waiting


def test_what_fits_beside_each_other_is_taken_together(tmp_path: Path) -> None:
    budget = MemoryBudget(4 * SLOT, tmp_path)
    with budget.taken(3 * SLOT, AT_ONCE), budget.taken(1, AT_ONCE), pytest.raises(Busy), budget.taken(1, AT_ONCE):
        pass
    with budget.taken(4 * SLOT, AT_ONCE):
        pass


def test_whoever_wants_more_than_there_is_gets_all_of_it(tmp_path: Path) -> None:
    budget = MemoryBudget(4 * SLOT, tmp_path)
    with budget.taken(100 * SLOT, AT_ONCE), pytest.raises(Busy), budget.taken(1, AT_ONCE):
        pass


def test_waiting_ends_when_others_let_go(tmp_path: Path, waiting: Waiting) -> None:
    budget, events = MemoryBudget(SLOT, tmp_path), list[str]()

    def wait() -> None:
        with budget.taken(1, later()):
            events.append("second")

    thread = Thread(target=wait, name="waiting")
    with budget.taken(1, AT_ONCE):
        thread.start()
        assert waiting.found_none["waiting"].wait(LONG)
        events.append("first")
    waiting.look_again.set()
    thread.join()
    assert events == ["first", "second"]


def test_small_pictures_do_not_pass_a_large_one_that_waits(tmp_path: Path, waiting: Waiting) -> None:
    """Not even while there is room for them, and not yet for the large one."""
    budget, order = MemoryBudget(2 * SLOT, tmp_path), list[str]()

    def take(name: str, memory: int) -> None:
        with budget.taken(memory, later()):
            order.append(name)
        waiting.found_none[name].set()  # or it was done without

    large, small = (
        Thread(target=take, name=name, args=(name, size)) for name, size in (("large", 2 * SLOT), ("small", 1))
    )
    with budget.taken(1, AT_ONCE):
        large.start()
        assert waiting.found_none["large"].wait(LONG)
    small.start()
    assert waiting.found_none["small"].wait(LONG)
    waiting.look_again.set()
    large.join()
    small.join()
    assert order == ["large", "small"]


def test_locks_that_were_cleaned_away_are_made_anew(tmp_path: Path) -> None:
    budget = MemoryBudget(2 * SLOT, tmp_path / "var" / "decoding")
    with budget.taken(SLOT, AT_ONCE):
        shutil.rmtree(tmp_path / "var")
        with budget.taken(2 * SLOT, AT_ONCE), pytest.raises(Busy), budget.taken(1, AT_ONCE):
            pass


def test_whoever_waits_while_the_locks_are_cleaned_away_goes_on(tmp_path: Path, waiting: Waiting) -> None:
    budget, done = MemoryBudget(SLOT, tmp_path / "decoding"), Event()

    def wait() -> None:
        with budget.taken(1, later()):
            done.set()

    thread = Thread(target=wait, name="waiting")
    with budget.taken(1, AT_ONCE):
        thread.start()
        assert waiting.found_none["waiting"].wait(LONG)
        shutil.rmtree(tmp_path / "decoding")
        waiting.look_again.set()
        assert done.wait(LONG)
    thread.join()


def test_a_folder_that_others_can_look_into_or_lead_elsewhere_is_not_locked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("open", "link"):
        with MemoryBudget(SLOT, tmp_path / name).taken(1, AT_ONCE):
            assert not list((tmp_path / name).iterdir())


def test_a_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "decoding"
    folder.mkdir(mode=0o700)
    (folder / "turn").symlink_to(tmp_path / "victim")
    with pytest.raises(OSError, match="symbolic links"), MemoryBudget(SLOT, folder).taken(1, AT_ONCE):
        pass
    assert not (tmp_path / "victim").exists()


def test_several_installations_have_memory_of_their_own_and_processes_of_one_share_it(tmp_path: Path) -> None:
    one, same, other = (MemoryBudget(SLOT, tmp_path / name) for name in ("one", "one", "other"))
    with one.taken(1, AT_ONCE), other.taken(1, AT_ONCE), pytest.raises(Busy), same.taken(1, AT_ONCE):
        pass


def test_other_processes_count_and_a_killed_one_gives_back(tmp_path: Path) -> None:
    budget, command = MemoryBudget(4 * SLOT, tmp_path), [sys.executable, "-c", HOLD, str(tmp_path), "4"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Busy), budget.taken(1, AT_ONCE):
            pass
        other.kill()
        with budget.taken(4 * SLOT, later()):
            pass
