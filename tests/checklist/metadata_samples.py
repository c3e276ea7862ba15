"""Pictures of every format that tell of places, people and machines, and what of it must not come out again."""

import struct
from collections.abc import Callable
from io import BytesIO

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from tests.pictures import encoded, jpeg, png, png_chunk, quarters

ARTIST, SERIAL, OWNER = "Ada Lovelace", "SN-4711-0815", "Grace Hopper"
PERSON, COMMENT = "Edith Clarke", "Shot at home"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><i:PersonInImage>{PERSON}'
    "</i:PersonInImage></rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()
THUMBNAIL = jpeg(160, 120, comment=b"thumbnail")
METADATA_MARKS = [text.encode() for text in (ARTIST, SERIAL, OWNER, PERSON, COMMENT)] + [
    b"xmpmeta",
    b"8BIM",
    b"thumbnail",
]


def exif_with_metadata() -> bytes:
    """EXIF with GPS, serial numbers of camera and lens, people, and an embedded thumbnail in a second directory."""
    facts = Image.Exif()
    facts[ExifTags.Base.Artist] = ARTIST
    facts[ExifTags.Base.Copyright] = ARTIST
    inner = facts.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.BodySerialNumber] = inner[ExifTags.Base.LensSerialNumber] = SERIAL
    inner[ExifTags.Base.CameraOwnerName] = OWNER
    place = facts.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
    place[ExifTags.GPS.GPSLatitude] = place[ExifTags.GPS.GPSLongitude] = (52.0, 31.0, 12.0)
    return _with_thumbnail(facts.tobytes())


def _with_thumbnail(exif: bytes) -> bytes:
    """A second directory (IFD1) behind all, which points to a small JPEG."""
    tiff = bytearray(exif.removeprefix(b"Exif\0\0"))
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    struct.pack_into(f"{order}I", tiff, first + 2 + 12 * entries, len(tiff))
    behind = len(tiff) + 2 + 2 * 12 + 4
    tiff += struct.pack(f"{order}HHHIIHHIII", 2, 0x201, 4, 1, behind, 0x202, 4, 1, len(THUMBNAIL), 0)
    return b"Exif\0\0" + bytes(tiff) + THUMBNAIL


def iptc() -> bytes:
    """Photoshop's segment with IPTC's by-line and caption in it."""
    fields = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text.encode()
        for number, text in ((80, ARTIST), (120, COMMENT), (122, PERSON))
    )
    fields += b"\0" * (len(fields) % 2)
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(fields)) + fields


def jpeg_with_metadata() -> bytes:
    whole = jpeg(640, 480, exif=exif_with_metadata(), xmp=XMP, comment=COMMENT.encode())
    segment = b"\xff\xed" + struct.pack(">H", len(iptc()) + 2) + iptc()
    return whole[:2] + segment + whole[2:]


def png_with_metadata() -> bytes:
    texts = PngInfo()
    texts.add_text("Author", ARTIST)
    texts.add_text("Comment", COMMENT, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Raw profile type iptc", f"\niptc\n      {len(iptc())}\n{iptc().hex()}\n")
    whole = png(640, 480, exif=exif_with_metadata(), pnginfo=texts)
    return whole[:-12] + png_chunk(b"tEXt", b"Author\0" + OWNER.encode()) + whole[-12:]


def gif_with_metadata() -> bytes:
    """Metadata in a comment, in Adobe's block, in a comment before the second frame, and behind the end."""
    file = BytesIO()
    frames = [quarters(320, 240), quarters(320, 240).rotate(180)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], comment=COMMENT.encode(), loop=0)
    adobe = b"!\xff\x0bXMP DataXMP" + b"".join(
        bytes([len(XMP[at : at + 255])]) + XMP[at : at + 255] for at in range(0, len(XMP), 255)
    )
    person = b"!\xfe" + bytes([len(PERSON)]) + PERSON.encode() + b"\0"
    return file.getvalue()[:-1] + person + adobe + b"\0;" + ARTIST.encode()


def webp_with_metadata() -> bytes:
    whole = encoded(quarters(640, 480), "WEBP", exif=exif_with_metadata(), xmp=XMP)
    more = b"oWNr" + struct.pack("<I", len(OWNER)) + OWNER.encode() + b"\0" * (len(OWNER) % 2)
    return whole[:4] + struct.pack("<I", len(whole) - 8 + len(more)) + whole[8:] + more


def avif_with_metadata() -> bytes:
    whole = encoded(quarters(640, 480), "AVIF", speed=10, exif=exif_with_metadata(), xmp=XMP)
    return whole + struct.pack(">I4s", 8 + 16 + len(OWNER), b"uuid") + bytes(16) + OWNER.encode()


WITH_METADATA: dict[str, Callable[[], bytes]] = {
    "jpg": jpeg_with_metadata,
    "png": png_with_metadata,
    "gif": gif_with_metadata,
    "webp": webp_with_metadata,
    "avif": avif_with_metadata,
}
