"""Every line of the checklist has a test of its own here, and those it names elsewhere are still there."""

import re
from pathlib import Path

from tests.checklist.lines import LAST, LINES

HERE = Path(__file__).parent
TEST = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


def names_below(folder: Path) -> set[str]:
    return {name for path in folder.rglob("test_*.py") for name in TEST.findall(path.read_text())}


def test_the_table_holds_every_number() -> None:
    assert set(LINES) == {f"{heading}_{number}" for heading, last in LAST.items() for number in range(1, last + 1)}
    assert all(line.rule.endswith(".") for line in LINES.values())


def test_every_line_has_a_test_and_every_test_a_line() -> None:
    numbered = names_below(HERE) - set(TEST.findall(Path(__file__).read_text()))
    shown = {found[1] for name in numbered if (found := re.match(r"test_([a-z]_\d+)_", name))}
    assert shown == set(LINES)
    assert all(re.match(r"test_[a-z]_\d+_", name) for name in numbered)


def test_no_test_that_a_line_names_elsewhere_was_lost() -> None:
    elsewhere = {name for line in LINES.values() for name in line.elsewhere}
    assert elsewhere - names_below(HERE.parent) == set()
