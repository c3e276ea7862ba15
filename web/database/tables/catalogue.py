"""The shop and its catalogue: stores, image roles, products and collections."""

from piccolo.columns import BigInt, Boolean, ForeignKey, OnDelete, Text
from piccolo.table import Table

from web.database.columns import Number


class Shop(Table):
    """One row: `revision` changes with every catalogue load that changes something."""

    id = BigInt(primary_key=True)
    revision = BigInt()


class Store(Table):
    id = BigInt(primary_key=True)
    code = Text(unique=True)
    name = Text()
    locale = Text()
    active = Boolean(default=True)
    is_default = Boolean(default=False)
    place = BigInt(default=0)  # among the others in the admin; those at one place go by their ids


class Role(Table):
    """The names of image roles, the three standard ones first."""

    id = Number(primary_key=True)
    code = Text(unique=True)
    name = Text()


class Owner(Table):
    """A product, a standard or a super collection. `revision` counts writes to its gallery."""

    id = Number(primary_key=True)
    kind = Text()  # product, standard, super
    shop_id = BigInt()  # unique with kind
    slug = Text()
    sku = Text(null=True, default=None)
    name = Text()
    visible = Boolean(default=True)
    supports_images = Boolean(default=True)
    every_store = Boolean(default=True)
    revision = BigInt(default=0)
    search_names = Text(default="")  # names and SKUs as gallery/labels.py makes them
    search_labels = Text(default="")  # the labels of its images, likewise
    changed_at = BigInt(default=0)  # when its gallery last changed


class OwnerIdentifier(Table):
    """A text by which a request may name an owner: slug, old slug, id, sku, variation id."""

    id = Number(primary_key=True)
    kind = Text()
    type = Text()  # gallery.owner.IdentifierType
    text = Text()  # unique with kind and type
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade)


class OwnerStore(Table):
    """The stores an owner is on, where it is not on every store."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade)
    store = ForeignKey(Store, null=False, on_delete=OnDelete.cascade)


class Variation(Table):
    id = BigInt(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, index=True)
    sku = Text(null=True, default=None)
    name = Text(null=True, default=None)
