"""Kinds of JPEG: what its frame says of how it is encoded (T.81, table B.1), found as tolerantly as decoders do."""

from web.imaging.envelope import END, MARKER, SCAN

FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
SHOWN_BY_BROWSERS = (0xC0, 0xC1, 0xC2)  # baseline, sequential, progressive; all with Huffman codes
SCALABLE = {*FRAMES} - {0xC3, 0xC7, 0xCB, 0xCF}  # lossless ones have no smaller scale within


def frame_kind(data: bytes) -> int | None:
    """The marker of its frame; None where there is none before its pixels."""
    place = 2
    while (found := MARKER.search(data, place)) is not None:
        marker, place = data[found.end() - 1], found.end()
        if marker in FRAMES:
            return marker
        if marker in (SCAN, END):
            return None
        if marker != 0x01:
            place += int.from_bytes(data[place : place + 2])
    return None
