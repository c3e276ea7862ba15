"""Galleries: images and their pictures, and what stores, roles and variations add to them."""

from piccolo.columns import BigInt, Boolean, ForeignKey, Integer, OnDelete, Text
from piccolo.table import Table

from web.database.columns import Number
from web.database.tables.catalogue import Owner, Store
from web.database.tables.people import Person


class Picture(Table):
    """A file that was added, also one replaced or removed: addresses and undo lead here."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, index=True)
    image = BigInt(null=True, default=None, index=True)  # the image it is or was a picture of
    content_hash = Text(index=True)
    format = Text()
    size = BigInt()
    width = BigInt()
    height = BigInt()
    mode = Text()
    file_name = Text()
    public_stem = Text()  # with the extension: the requested name and how often it was used before
    public_count = BigInt()
    public_name = Text(unique=True)
    secret = Text()  # random: who knows it may see the picture
    uploaded_at = BigInt()
    uploader = ForeignKey(Person, null=True, on_delete=OnDelete.set_null)
    removed = Boolean(default=False)  # its image was removed
    retired_at = BigInt(null=True, default=None)  # since then it is no image's picture: replaced, or removed with it
    swept_at = BigInt(null=True, default=None)  # its bytes are no longer kept


class Content(Table):
    """Facts read from a file's bytes when they were received; pictures of the same bytes share them."""

    id = Number(primary_key=True)
    hash = Text(unique=True)
    metadata_free = Boolean(default=False)  # nothing inside but what is needed to show it
    facts = Text()  # JSON of imaging.facts.Facts


class PendingUpload(Table):
    """A file that was received for a gallery and is not in it yet, so that nobody takes it for an orphan."""

    id = Number(primary_key=True)
    content_hash = Text()
    at = BigInt()


class Image(Table):
    id = BigInt(primary_key=True)  # the number of its first picture
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, index=True)
    picture = ForeignKey(Picture, null=False, on_delete=OnDelete.restrict)
    label = Text(null=True, default=None)
    position = BigInt()
    excluded = Boolean(default=False)
    focus_x = Integer(null=True, default=None)  # thousandths of the width and of the height; null: the middle
    focus_y = Integer(null=True, default=None)
    created_at = BigInt()
    updated_at = BigInt()


class ImageOverride(Table):
    """A store's own values for an image; null inherits. Unique by image and store."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, index=True)
    image = ForeignKey(Image, null=False, on_delete=OnDelete.cascade)
    store = ForeignKey(Store, null=False, on_delete=OnDelete.cascade)
    label = Text(null=True, default=None)
    position = BigInt(null=True, default=None)
    excluded = Boolean(null=True, default=None)
    removed = Boolean(default=False)


class LabelTime(Table):
    """The time a label last changed, per store (0 is global), where it was recorded. Unique by image and store."""

    id = Number(primary_key=True)
    image = ForeignKey(Image, null=False, on_delete=OnDelete.cascade)
    store = BigInt(default=0)
    at = BigInt()


class RoleHolder(Table):
    """The holder of a role, per store (0 is global); no image: nobody, on purpose. Unique by owner, store and role."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade)
    store = BigInt(default=0)
    role = Text()
    image = ForeignKey(Image, null=True, on_delete=OnDelete.set_null)


class ImageVariation(Table):
    """The variations that an image shows. Unique by image and variation."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, index=True)
    image = ForeignKey(Image, null=False, on_delete=OnDelete.cascade)
    variation = BigInt()
    place = BigInt(default=0)  # keeps the order in which they were linked
