"""An AVIF without what tells of people: its own pictures, their properties, and zeros where the rest was.

No byte of a picture moves, so that everything that says where one lies stays true. Its turn is a property of the
picture, not EXIF's, and stays as well.
"""

from web.gallery.picture_errors import NotAPicture
from web.imaging.embedded_data import AVIF
from web.imaging.stripping import items
from web.imaging.stripping.boxes import Box, blank, boxes, replace

PICTURES = {b"av01", b"grid", b"iden", b"iovl", b"tmap"}
TABLES = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"grpl", b"dinf"}
TOLD = {b"udta", b"meta", b"uuid"}  # of a film and its tracks


def stripped(data: bytes, _: int) -> bytes:
    """Raises NotAPicture where the boxes make no sense."""
    out, found = bytearray(data), list(boxes(data, 0, len(data)))
    for box in found:
        if box.kind == b"meta":
            _strip_items(data, out, box)
        elif box.kind == b"moov":
            _strip_film(data, out, box)
        elif box.kind not in AVIF:
            blank(out, box)
    return bytes(out[: max(box.end for box in found if box.kind in AVIF)])


def _strip_items(data: bytes, out: bytearray, meta: Box) -> None:
    """Blank every item that is no picture, and take it from the tables."""
    tables = {box.kind: box for box in boxes(data, meta.body + 4, meta.end)}
    kinds = items.kinds(data, tables[b"iinf"])
    dropped = {item for item, kind in kinds.items() if kind not in PICTURES}
    found = items.locations(data, tables[b"iloc"])
    kept = [one for one in found if one.item in kinds and one.item not in dropped]
    _blank_spans(data, out, [one for one in found if one not in kept], kept, tables.get(b"idat"))
    replace(out, tables[b"iinf"], items.without_entries(data, tables[b"iinf"], dropped))
    replace(out, tables[b"iloc"], items.without_locations(data, tables[b"iloc"], kept))
    if b"iref" in tables:
        replace(out, tables[b"iref"], items.without_references(data, tables[b"iref"], dropped))
    for box in boxes(data, meta.body + 4, meta.end):
        if box.kind not in TABLES:
            blank(out, box)


def _blank_spans(
    data: bytes, out: bytearray, dropped: list[items.Location], kept: list[items.Location], inner: Box | None
) -> None:
    """Zeros where dropped items lay; what they share with a picture is the picture's."""
    for source, ones in ((bytes(len(data)), dropped), (data, kept)):
        for one in ones:
            if one.in_meta and inner is None:
                raise NotAPicture("an item lies in a box that is not there")
            shift = inner.body if one.in_meta and inner else 0
            for start, end in ((start + shift, end + shift) for start, end in one.spans):
                if end > len(data):
                    raise NotAPicture("it ends too early")
                out[start:end] = source[start:end]


def _strip_film(data: bytes, out: bytearray, film: Box) -> None:
    """A film's EXIF is a table of a track; its bytes are blanked with it."""
    for box in boxes(data, film.body, film.end):
        if box.kind == b"trak":
            _strip_film(data, out, box)
        elif box.kind == b"meta":
            tables = {one.kind: one for one in boxes(data, box.body + 4, box.end)}
            if b"iloc" in tables:
                _blank_spans(data, out, items.locations(data, tables[b"iloc"]), [], tables.get(b"idat"))
            blank(out, box)
        elif box.kind in TOLD:
            blank(out, box)
