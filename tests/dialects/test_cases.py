"""Every numbered case of the notes a dialect was built from is a test, or is listed with the reason why it is none."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent


class Cases(NamedTuple):
    """The numbered cases of the notes a dialect was built from: how many, and those that a decision overrules."""

    folder: str
    last: int
    overruled: dict[int, str]


CASES = {
    "spree": Cases(
        "spree",
        90,
        {
            30: "a product's address lists the images of its variations too, so nothing of another dialect is hidden",
            79: "a product has one list: another variation is a link that changes no place",
            80: "a product has one list: another variation is a link that changes no place",
            81: "an image of a variation is in its product's list, and is shown, changed and deleted there",
            87: "addresses without v1, /api/products/…, belong to other dialects",
        },
    ),
    "bigcommerce": Cases(
        "bigcommerce", 75, {73: "products come from the catalogue, which adds and changes but never deletes one"}
    ),
    "token": Cases("token_api", 50, {}),
    "magento": Cases(
        "magento",
        131,
        {119: "members are not granted one by one: guests and customers read all but `exclude`, admins and staff all"},
    ),
    "spiffy": Cases("spiffy", 65, {}),
}


def numbers_tested(dialect: str) -> set[int]:
    """The numbers in the names of the tests: `test_spree_12_13_what_holds` shows two."""
    name = re.compile(rf"def test_{dialect}_(\d+(?:_\d+)*)_")
    texts = [path.read_text() for path in (HERE / CASES[dialect].folder).rglob("test_*.py")]
    return {int(number) for text in texts for found in name.findall(text) for number in found.split("_")}


@pytest.mark.parametrize("dialect", CASES)
def test_every_numbered_case_is_shown_or_overruled_with_a_reason(dialect: str) -> None:
    cases = CASES[dialect]
    shown, overruled = numbers_tested(dialect), set(cases.overruled)
    assert shown | overruled == set(range(1, cases.last + 1))
    assert not shown & overruled
    assert all(cases.overruled.values())
