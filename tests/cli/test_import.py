"""`packshot import` and `packshot export`, as a person at a terminal meets them, also when they are ended half-way."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Terminal, written
from tests.pictures import jpeg
from tests.shop import CATALOGUE

MATCH = "{sku}_{position}.{ext}"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path)
    terminal.json("catalogue", "load", written(tmp_path, CATALOGUE))
    return terminal


def folder_of(path: Path, number: int) -> Path:
    """So many pictures of the dog, each of its own size."""
    path.mkdir()
    for place in range(1, number + 1):
        (path / f"DOG-8_{place}.jpg").write_bytes(jpeg(40 + place, 40))
    return path


def exported(terminal: Terminal, name: str) -> list[str]:
    terminal.json("export", str(terminal.folder / name))
    return (terminal.folder / name / "packshot.csv").read_text("utf-8-sig").splitlines()


@contextmanager
def begun(terminal: Terminal, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "web.cli", *words]
    process = subprocess.Popen(command, env=terminal.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def killed_after(terminal: Terminal, lines: int, *words: str) -> None:
    with begun(terminal, *words) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines -= line.startswith("added")
            if not lines:
                break
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


def test_a_folder_goes_in_comes_out_and_goes_in_again(terminal: Terminal) -> None:
    folder = folder_of(terminal.folder / "in", 3)
    dry = terminal.json("import", str(folder), "--match", MATCH, "--dry-run")
    assert (dry["counts"], dry["dry_run"], dry["finished"]) == ({"added": 3}, True, True)
    done = terminal.json("import", str(folder), "--match", MATCH)
    assert done["counts"] == {"added": 3}
    assert [(one["source"], one["result"], one["product"]) for one in done["files"]] == [
        (f"DOG-8_{place}.jpg", "added", "DOG-8") for place in (1, 2, 3)
    ]
    out = terminal.folder / "out"
    assert terminal.json("export", str(out))["counts"] == {"written": 3}
    assert (out / "DOG-8_2.jpg").read_bytes() == (folder / "DOG-8_2.jpg").read_bytes()
    assert terminal.json("import", str(out))["counts"] == {"already there": 3}
    assert "another folder" in terminal.refused("export", str(out))


def test_each_file_has_its_line_and_what_was_refused_makes_exit_status_1(terminal: Terminal) -> None:
    folder = folder_of(terminal.folder / "in", 1)
    (folder / "MUG-28_1.jpg").write_text("no picture")
    done = terminal.run("import", str(folder), "--match", MATCH)
    assert done.returncode == 1
    added, refused, summary = done.stdout.splitlines()
    assert added.startswith("added         DOG-8_1.jpg, DOG-8, image ")
    assert refused == "refused       MUG-28_1.jpg: it is not a picture, or it is damaged"
    assert summary == "1 added, 1 refused."
    assert done.stderr == "Error: 1 of 2 could not be imported\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("in",),
        ("in", "--match", "{colour}.jpg"),
        ("in", "--match", "{sku}{position}.jpg"),
        ("nowhere", "--match", MATCH),
        ("catalogue.json", "--match", MATCH),
    ],
)
def test_what_cannot_be_meant_is_exit_status_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    folder_of(terminal.folder / "in", 1)
    told = terminal.run(
        "import", *(str(terminal.folder / word) if place == 0 else word for place, word in enumerate(words))
    )
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.splitlines()[-1].startswith("Error: ")


def test_a_folder_whose_import_was_killed_is_finished_by_the_next(terminal: Terminal) -> None:
    folder = folder_of(terminal.folder / "in", 70)
    killed_after(terminal, 10, "import", str(folder), "--match", MATCH)
    counts = terminal.json("import", str(folder), "--match", MATCH)["counts"]
    assert counts["added"] + counts["already there"] == 70
    assert counts["added"] > 0
    assert len({line.split(",")[7] for line in exported(terminal, "out")[1:]}) == 70
    assert len(exported(terminal, "again")) == 71


class Shelf(BaseHTTPRequestHandler):
    """Gives every address a picture of its own, never the same bytes twice, and notes who asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        number = int(self.path.strip("/"))
        body = jpeg(40 + number, 40, comment=str(time.time_ns()).encode())
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def shelf() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), type("OneShelf", (Shelf,), {"asked": asked})) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def test_a_list_whose_import_was_killed_is_finished_by_the_next_and_nothing_is_added_twice(terminal: Terminal) -> None:
    terminal.environ["PACKSHOT_FETCH_ALLOW"] = "127.0.0.0/8"
    with shelf() as (url, asked):
        path = terminal.folder / "list.csv"
        path.write_text("sku,url\n" + "".join(f"DOG-8,{url}/{number}\n" for number in range(60)))
        for _ in range(3):
            killed_after(terminal, 8, "import", str(path))
        left = terminal.json("jobs", "retry")["counts"]
        assert 0 < left["added"] <= 60 - 24
        assert terminal.json("import", str(path))["counts"] == {"already there": 60}
        assert len(asked) < 60 + 3 * 16  # only what was under way is fetched again
    assert len(exported(terminal, "out")) == 61


def test_the_bar_is_for_terminals_only(terminal: Terminal) -> None:
    folder = folder_of(terminal.folder / "in", 2)
    words = ("import", str(folder), "--match", MATCH)
    assert terminal.run(*words).stderr == ""
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "web.cli", *words]
    subprocess.run(command, env=terminal.environ, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    assert b"2 of 2" in os.read(mine, 10_000)
    os.close(mine)


def test_the_json_is_whole_even_when_the_work_breaks_off(terminal: Terminal) -> None:
    out = terminal.folder / "out"
    out.mkdir()
    (out / "packshot.csv").write_text("id,file,nonsense\n8,a.jpg,x\n")
    done = terminal.run("import", str(out), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["finished"] is False
    assert "nonsense" in done.stderr
