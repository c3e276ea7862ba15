"""The files of others are the ones their README lists, byte for byte."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
ROW = re.compile(r"^\| (\S+/\S+) \| \S+ \| \d[\w.]+ \| \S+ \| ([0-9a-f]{64}) \|$", re.MULTILINE)


def test_every_vendored_file_is_listed_with_its_checksum() -> None:
    listed = dict(ROW.findall((VENDOR / "README.md").read_text()))
    here = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.glob("*/**/*") if path.is_file()}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in here.items()}


def test_every_vendored_package_comes_with_its_licence() -> None:
    folders = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert folders
    assert [folder.name for folder in folders if not (folder / "LICENSE").is_file()] == []
