"""Parsing of whole numbers."""

import pytest

from web.http.urls import whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("12345", 12345)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert whole(text, 5) == number


@pytest.mark.parametrize("text", ["", " 1", "1\n", "-1", "+1", "1.0", "1_0", "²", "١", "123456", "x"])
def test_everything_else_is_none(text: str) -> None:
    assert whole(text, 5) is None
