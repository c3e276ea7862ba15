"""Every table. Times are microseconds since 1970, UTC; ids that the shop gives are kept as they are.

Composite unique indexes are in the migration, because the ORM cannot state them on SQLite.
"""

from piccolo.columns import BigInt, Boolean, ForeignKey, Integer, OnDelete, Text
from piccolo.table import Table

from web.database.columns import Number

CASCADE = OnDelete.cascade
SET_NULL = OnDelete.set_null


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
    """Whose images: a product, a standard or a super collection. `revision` counts writes to its gallery."""

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
    words = Text(default="")  # what people search: names and SKUs, and the labels of its images (gallery/searching.py)
    labels = Text(default="")
    changed_at = BigInt(default=0)  # when its gallery last changed


class Address(Table):
    """Every text by which a request may name an owner: slug, old slug, id, sku, variation id."""

    id = Number(primary_key=True)
    kind = Text()
    way = Text()  # slug, old_slug, id, sku, variation
    text = Text()  # unique with kind and way
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE)


class OwnerStore(Table):
    """The stores an owner is on, where it is not on every store."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE)
    store = ForeignKey(Store, null=False, on_delete=CASCADE)


class Variation(Table):
    id = BigInt(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    sku = Text(null=True, default=None)
    name = Text(null=True, default=None)


class Person(Table):
    id = Number(primary_key=True)
    name = Text(unique=True)
    full_name = Text()
    role = Text()  # admin, staff, customer
    password_hash = Text(null=True, default=None)
    active = Boolean(default=True)


class Picture(Table):
    """Every file ever taken in, also those replaced or removed: addresses and undo lead here."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    image = BigInt(null=True, default=None, index=True)  # the image it is or was a picture of
    content_hash = Text(index=True)
    format = Text()
    size = BigInt()
    width = BigInt()
    height = BigInt()
    mode = Text()
    file_name = Text()
    public_stem = Text()  # with the extension: the wished name and how often it was given before
    public_count = BigInt()
    public_name = Text(unique=True)
    uploaded_at = BigInt()
    uploader = ForeignKey(Person, null=True, on_delete=SET_NULL)
    gone = Boolean(default=False)  # its image was removed
    retired_at = BigInt(null=True, default=None)  # since then it is no image's picture: replaced, or removed with it
    swept_at = BigInt(null=True, default=None)  # its bytes are no longer kept


class Content(Table):
    """What was read from a file's bytes when they were taken in; pictures of the same bytes share it."""

    id = Number(primary_key=True)
    hash = Text(unique=True)
    metadata_free = Boolean(default=False)  # nothing inside but what is needed to show it
    facts = Text()  # JSON of storage.facts.Facts


class WaitingUpload(Table):
    """A file that was taken in for a gallery and is not in it yet, so that nobody takes it for an orphan."""

    id = Number(primary_key=True)
    content_hash = Text()
    at = BigInt()


class Image(Table):
    id = BigInt(primary_key=True)  # the number of its first picture
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    picture = ForeignKey(Picture, null=False, on_delete=OnDelete.restrict)
    label = Text(null=True, default=None)
    position = BigInt()
    excluded = Boolean(default=False)
    focus_x = Integer(null=True, default=None)  # thousandths of the width and of the height; null: the middle
    focus_y = Integer(null=True, default=None)
    created_at = BigInt()
    updated_at = BigInt()


class ImageOverride(Table):
    """What a store has of its own for an image; null inherits. Unique by image and store."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    image = ForeignKey(Image, null=False, on_delete=CASCADE)
    store = ForeignKey(Store, null=False, on_delete=CASCADE)
    label = Text(null=True, default=None)
    position = BigInt(null=True, default=None)
    excluded = Boolean(null=True, default=None)
    removed = Boolean(default=False)


class OwnerNotes(Table):
    """In how many images of a gallery something is not good, as it was judged last."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, unique=True)
    revision = BigInt()  # of the gallery that was judged
    judged = Text()  # by which thresholds
    images = BigInt()


class LabelTime(Table):
    """When a label last changed, per store (0 is global). Unique by image and store; none: before this was noted."""

    id = Number(primary_key=True)
    image = ForeignKey(Image, null=False, on_delete=CASCADE)
    store = BigInt(default=0)
    at = BigInt()


class RoleHolder(Table):
    """Who holds a role, per store (0 is global); no image: nobody, on purpose. Unique by owner, store and role."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE)
    store = BigInt(default=0)
    role = Text()
    image = ForeignKey(Image, null=True, on_delete=SET_NULL)


class ImageVariation(Table):
    """Which variations an image shows. Unique by image and variation."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    image = ForeignKey(Image, null=False, on_delete=CASCADE)
    variation = BigInt()
    place = BigInt(default=0)  # keeps the order in which they were linked


class JournalEntry(Table):
    """One list of edits to one gallery: who, how, when, and what differed (JSON of gallery.changes.Changes)."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    at = BigInt(index=True)
    person = ForeignKey(Person, null=True, on_delete=SET_NULL)
    dialect = Text()  # spree, bigcommerce, token, magento, spiffy, admin, packshot
    credential = BigInt(null=True, default=None)
    undoes = BigInt(null=True, default=None)
    changes = Text()


class ImportJob(Table):
    """A picture to be fetched from an address into a product's gallery, once."""

    id = Number(primary_key=True)
    key = Text(unique=True)  # what the row of the list says, hashed: the same row is the same job
    url = Text(index=True)
    asked = Text()  # JSON of services.importing.address_rows.Asked
    source = Text()  # the list it came from, and the line there
    state = Text(default="waiting")  # waiting, done, failed, dead
    tries = BigInt()
    reason = Text(null=True, default=None)
    run = BigInt(default=0, index=True)  # the run that is to do it, 0 when none is; microseconds since 1970
    image = BigInt(null=True, default=None)
    at = BigInt()  # of the last change


class Session(Table):
    id = Number(primary_key=True)
    token_hash = Text(unique=True)
    person = ForeignKey(Person, null=False, on_delete=CASCADE)
    created_at = BigInt()
    expires_at = BigInt()


class Consumer(Table):
    """An OAuth 1.0a application."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    sealed_secret = Text()  # encrypted: signatures are checked with the secret itself
    name = Text()


class Credential(Table):
    id = Number(primary_key=True)
    person = ForeignKey(Person, null=False, on_delete=CASCADE)
    dialect = Text()
    scope = Text()  # read, write
    consumer = ForeignKey(Consumer, null=True, on_delete=CASCADE)
    sealed_secret = Text(null=True, default=None)  # encrypted OAuth token secret
    consented = Boolean(default=False)  # the person let the consumer in; else the command line made it
    created_at = BigInt()
    revoked_at = BigInt(null=True, default=None)
    used_at = BigInt(null=True, default=None)  # to the minute or so


class CredentialKey(Table):
    """One way to present a credential, by the hash of exactly what is presented."""

    id = Number(primary_key=True)
    credential = ForeignKey(Credential, null=False, on_delete=CASCADE)
    hash = Text(unique=True)


class RequestToken(Table):
    """A consumer asks a person to let it in. Gone once it took its access token, or after two hours."""

    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    sealed_secret = Text()
    consumer = ForeignKey(Consumer, null=False, on_delete=CASCADE)
    callback = Text()  # where the person is sent afterwards, or "oob"
    created_at = BigInt(index=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=CASCADE)  # who let it in
    verifier_hash = Text(null=True, default=None)


class Nonce(Table):
    """A signed request that was taken, so that it is not taken again."""

    id = BigInt(primary_key=True)  # a digest of the consumer and its nonce
    at = BigInt(index=True)  # when it was signed, as the consumer says


class Webhook(Table):
    """An address that is told of changes."""

    id = Number(primary_key=True)
    url = Text()
    sealed_secret = Text()  # encrypted: messages are signed with the secret itself
    kinds = Text()  # which events, divided by blanks; none: all of them
    active = Boolean(default=True)
    created_at = BigInt()


class WebhookMessage(Table):
    """One event on its way to one address, or arrived, or given up."""

    id = Number(primary_key=True)
    webhook = ForeignKey(Webhook, null=False, on_delete=CASCADE, index=True)
    entry = ForeignKey(JournalEntry, null=True, default=None, on_delete=CASCADE)  # none: sent to try the address
    kind = Text()
    created_at = BigInt()
    next_at = BigInt(null=True, default=None, index=True)  # when it is tried next; null: never again
    tries = BigInt(default=0)
    arrived_at = BigInt(null=True, default=None)
    said = Text(default="")  # what came of the last try


class CoverageDay(Table):
    """How many images a store had on a day, and how many of them were labelled. Unique by day and store."""

    id = Number(primary_key=True)
    day = BigInt(index=True)  # since 1970
    store = BigInt()
    images = BigInt()
    labelled = BigInt()


class Note(Table):
    """What is to be remembered between requests and processes, such as what the last check-up found."""

    id = Number(primary_key=True)
    name = Text(unique=True)
    text = Text()
    at = BigInt()


TABLES: tuple[type[Table], ...] = (
    Shop,
    Store,
    Role,
    Owner,
    Address,
    OwnerStore,
    Variation,
    Person,
    Picture,
    Content,
    WaitingUpload,
    Image,
    ImageOverride,
    OwnerNotes,
    LabelTime,
    RoleHolder,
    ImageVariation,
    JournalEntry,
    ImportJob,
    Session,
    Consumer,
    Credential,
    CredentialKey,
    RequestToken,
    Nonce,
    Webhook,
    WebhookMessage,
    CoverageDay,
    Note,
)
