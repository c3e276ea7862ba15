"""The memory set aside for decoding is shared fairly by all processes, and a dead one gives its part back."""

import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic, sleep

import pytest

from web.storage.apart.budget import SLOT, Budget
from web.storage.errors import Busy

HOLD = """
import sys, time
from pathlib import Path
from web.storage.apart.budget import SLOT, Budget
with Budget(4 * SLOT, Path(sys.argv[1])).taken(int(sys.argv[2]) * SLOT, time.monotonic() + 5):
    print("held", flush=True)
    time.sleep(60)
"""


def soon(seconds: float = 0.1) -> float:
    return monotonic() + seconds


def test_what_fits_beside_each_other_is_taken_together(tmp_path: Path) -> None:
    budget = Budget(4 * SLOT, tmp_path)
    with budget.taken(3 * SLOT, soon()), budget.taken(1, soon()), pytest.raises(Busy), budget.taken(1, soon()):
        pass
    with budget.taken(4 * SLOT, soon()):
        pass


def test_whoever_wants_more_than_there_is_gets_all_of_it(tmp_path: Path) -> None:
    budget = Budget(4 * SLOT, tmp_path)
    with budget.taken(100 * SLOT, soon()), pytest.raises(Busy), budget.taken(1, soon()):
        pass


def test_waiting_ends_when_others_let_go(tmp_path: Path) -> None:
    budget, events = Budget(SLOT, tmp_path), list[str]()

    def wait() -> None:
        with budget.taken(1, soon(5)):
            events.append("second")

    with budget.taken(1, soon()):
        thread = threading.Thread(target=wait)
        thread.start()
        sleep(0.1)
        events.append("first")
    thread.join()
    assert events == ["first", "second"]


def test_small_pictures_do_not_pass_a_large_one_that_waits(tmp_path: Path) -> None:
    budget, order = Budget(2 * SLOT, tmp_path), list[str]()

    def take(name: str, memory: int) -> None:
        with budget.taken(memory, soon(5)):
            order.append(name)
            sleep(0.05)

    with budget.taken(1, soon()):
        large = threading.Thread(target=take, args=("large", 2 * SLOT))
        large.start()
        sleep(0.1)
        small = threading.Thread(target=take, args=("small", 1))
        small.start()
        sleep(0.1)
    large.join()
    small.join()
    assert order == ["large", "small"]


def test_other_processes_count_and_a_killed_one_gives_back(tmp_path: Path) -> None:
    budget = Budget(4 * SLOT, tmp_path)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path), "4"], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Busy), budget.taken(1, soon()):
            pass
        other.kill()
        with budget.taken(4 * SLOT, soon(5)):
            pass
