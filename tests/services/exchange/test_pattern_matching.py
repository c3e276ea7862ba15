"""Patterns for file names: what they mean, and which ones cannot be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.services.exchange.importing.patterns import BadPattern, read_pattern


def readings(pattern: str, name: str) -> list[dict[str, str]]:
    return list(read_pattern(pattern).readings(name))


def test_a_name_is_taken_apart() -> None:
    assert readings("{sku}_{position}.{ext}", "DOG-8_12.JPG") == [{"sku": "DOG-8", "position": "12", "ext": "JPG"}]


def test_a_product_may_have_the_separator_in_its_name_the_longest_being_tried_first() -> None:
    assert [one["sku"] for one in readings("{sku}_{label}.{ext}", "A_B_front.jpg")] == ["A_B", "A"]
    assert [one["sku"] for one in readings("{sku}_{position}.{ext}", "A_1_2.jpg")] == ["A_1"]


@pytest.mark.parametrize("name", ["DOG-8.jpg", "DOG-8_x.jpg", "_1.jpg", "DOG-8_1", "DOG-8_1.", "a/DOG-8_1.jpg"])
def test_other_names_mean_nothing(name: str) -> None:
    assert readings("{sku}_{position}.{ext}", name) == []


def test_a_star_is_any_text_and_none() -> None:
    assert readings("*-{id}.jpg", "front-8.jpg") == [{"id": "8"}]
    assert readings("{id}-*.jpg", "8-.jpg") == [{"id": "8"}]


def test_a_slash_in_the_pattern_speaks_of_folders() -> None:
    pattern = read_pattern("{slug}/{position}.{ext}")
    assert pattern.of_path
    assert list(pattern.readings("mug/2.png")) == [{"slug": "mug", "position": "2", "ext": "png"}]
    assert list(pattern.readings("shop/mug/2.png")) == []


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "whose"),
        ("{position}.{ext}", "whose"),
        ("*", "whose"),
        ("{sku}{position}.{ext}", "nothing stands between {sku} and {position}"),
        ("{sku}*", "nothing stands between {sku} and *"),
        ("{sku}_{sku}.{ext}", "twice"),
        ("{SKU}.{ext}", "{SKU}"),
        ("{sku}_{}.jpg", "names nothing"),
        ("{sku.jpg", "names nothing"),
        ("sku}.jpg", "names nothing"),
        ("../{sku}.jpg", "no file"),
        ("/{sku}.jpg", "no file"),
        ("{sku}/", "no file"),
    ],
)
def test_a_pattern_that_cannot_be_meant_says_why(pattern: str, why: str) -> None:
    with pytest.raises(BadPattern) as refused:
        read_pattern(pattern)
    assert why in str(refused.value)


words = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12)


@given(words, st.integers(0, 10**15 - 1), words, st.from_regex(r"[A-Za-z0-9]{1,4}", fullmatch=True))
def test_whatever_a_name_was_made_of_is_among_its_readings(sku: str, position: int, label: str, ext: str) -> None:
    name = f"{sku}_{position}_{label}.{ext}"
    read = {one["sku"]: one for one in readings("{sku}_{position}_{label}.{ext}", name)}
    assert sku in read
    for one in read.values():
        assert f"{one['sku']}_{one['position']}_{one['label']}.{one['ext']}" == name


@given(st.text("a_", max_size=60))
def test_names_full_of_separators_are_read_in_no_time(name: str) -> None:
    found = readings("{sku}_*_*_*_*_*_*_{label}", name)
    assert len({one["sku"] for one in found}) == len(found)
