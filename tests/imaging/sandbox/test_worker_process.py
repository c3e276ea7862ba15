"""A child process may hang, hog, crash, babble or lie: the server gets an answer or a clear refusal, and lives on."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.imaging.sandbox import misbehaving
from tests.imaging.sandbox.gate import Gate
from tests.pictures import huge_png_header, png
from web.gallery.picture_errors import EmptyFile, FormatNotAllowed, NotAPicture, TooCostly, TooManyPixels
from web.gallery.unavailable import DecodingUnavailable
from web.imaging.checking import check
from web.imaging.sandbox import worker_process
from web.imaging.sandbox.protocol import WorkerRequest
from web.imaging.sandbox.worker_process import WorkerProcess

MIB = 2**20
Do = Callable[..., Any]


@pytest.fixture
def do() -> Iterator[Do]:
    """Have work done by a child of this test's own."""
    own = WorkerProcess()

    def carried_out(work: Callable[..., Any], *args: Any, memory: int = 64 * MIB, seconds: int = 5) -> Any:
        return own.run(work, WorkerRequest(work.__module__, work.__name__, list(args), memory, seconds))

    yield carried_out
    own.end()


def test_work_is_done_in_another_process_which_stays_for_the_next(do: Do) -> None:
    assert do(misbehaving.double, 21) == 42
    assert do(misbehaving.process, 0) == do(misbehaving.process, 0)


def test_paths_arrive_and_come_back_as_paths(do: Do, tmp_path: Path) -> None:
    assert do(misbehaving.add_path, tmp_path, 7) == tmp_path / "7"


def test_what_takes_more_memory_than_it_may_is_refused_and_the_child_lives(do: Do) -> None:
    process = do(misbehaving.process, 0)
    with pytest.raises(TooCostly):
        do(misbehaving.use_memory, 2048 * MIB)
    assert do(misbehaving.use_memory, 16 * MIB) == 16 * MIB
    assert do(misbehaving.process, 0) == process


def test_what_takes_more_of_the_processor_than_it_may_is_ended(do: Do) -> None:
    with pytest.raises(TooCostly):
        do(misbehaving.spin, 100, seconds=1)
    assert do(misbehaving.double, 1) == 2


def test_what_hangs_is_ended_by_the_clock(do: Do, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    assert do(misbehaving.double, 1) == 2  # the process is there
    with monkeypatch.context() as patched:
        patched.setattr(worker_process, "CLOCK_FACTOR", 0.1)
        with pytest.raises(TooCostly):
            do(misbehaving.wait_at, gate.folder, seconds=1)
    assert do(misbehaving.double, 1) == 2


def test_a_crash_of_the_codec_is_a_refusal(do: Do) -> None:
    with pytest.raises(TooCostly):
        do(misbehaving.crash, 0)
    assert do(misbehaving.double, 1) == 2


def test_work_whose_child_was_killed_is_done_again_by_another(do: Do, tmp_path: Path) -> None:
    assert do(misbehaving.die_once, tmp_path / "marker") == "survived"


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"])
def test_a_child_that_others_kill_again_and_again_says_nothing_about_the_picture(do: Do, name: str) -> None:
    with pytest.raises(DecodingUnavailable):
        do(misbehaving.die_by, signal.Signals[name])
    assert do(misbehaving.double, 1) == 2


@pytest.mark.parametrize("number", [signal.SIGXCPU, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGSYS, 0])
def test_a_child_that_a_limit_or_a_fault_ends_was_the_pictures_doing(do: Do, number: int) -> None:
    with pytest.raises(TooCostly):
        do(misbehaving.die_by, number)
    assert do(misbehaving.double, 1) == 2


@pytest.mark.parametrize("python", ["/nonexistent/python", "/bin/false", "/bin/cat"])
def test_a_child_that_does_not_start_says_nothing_about_the_picture(
    do: Do, python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not there, ends at once, or babbles."""
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", python)
        with pytest.raises(DecodingUnavailable):
            do(misbehaving.double, 1)
    assert do(misbehaving.double, 1) == 2


def test_a_child_that_hangs_at_its_start_is_given_up(do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(worker_process, "START", 0.01)
        with pytest.raises(DecodingUnavailable):
            do(misbehaving.double, 1)
    assert do(misbehaving.double, 1) == 2


def test_without_a_free_file_number_it_is_not_the_pictures_fault(do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", full)
        with pytest.raises(DecodingUnavailable, match="Too many open files"):
            do(misbehaving.double, 1)


def test_code_that_is_not_whole_is_not_the_pictures_fault() -> None:
    own = WorkerProcess()
    with pytest.raises(DecodingUnavailable):
        own.run(misbehaving.double, WorkerRequest("web.imaging.not_there", "double", [1], 64 * MIB, 5))
    own.end()


def test_what_is_printed_is_no_answer(do: Do) -> None:
    assert do(misbehaving.write_to_stdout, "\x00\x00\x00\x02hi") == "\x00\x00\x00\x02hi"


def test_an_answer_of_another_type_than_declared_is_not_believed(do: Do) -> None:
    with pytest.raises(NotAPicture):
        do(misbehaving.return_wrong_type, 1)


def test_no_secret_of_the_environment_and_no_open_file_goes_along(do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKSHOT_SECRET_KEY", "hush")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    assert do(misbehaving.environment, ["PACKSHOT_SECRET_KEY", "AWS_SECRET_ACCESS_KEY", "HOME"]) == []
    assert [name for name in do(misbehaving.open_files, 60) if not name.startswith("pipe:")] == []


def test_refusals_arrive_with_their_facts(do: Do, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(huge_png_header(8000, 7000))
    (tmp_path / "small").write_bytes(png())
    (tmp_path / "empty").touch()
    with pytest.raises(TooManyPixels) as too_many:
        do(check, tmp_path / "large", 1_000_000, 10)
    assert (too_many.value.width, too_many.value.height, too_many.value.limit) == (8000, 7000, 1_000_000)
    with pytest.raises(FormatNotAllowed, match="PNG"):
        do(check, tmp_path / "small", 1_000_000, 10, frozenset({"GIF"}))
    with pytest.raises(EmptyFile):
        do(check, tmp_path / "empty", 1_000_000, 10)
