"""Folders for files on their way: one for each process, which does not outlive it; old files beside them."""

import os
import subprocess
import sys
from pathlib import Path

from web.files.temporary import discard_left_behind, held, name_folder
from web.settings import ROOT

HOLD = """
import sys
from pathlib import Path
from web.files.temporary import held, name_folder
folder = name_folder(Path(sys.argv[1]))
with held(folder):
    (folder / "packshot-half").write_bytes(b"half")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_left_goes_at_the_next_start_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "temporary")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        with held(name_folder(tmp_path / "temporary")):
            assert (theirs / "packshot-half").exists()
        other.kill()
    assert (theirs / "packshot-half").exists()
    own = name_folder(tmp_path / "temporary")
    with held(own):
        assert [path for path in own.parent.iterdir() if path.is_dir()] == [own]
        assert {path.stat().st_mode & 0o777 for path in (own.parent, own)} == {0o700}
    assert not own.exists()


def test_files_of_commands_go_only_when_they_are_old(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("packshot-old", "packshot-new", "somebody's")]
    for path in paths:
        path.touch()
    os.utime(paths[0], (0, 0))
    os.utime(paths[2], (0, 0))
    discard_left_behind(tmp_path, 60)
    assert sorted(tmp_path.iterdir()) == sorted(paths[1:])
