"""AVIF's nclx is the primary item's, and damaged boxes give none."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.imaging.colour.files import plain_avif
from web.imaging.colour.avif_boxes import code_points_of_avif
from web.imaging.colour.code_points import CodePoints

WHOLE = plain_avif((230, 30, 30, 128), 12, 16)


def read(data: bytes, folder: Path) -> CodePoints | None:
    (folder / "boxes.avif").write_bytes(data)
    return code_points_of_avif(folder / "boxes.avif")


def test_code_points_are_read(tmp_path: Path) -> None:
    assert read(WHOLE, tmp_path) == CodePoints(12, 16)


def test_those_of_another_item_do_not_count(tmp_path: Path) -> None:
    place = WHOLE.index(b"pitm") + 8
    assert int.from_bytes(WHOLE[place : place + 2]) == 1
    assert read(WHOLE[:place] + b"\0\2" + WHOLE[place + 2 :], tmp_path) is None  # its alpha is the second


@given(place=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 600))
def test_no_damage_makes_it_fail(place: int, byte: int, cut: int, tmp_path_factory: object) -> None:
    folder = tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    data = bytearray(WHOLE)
    data[place % len(data)] = byte
    for one in (bytes(data), bytes(data[:cut]), bytes(data[:8]) + data[place:]):
        found = read(one, folder)
        assert found is None or isinstance(found, CodePoints)
