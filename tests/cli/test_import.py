"""`packshot import` and `packshot export`, as a person at a terminal meets them, also when they are ended half-way."""

import csv
import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_commands import write_catalogue
from tests.fixtures.hosts import Handler, http_server
from tests.pictures import jpeg
from tests.shop import CATALOGUE

MATCH = "{sku}_{position}.{ext}"


def shop(folder: Path) -> Terminal:
    folder.mkdir(exist_ok=True)
    terminal = Terminal(folder)
    terminal.json("catalogue", "load", write_catalogue(folder, CATALOGUE))
    return terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return shop(tmp_path)


def write_pictures(path: Path, number: int) -> Path:
    """Write pictures of the dog, each of its own size."""
    path.mkdir()
    for place in range(1, number + 1):
        (path / f"DOG-8_{place}.jpg").write_bytes(jpeg(40 + place, 40))
    return path


def export_rows(terminal: Terminal, name: str) -> list[str]:
    terminal.json("export", str(terminal.folder / name))
    return (terminal.folder / name / "packshot.csv").read_text("utf-8-sig").splitlines()


def rows_of(lines: list[str]) -> list[dict[str, str]]:
    """Rows of a CSV without what every installation gives anew."""
    return [
        {name: cell for name, cell in row.items() if name not in ("image", "uploaded_at")}
        for row in csv.DictReader(lines)
    ]


def edit_labels(lines: list[str], folder: Path) -> None:
    """Write an export again as a person might: other order, labels that begin as formulas do, roles, hidden ones."""
    table = list(csv.DictReader(lines))
    texts = ("=1+1", "+1", "-1", "@SUM(A1)", "'")
    for place, (row, text) in enumerate(zip(table, texts, strict=True)):
        row |= {"position": str(10 - place), "label": "'" + text, "label:french": f"'{text} fr", "label:german": "'"}
    table[0] |= {"roles": "image hover_image", "removed:french": "yes"}
    table[1] |= {"excluded": "yes", "excluded:french": "no", "roles:german": "image", "position:german": "-3"}
    with (folder / "packshot.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


@contextmanager
def start(terminal: Terminal, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "web.cli.main", *words]
    process = subprocess.Popen(command, env=terminal.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def killed_after(terminal: Terminal, lines: int, *words: str) -> None:
    with start(terminal, *words) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines -= line.startswith("added")
            if not lines:
                break
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


def test_a_folder_goes_in_comes_out_and_goes_in_again(terminal: Terminal) -> None:
    folder = write_pictures(terminal.folder / "in", 3)
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
    assert "another folder" in terminal.error_of("export", str(out))


def test_each_file_has_its_line_and_what_was_refused_makes_exit_status_1(terminal: Terminal) -> None:
    folder = write_pictures(terminal.folder / "in", 1)
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
    write_pictures(terminal.folder / "in", 1)
    result = terminal.run(
        "import", *(str(terminal.folder / word) if place == 0 else word for place, word in enumerate(words))
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith("Error: ")


def test_a_folder_whose_import_was_killed_is_finished_by_the_next(terminal: Terminal) -> None:
    folder = write_pictures(terminal.folder / "in", 70)
    killed_after(terminal, 10, "import", str(folder), "--match", MATCH)
    counts = terminal.json("import", str(folder), "--match", MATCH)["counts"]
    assert counts["added"] + counts["already there"] == 70
    assert counts["added"] > 0
    assert len({line.split(",")[7] for line in export_rows(terminal, "out")[1:]}) == 70
    assert len(export_rows(terminal, "again")) == 71


def test_an_exported_folder_whose_import_was_killed_is_finished_by_the_next(terminal: Terminal) -> None:
    folder = terminal.folder / "in"
    folder.mkdir()
    for place, product in enumerate((8, 28, 123) * 16):
        (folder / f"{product}_{place}.jpg").write_bytes(jpeg(40 + place, 40))
    terminal.json("import", str(folder), "--match", "{id}_{position}.{ext}")
    before = rows_of(export_rows(terminal, "out"))
    other = shop(terminal.folder / "other")
    killed_after(other, 1, "import", str(terminal.folder / "out"))
    counts = other.json("import", str(terminal.folder / "out"))["counts"]
    assert counts["added"] + counts["already there"] == 48
    assert counts["already there"] > 0
    assert rows_of(export_rows(other, "again")) == before


def half_exported(terminal: Terminal, out: Path) -> bool:
    """Export and kill it after a few files; False where it was done before that, as on a busy machine."""
    with start(terminal, "export", str(out)) as process:
        while len(list(out.glob("DOG-8_*.jpg"))) < 3:
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    return not (out / "packshot.csv").exists()


def test_an_export_that_was_killed_is_finished_by_the_next(terminal: Terminal) -> None:
    folder = write_pictures(terminal.folder / "in", 40)
    terminal.json("import", str(folder), "--match", MATCH)
    outs = map(terminal.folder.joinpath, ("first", "second", "third", "fourth"))
    out = next(out for out in outs if half_exported(terminal, out))
    assert len(export_rows(terminal, out.name)) == 41
    assert {path.name for path in out.iterdir()} == {"packshot.csv", *(path.name for path in folder.iterdir())}


def revisions(terminal: Terminal) -> list[object]:
    """Revisions of every owner and the shop, and the number of journal entries."""
    with closing(sqlite3.connect(terminal.folder / "var" / "packshot.sqlite")) as database:
        count = "SELECT COUNT(*) FROM journal_entry"
        return [*database.execute("SELECT id, revision FROM owner ORDER BY id"), *database.execute(count)]


def test_an_export_imported_into_the_same_shop_changes_no_revision_and_no_journal(terminal: Terminal) -> None:
    terminal.json("import", str(write_pictures(terminal.folder / "in", 5)), "--match", MATCH)
    edit_labels(export_rows(terminal, "out"), terminal.folder / "out")
    assert terminal.json("import", str(terminal.folder / "out"))["counts"]["changed"] > 0
    first, before = export_rows(terminal, "more"), revisions(terminal)
    assert terminal.json("import", str(terminal.folder / "more"))["counts"] == {"already there": 5}
    assert revisions(terminal) == before
    assert export_rows(terminal, "still") == first


def test_an_empty_shop_gets_the_same_galleries(terminal: Terminal) -> None:
    terminal.json("import", str(write_pictures(terminal.folder / "in", 5)), "--match", MATCH)
    edit_labels(export_rows(terminal, "out"), terminal.folder / "out")
    terminal.json("import", str(terminal.folder / "out"))
    before = export_rows(terminal, "more")
    cells = [cell for row in rows_of(before) for cell in row.values()]
    assert "'=1+1" in cells
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")] == ["-3"]
    other = shop(terminal.folder / "other")
    assert other.json("import", str(terminal.folder / "more"))["counts"] == {"added": 5}
    assert rows_of(export_rows(other, "out")) == rows_of(before)


@contextmanager
def picture_host() -> Iterator[tuple[str, list[str]]]:
    """Host a new picture at every address but /no. Yields the host's address and the paths that were requested."""
    requested: list[str] = []

    class PictureHost(Handler):
        def do_GET(self) -> None:
            requested.append(self.path)
            comment = str(time.time_ns()).encode()
            body = b"no picture" if self.path == "/no" else jpeg(40 + int(self.path.strip("/")), 40, comment=comment)
            self.respond(200, body)

    with http_server(PictureHost) as address:
        yield address, requested


def test_a_list_whose_import_was_killed_is_finished_by_the_next_and_nothing_is_added_twice(terminal: Terminal) -> None:
    terminal.environ["PACKSHOT_FETCH_ALLOW"] = "127.0.0.0/8"
    with picture_host() as (url, requested):
        path = terminal.folder / "list.csv"
        path.write_text("sku,url\n" + "".join(f"DOG-8,{url}/{number}\n" for number in range(60)))
        for _ in range(3):
            killed_after(terminal, 8, "import", str(path))
        left = terminal.json("jobs", "retry")["counts"]
        assert 0 < left["added"] <= 60 - 24
        assert terminal.json("import", str(path))["counts"] == {"already there": 60}
        assert len(requested) < 60 + 3 * 16  # only what was under way is fetched again
    assert len(export_rows(terminal, "out")) == 61


def test_a_list_imported_again_is_applied_and_summed_up_or_kept_with_exit_status_1(terminal: Terminal) -> None:
    terminal.environ["PACKSHOT_FETCH_ALLOW"] = "127.0.0.0/8"
    with picture_host() as (url, requested):
        path = terminal.folder / "list.csv"
        path.write_text(f"sku,url,label\nDOG-8,{url}/1,One\nDOG-8,{url}/2,Two\n")
        first = terminal.json("import", str(path))
        assert first["summary"] == {"added": 2, "changed": 0, "unchanged": 0, "failed": 0}
        path.write_text(f"sku,url,label\nDOG-8,{url}/1,Corrected\nDOG-8,{url}/2,Two\nNOBODY,{url}/3,\n")
        kept = terminal.run("import", str(path), "--keep")
        assert (kept.returncode, "label 'One' -> 'Corrected'" in kept.stdout) == (1, True)
        assert kept.stdout.splitlines()[-1] == "0 added, 0 changed, 1 unchanged, 1 failed, 1 different."
        assert "1 of 3 are not as the list says, and were kept" in kept.stderr
        path.write_text(f"sku,url,label\nDOG-8,{url}/1,Corrected\nDOG-8,{url}/2,Two\n")
        done = terminal.run("import", str(path))
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 added, 1 changed, 1 unchanged, 0 failed.")
        assert terminal.run("import", str(path), "--keep").returncode == 0
        assert sorted(requested) == ["/1", "/2"]
    assert "Corrected" in {row["label"] for row in rows_of(export_rows(terminal, "out"))}
    assert terminal.run("import", str(terminal.folder / "out"), "--keep").returncode == 2
    assert "no list of addresses" in terminal.error_of(
        "import", str(terminal.folder / "out" / "packshot.csv"), "--keep"
    )


def test_a_workbook_is_refused_with_how_to_save_it(terminal: Terminal) -> None:
    path = terminal.folder / "list.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(99))
    assert "list.xlsx is a workbook (.xlsx, .ods); open it in the spreadsheet and save it as CSV UTF-8" in (
        terminal.error_of("import", str(path))
    )


def test_jobs_are_listed_with_their_reasons_and_tried_again(terminal: Terminal) -> None:
    terminal.environ["PACKSHOT_FETCH_ALLOW"] = "127.0.0.0/8"
    with picture_host() as (url, requested):
        path = terminal.folder / "list.csv"
        path.write_text(f"sku,url\nDOG-8,{url}/no\nDOG-8,{url}/2\nNOBODY,{url}/3\n")
        assert terminal.run("import", str(path)).returncode == 1
        listed = terminal.json("jobs", "list")
        assert listed["counts"] == {"done": 1, "failed": 2}
        dead, nobody = listed["jobs"]
        assert (dead["source"], dead["state"], dead["tries"], dead["url"]) == ("list.csv:2", "failed", 1, f"{url}/no")
        assert dead["reason"] == "it is not a picture, or it is damaged"
        assert nobody["reason"] == "there is no product with the sku 'NOBODY'"
        (done,) = terminal.json("jobs", "list", "--state", "done")["jobs"]
        assert (done["url"], done["image"] > 0) == (f"{url}/2", True)
        assert "1 done, 2 failed" in terminal.run("jobs", "list").stdout
        retried = terminal.run("jobs", "retry", str(dead["id"]), "--json")
        assert (retried.returncode, json.loads(retried.stdout)["counts"]) == (1, {"failed": 1})
        assert [job["tries"] for job in terminal.json("jobs", "list")["jobs"]] == [2, 1]
        assert sorted(requested) == ["/2", "/no", "/no"]
    assert "no job 99" in terminal.error_of("jobs", "retry", "99")


def test_the_bar_is_for_terminals_only(terminal: Terminal) -> None:
    folder = write_pictures(terminal.folder / "in", 2)
    words = ("import", str(folder), "--match", MATCH)
    assert terminal.run(*words).stderr == ""
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "web.cli.main", *words]
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
