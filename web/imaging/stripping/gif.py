"""A GIF without what tells of people: its frames with their times, how often they are shown, and nothing else."""

from web.gallery.picture_errors import NotAPicture
from web.imaging.embedded_data import colour_table, is_needed_extension, past_pieces

TRAILER, EXTENSION, FRAME, CONTROL = 0x3B, 0x21, 0x2C, 0xF9


def stripped(data: bytes, _: int) -> bytes:
    """The end is there where it was missing. Raises NotAPicture where the blocks make no sense."""
    place = 13 + colour_table(data[10])
    kept, control = [data[:place]], b""
    while place < len(data) and data[place] != TRAILER:
        start, block = place, data[place]
        if block == FRAME:
            place = past_pieces(data, start + 11 + colour_table(data[start + 9]))
            kept += [control, data[start:place]]
            control = b""
        elif block == EXTENSION:
            place = past_pieces(data, start + 2)
            needed = data[start:place] if is_needed_extension(data, start) else b""
            if data[start + 1] == CONTROL:
                control = needed
            elif data[start + 1] == 0xFF:
                kept.append(needed)
            else:  # a text or a comment; the time before a text is the text's
                control = b"" if data[start + 1] == 0x01 else control
        elif block == 0:  # filling
            place += 1
        else:
            raise NotAPicture("no block where one must be")
    return b"".join(kept) + bytes([TRAILER])
