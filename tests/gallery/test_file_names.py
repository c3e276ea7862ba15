"""Names of files: without control characters, at most 255 characters, the extension kept."""

import pytest

from web.gallery.file_names import LONGEST, clean_file_name


@pytest.mark.parametrize("control", [*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029"])
def test_a_control_character_is_left_out(control: str) -> None:
    assert clean_file_name(f"a{control}b.jpg{control}") == "ab.jpg"


@pytest.mark.parametrize("name", ["фото 1.jpg", "../../etc/a.jpg", " a .jpg ", "a\u200db.jpg", "", "x" * 251 + ".jpg"])
def test_everything_else_is_kept_as_sent(name: str) -> None:
    assert clean_file_name(name) == name


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("é" * 20_000 + ".jpeg", "é" * 250 + ".jpeg"),
        ("x" * 20_000, "x" * 255),
        ("x." + "y" * 20_000, "x." + "y" * 253),
        ("." + "jpg" * 200, ("." + "jpg" * 200)[:255]),
        ("folder/" * 100 + "a.jpg", "a.jpg"),
        ("folder\\" * 100 + "a.jpg", "a.jpg"),
        ("x" * 300 + ". b", "x" * 255),
    ],
)
def test_a_name_that_is_too_long_loses_the_end_of_its_stem(name: str, cut: str) -> None:
    assert clean_file_name(name) == cut
    assert len(cut) <= LONGEST
