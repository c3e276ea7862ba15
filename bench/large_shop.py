"""The rows of a large, believable shop, product by product, the same in every run: nothing is drawn by chance."""

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any, NamedTuple

import msgspec

from web.gallery.changes import Changes, ImageChange
from web.gallery.labels import lines
from web.gallery.model import Image, Override, Picture
from web.imaging.facts import Facts

Rows = dict[str, list[tuple[Any, ...]]]  # by table, in the order of COLUMNS

STORES = ((1, "default", "English store", "en"), (2, "french", "French store", "fr"), (3, "german", "German", "de"))
PEOPLE = ("ada", "grace", "edsger", "barbara", "rare")  # the last one did very little
DIALECTS = ("spree", "bigcommerce", "token", "magento", "spiffy", "admin", "packshot")
KINDS = ("Linen", "Cotton", "Silk", "Woollen", "Élan", "Rainproof", "Striped", "Plain", "Velvet", "Quilted")
THINGS = ("tea towel", "dress", "jacket", "scarf", "cushion", "curtain", "shirt", "apron", "blanket", "hat", "bag")
COLOURS = (("blue", "bleu", "blau"), ("red", "rouge", "rot"), ("green", "vert", "grün"), ("white", "blanc", "weiß"))
VIEWS = (
    ("from the front", "de face", "von vorn"),
    ("from behind", "de dos", "von hinten"),
    ("detail", "détail", "Detail"),
)
DAY = 86_400_000_000
START = 1_700_000_000_000_000  # microseconds since 1970
IMAGES = 8  # of a product
FACTS = Facts(
    metadata_free=True,
    srgb=True,
    hdr=False,
    thumbhash="3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
    colour="#8899aa",
    sharpness=300.0,
    background=0.4,
    transparent=0.0,
    likeness="",
)

COLUMNS = {
    "store": "id code name locale active is_default place",
    "person": "id name full_name role active",
    "owner": "id kind shop_id slug sku name visible supports_images every_store revision search_names search_labels"
    " changed_at",
    "owner_identifier": "kind type text owner",
    "owner_store": "owner store",
    "variation": "id owner sku name",
    "picture": "id owner image content_hash format size width height mode file_name public_stem public_count"
    " public_name uploaded_at uploader removed retired_at",
    "content": "hash metadata_free facts",
    "image": "id owner picture label position excluded created_at updated_at",
    "image_override": "owner image store label position excluded removed",
    "label_time": "image store at",
    "role_holder": "owner store role image",
    "image_variation": "owner image variation place",
    "journal_entry": "owner at person dialect changes",
}


class Content(NamedTuple):
    """The bytes of a picture, of so many pixels."""

    hash: str
    size: int  # bytes
    width: int
    height: int


class Shop:
    """Makes the products' rows. `contents`: pictures in the storage, shared; none: each its own, without a file."""

    def __init__(self, images: int, contents: Sequence[Content] = ()) -> None:
        self._images = images
        self._contents = contents
        self._numbers = count(1)
        self._rows: Rows = {}

    def beginning(self) -> Rows:
        """What there is before the products."""
        return {
            "store": [(*store, True, store[0] == 1, 0) for store in STORES],
            "person": [(n, name, name.title(), "staff", True) for n, name in enumerate(PEOPLE, 1)],
            "content": [(one.hash, True, _facts(one.hash)) for one in self._contents],
        }

    def products(self, first: int, last: int) -> Rows:
        self._rows = {table: [] for table in COLUMNS}
        for number in range(first, last + 1):
            self._product(number)
        return self._rows

    def _add(self, table: str, *row: object) -> None:
        self._rows[table].append(row)

    def _product(self, n: int) -> None:
        thing = f"{KINDS[n % 10]} {THINGS[n // 10 % 11]}"
        sku, slug = f"P-{n:06}", f"{thing.lower().replace(' ', '-').replace('é', 'e')}-{n}"
        name, at, everywhere = f"{thing} {n}", START + n * 1_000_000, n % 10 != 0
        skus = self._catalogue(n, sku, slug, everywhere)
        count_ = 0 if n % 50 == 0 else self._images
        images = [self._image(n, place, thing, at) for place in range(1, count_ + 1)]
        labels = [text for one in images for text in (one.label, *(own.label for own in one.overrides.values()))]
        names, text = lines([name, slug, sku, *skus]), lines(labels)
        revision = min(2, len(images))
        flags = (n % 40 != 0, True, everywhere, revision)
        self._add("owner", n, "product", n, slug, sku, name, *flags, names, text, at if images else 0)
        if images:
            self._roles(n, images)
            self._history(n, images, at)
            self._trash(n, at)

    def _catalogue(self, n: int, sku: str, slug: str, everywhere: bool) -> list[str]:
        variations = range(2 * n, 2 * n + 2)
        skus = [f"{sku}-{size}" for size in ("S", "L")]
        names = [("id", str(n)), ("slug", slug), ("sku", sku), *(("variation", str(one)) for one in variations)]
        self._rows["owner_identifier"] += [("product", *name, n) for name in names]
        self._rows["variation"] += [(one, n, its, its[-1]) for one, its in zip(variations, skus, strict=True)]
        if not everywhere:
            self._rows["owner_store"] += [(n, 1), (n, 2)]
        return skus

    def _image(self, n: int, place: int, thing: str, at: int) -> Image:
        number = next(self._numbers)
        picture = self._picture(number, f"{thing.replace(' ', '_')}_{n}_{place}.jpg", at)
        image = Image(
            id=number,
            picture=picture,
            position=place,
            label=self._label(n, place, thing, picture),
            excluded=(n + place) % 60 == 0,
            overrides=self._overrides(n, place, thing),
            created_at=at,
            updated_at=at,
        )
        self._add("image", number, n, number, image.label, place, image.excluded, at, at)
        self._stored(n, picture)
        self._texts(n, image, at)
        return image

    def _picture(self, number: int, file_name: str, at: int) -> Picture:
        content = Content(f"{number:064x}", 120_000 + number % 50_000, 1_600, 1_200)
        if self._contents:
            content = self._contents[number % len(self._contents)]
        return Picture(
            number=number,
            content_hash=content.hash,
            format="JPEG",
            size=content.size,
            width=content.width,
            height=content.height,
            mode="RGB",
            file_name=file_name,
            public_name=f"{number}-{file_name}",
            uploaded_at=at,
            uploader=None,
        )

    def _stored(self, n: int, picture: Picture, gone: int | None = None) -> None:
        """The row of an image's first picture, whose number the image has as well."""
        seen = (picture.format, picture.size, picture.width, picture.height, picture.mode, picture.file_name)
        public = (picture.public_name, 0, picture.public_name)
        times = (picture.uploaded_at, 1 + n % 4, gone is not None, gone)
        self._add("picture", picture.number, n, picture.number, picture.content_hash, *seen, *public, *times)
        if not self._contents:
            self._add("content", picture.content_hash, True, _facts(picture.content_hash))

    def _label(self, n: int, place: int, thing: str, picture: Picture) -> str | None:
        match (n + 3 * place) % 20:
            case 0 | 1:
                return None
            case 2:
                return ""
            case 3:
                return picture.file_name
            case 4:
                return f"{thing} in a rather long description " * 4
            case 5 | 6:
                return f"{thing}, seen"
        return f"{thing}, {COLOURS[n % 4][0]}, {VIEWS[place % 3][0]}, {place}"

    def _overrides(self, n: int, place: int, thing: str) -> dict[int, Override]:
        own: dict[int, Override] = {}
        if (n + place) % 3 == 0:
            own[2] = Override(label=f"{thing}, {COLOURS[n % 4][1]}, {VIEWS[place % 3][1]}, {place}")
        if (n + place) % 7 == 0 and n % 10:
            own[3] = Override(label=f"{thing}, {COLOURS[n % 4][2]}, {VIEWS[place % 3][2]}, {place}", position=9 - place)
        if (n + place) % 41 == 0:
            own[2] = Override(removed=True)
        elif (n + place) % 37 == 0:
            own[2] = Override(excluded=True)
        return own

    def _texts(self, n: int, image: Image, at: int) -> None:
        if image.label is not None:
            self._add("label_time", image.id, 0, at + DAY * (n % 5 == 0))
        for store, own in image.overrides.items():
            self._add("image_override", n, image.id, store, own.label, own.position, own.excluded, own.removed)
            if own.label is not None:
                self._add("label_time", image.id, store, at)
        if image.position <= 2:
            self._add("image_variation", n, image.id, 2 * n + image.position - 1, 0)

    def _roles(self, n: int, images: list[Image]) -> None:
        self._rows["role_holder"] += [(n, 0, role, images[0].id) for role in ("image", "small_image", "thumbnail")]
        if n % 9 == 0:
            self._add("role_holder", n, 2, "image", images[-1].id)

    def _history(self, n: int, images: list[Image], at: int) -> None:
        person = len(PEOPLE) if n % 5_000 == 7 else 1 + n % (len(PEOPLE) - 1)
        added, edited = images[-1], images[0]
        for moment, change in (
            (at, Changes({added.id: ImageChange(None, added)})),
            (at + DAY, Changes({edited.id: ImageChange(msgspec.structs.replace(edited, label=None), edited)})),
        ):
            text = msgspec.json.encode(change).decode()
            self._add("journal_entry", n, moment, person, DIALECTS[n % len(DIALECTS)], text)

    def _trash(self, n: int, at: int) -> None:
        if n % 20 == 7:
            number = next(self._numbers)
            self._stored(n, self._picture(number, f"old_{n}.jpg", at), gone=at + DAY)


def _facts(content_hash: str) -> str:
    likeness = hashlib.blake2b(content_hash.encode(), digest_size=8).hexdigest()
    return msgspec.json.encode(msgspec.structs.replace(FACTS, likeness=likeness)).decode()
