"""Every numbered case of the notes a dialect was built from is a test, or is listed with the reason why it is none."""

import re
from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDERS = {
    "spree": "spree",
    "bigcommerce": "bigcommerce",
    "token": "token_api",
    "magento": "magento",
    "spiffy": "spiffy",
}


def numbers_shown(dialect: str) -> set[int]:
    """The numbers in the names of the tests: `test_spree_12_13_what_holds` shows two."""
    name = re.compile(rf"def test_{dialect}_(\d+(?:_\d+)*)_")
    texts = [path.read_text() for path in (HERE / FOLDERS[dialect]).rglob("test_*.py")]
    return {int(number) for text in texts for found in name.findall(text) for number in found.split("_")}


@pytest.mark.parametrize("dialect", FOLDERS)
def test_every_numbered_case_is_shown_or_overruled_with_a_reason(dialect: str) -> None:
    cases = import_module(f"tests.dialects.{FOLDERS[dialect]}.cases")
    shown, void = numbers_shown(dialect), set(cases.VOID)
    assert shown | void == set(range(1, cases.LAST + 1))
    assert not shown & void
    assert all(cases.VOID.values())
