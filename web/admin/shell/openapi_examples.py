"""The shop that examples of our own API are about: a product with pictures, a collection, the stores, two people."""

from datetime import UTC, datetime
from hashlib import sha256

from web.admin.shell.data import OwnerData, PersonData, StoreData, picture_data, picture_file
from web.admin.shell.owners import address_of
from web.gallery.clock import SECOND
from web.gallery.model import Picture, Uploader

BASE = "http://127.0.0.1:8000"
UPLOADED, LABELLED, REMOVED = (datetime(2026, 11, 2, hour, 15, tzinfo=UTC) for hour in (9, 10, 11))

ADA = PersonData(id=1, name="ada", full_name="Ada Example")
SAM = PersonData(id=2, name="sam", full_name="Sam Example")

ENGLISH = StoreData(id=1, code="default", name="English store", locale="en", default=True, active=True)
FRENCH = StoreData(id=2, code="french", name="French store", locale="fr", default=False, active=True)
GERMAN = StoreData(id=3, code="german", name="German store", locale="de", default=False, active=True)
STORES = (ENGLISH, FRENCH, GERMAN)

DOG = address_of("product", 8)
OWNER = OwnerData(
    kind="product",
    id=8,
    name="Cute dog",
    sku="DOG-8",
    slug="cute-dog",
    visible=True,
    supports_images=True,
    url=DOG,
)
COLLECTION = OwnerData(
    kind="standard",
    id=155,
    name="Home",
    sku=None,
    slug="home-collection",
    visible=True,
    supports_images=True,
    url=address_of("standard", 155),
)


def _picture(number: int, file_name: str, size: int) -> Picture:
    return Picture(
        number=number,
        content_hash=sha256(file_name.encode()).hexdigest(),
        format="JPEG",
        size=size,
        width=1600,
        height=1200,
        mode="RGB",
        file_name=file_name,
        public_name=file_name,
        secret="Vq3kZ0xw9bT2LmYc",  # noqa: S106 - of an example
        uploaded_at=int(UPLOADED.timestamp()) * SECOND,
        uploader=Uploader(SAM.id, SAM.name, SAM.full_name),
    )


_FIRST = _picture(90, "cute-dog.jpg", 412_873)
PICTURE, PICTURE_FILE = picture_data(_FIRST, None), picture_file(_FIRST)
REMOVED_FILE = picture_file(_picture(91, "cute-dog-face.jpg", 388_102))
PENDING_PICTURE, NEW_PICTURE = (  # it has no number before it is in a gallery
    picture_data(_picture(number, "cute-dog-front.jpg", 431_590), None) for number in (0, 92)
)
