"""The first schema: every table, the indexes that the ORM cannot state, and the rows that are always there.

What a table or column is for, `web/database/tables` says; this is how they were at first, and stays so.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import BigInt, BigSerial, Boolean, ForeignKey, Integer, OnDelete, Text
from piccolo.table import Table

ID = "2026-12-01T03:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The first schema"

CASCADE, RESTRICT, SET_NULL = OnDelete.cascade, OnDelete.restrict, OnDelete.set_null


class Number(BigSerial):
    """A key whose values are never given twice: SQLite gives the highest freed one again unless told AUTOINCREMENT."""

    @property
    def ddl(self) -> str:
        kind = "INTEGER PRIMARY KEY AUTOINCREMENT" if self._meta.engine_type == "sqlite" else "BIGSERIAL PRIMARY KEY"
        return f'"{self._meta.db_column_name}" {kind} NOT NULL'


class Shop(Table):
    id = BigInt(primary_key=True)
    revision = BigInt()


class Store(Table):
    id = BigInt(primary_key=True)
    code = Text(unique=True)
    name = Text()
    locale = Text()
    active = Boolean(default=True)
    is_default = Boolean(default=False)
    place = BigInt(default=0)


class Role(Table):
    id = Number(primary_key=True)
    code = Text(unique=True)
    name = Text()


class Owner(Table):
    id = Number(primary_key=True)
    kind = Text()
    shop_id = BigInt()
    slug = Text()
    sku = Text(null=True, default=None)
    name = Text()
    visible = Boolean(default=True)
    supports_images = Boolean(default=True)
    every_store = Boolean(default=True)
    revision = BigInt(default=0)
    search_names = Text(default="")
    search_labels = Text(default="")
    changed_at = BigInt(default=0)


class OwnerIdentifier(Table):
    id = Number(primary_key=True)
    kind = Text()
    type = Text()
    text = Text()
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE)


class OwnerStore(Table):
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
    role = Text()
    password_hash = Text(null=True, default=None)
    active = Boolean(default=True)


class Picture(Table):
    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    image = BigInt(null=True, default=None, index=True)
    content_hash = Text(index=True)
    format = Text()
    size = BigInt()
    width = BigInt()
    height = BigInt()
    mode = Text()
    file_name = Text()
    public_stem = Text()
    public_count = BigInt()
    public_name = Text(unique=True)
    secret = Text()
    uploaded_at = BigInt()
    uploader = ForeignKey(Person, null=True, on_delete=SET_NULL)
    removed = Boolean(default=False)
    retired_at = BigInt(null=True, default=None)
    swept_at = BigInt(null=True, default=None)


class Content(Table):
    id = Number(primary_key=True)
    hash = Text(unique=True)
    metadata_free = Boolean(default=False)
    facts = Text()


class PendingUpload(Table):
    id = Number(primary_key=True)
    content_hash = Text()
    at = BigInt()


class Image(Table):
    id = BigInt(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    picture = ForeignKey(Picture, null=False, on_delete=RESTRICT)
    label = Text(null=True, default=None)
    position = BigInt()
    excluded = Boolean(default=False)
    focus_x = Integer(null=True, default=None)
    focus_y = Integer(null=True, default=None)
    created_at = BigInt()
    updated_at = BigInt()


class ImageOverride(Table):
    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    image = ForeignKey(Image, null=False, on_delete=CASCADE)
    store = ForeignKey(Store, null=False, on_delete=CASCADE)
    label = Text(null=True, default=None)
    position = BigInt(null=True, default=None)
    excluded = Boolean(null=True, default=None)
    removed = Boolean(default=False)


class OwnerFindings(Table):
    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, unique=True)
    revision = BigInt()
    thresholds = Text()
    images = BigInt()


class LabelTime(Table):
    id = Number(primary_key=True)
    image = ForeignKey(Image, null=False, on_delete=CASCADE)
    store = BigInt(default=0)
    at = BigInt()


class RoleHolder(Table):
    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE)
    store = BigInt(default=0)
    role = Text()
    image = ForeignKey(Image, null=True, on_delete=SET_NULL)


class ImageVariation(Table):
    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    image = ForeignKey(Image, null=False, on_delete=CASCADE)
    variation = BigInt()
    place = BigInt(default=0)


class JournalEntry(Table):
    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=CASCADE, index=True)
    at = BigInt(index=True)
    person = ForeignKey(Person, null=True, on_delete=SET_NULL)
    dialect = Text()
    credential = BigInt(null=True, default=None)
    undoes = BigInt(null=True, default=None)
    changes = Text()


class ImportJob(Table):
    id = Number(primary_key=True)
    key = Text(unique=True)
    url = Text(index=True)
    list_row = Text()
    source = Text()
    state = Text(default="waiting")
    tries = BigInt()
    reason = Text(null=True, default=None)
    run = BigInt(default=0, index=True)
    image = BigInt(null=True, default=None)
    at = BigInt()


class Session(Table):
    id = Number(primary_key=True)
    token_hash = Text(unique=True)
    person = ForeignKey(Person, null=False, on_delete=CASCADE)
    created_at = BigInt()
    expires_at = BigInt()


class Consumer(Table):
    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    sealed_secret = Text()
    name = Text()
    quota_until = BigInt(default=0)
    quota_taken = BigInt(default=0)


class Credential(Table):
    id = Number(primary_key=True)
    person = ForeignKey(Person, null=False, on_delete=CASCADE)
    dialect = Text()
    scope = Text()
    consumer = ForeignKey(Consumer, null=True, on_delete=CASCADE)
    sealed_secret = Text(null=True, default=None)
    consented = Boolean(default=False)
    created_at = BigInt()
    revoked_at = BigInt(null=True, default=None)
    used_at = BigInt(null=True, default=None)
    quota_until = BigInt(default=0)
    quota_taken = BigInt(default=0)


class CredentialKey(Table):
    id = Number(primary_key=True)
    credential = ForeignKey(Credential, null=False, on_delete=CASCADE)
    hash = Text(unique=True)


class RequestToken(Table):
    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    sealed_secret = Text()
    consumer = ForeignKey(Consumer, null=False, on_delete=CASCADE)
    callback = Text()
    created_at = BigInt(index=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=CASCADE)
    verifier_hash = Text(null=True, default=None)


class RequestKey(Table):
    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    fingerprint = Text()
    at = BigInt(index=True)
    entry = BigInt(null=True, default=None)
    answer = Text(null=True, default=None)


class Nonce(Table):
    id = BigInt(primary_key=True)
    at = BigInt(index=True)


class SignInAttempt(Table):
    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    attempts = BigInt()
    until = BigInt(index=True)


class Webhook(Table):
    id = Number(primary_key=True)
    url = Text()
    sealed_secret = Text()
    kinds = Text()
    active = Boolean(default=True)
    created_at = BigInt()


class WebhookMessage(Table):
    id = Number(primary_key=True)
    webhook = ForeignKey(Webhook, null=False, on_delete=CASCADE, index=True)
    entry = ForeignKey(JournalEntry, null=True, default=None, on_delete=CASCADE)
    kind = Text()
    created_at = BigInt()
    next_at = BigInt(null=True, default=None, index=True)
    tries = BigInt(default=0)
    arrived_at = BigInt(null=True, default=None)
    outcome = Text(default="")


class CoverageDay(Table):
    id = Number(primary_key=True)
    day = BigInt(index=True)
    store = BigInt()
    images = BigInt()
    labelled = BigInt()


class ListStep(Table):
    id = Number(primary_key=True)
    key_hash = Text(unique=True)
    ids = Text()
    place = BigInt()
    at = BigInt(index=True)


class KeyValue(Table):
    id = Number(primary_key=True)
    key = Text(unique=True)
    value = Text()
    at = BigInt()


TABLES = tuple(
    table for table in globals().values() if isinstance(table, type) and issubclass(table, Table) and table is not Table
)

STATEMENTS = (
    # Unique over several columns, which the ORM cannot state on SQLite.
    "CREATE UNIQUE INDEX owner_kind_shop_id ON owner (kind, shop_id)",
    "CREATE UNIQUE INDEX owner_identifier_kind_text_type ON owner_identifier (kind, text, type)",
    "CREATE UNIQUE INDEX owner_store_owner_store ON owner_store (owner, store)",
    "CREATE UNIQUE INDEX picture_public_stem_count ON picture (public_stem, public_count)",
    "CREATE UNIQUE INDEX image_override_image_store ON image_override (image, store)",
    "CREATE UNIQUE INDEX label_time_image_store ON label_time (image, store)",
    "CREATE UNIQUE INDEX role_holder_owner_store_role ON role_holder (owner, store, role)",
    "CREATE UNIQUE INDEX image_variation_image_variation ON image_variation (image, variation)",
    "CREATE UNIQUE INDEX coverage_day_day_store ON coverage_day (day, store)",
    # Where a foreign key is followed backwards, above all when what it refers to is deleted.
    "CREATE INDEX owner_identifier_owner ON owner_identifier (owner)",
    "CREATE INDEX image_picture ON image (picture)",
    "CREATE INDEX role_holder_image ON role_holder (image)",
    "CREATE INDEX credential_key_credential ON credential_key (credential)",
    # The orders in which owners are listed, and the trash.
    "CREATE INDEX owner_name ON owner (LOWER(name), id)",
    "CREATE INDEX owner_kind_name ON owner (kind, LOWER(name), id)",
    "CREATE INDEX owner_changed ON owner (changed_at, id)",
    "CREATE INDEX picture_removed ON picture (retired_at) WHERE removed",
    # The shop's one row, and the standard roles.
    "INSERT INTO shop (id, revision) VALUES (1, 0)",
    "INSERT INTO role (code, name) VALUES ('image', 'Base image')",
    "INSERT INTO role (code, name) VALUES ('small_image', 'Small image')",
    "INSERT INTO role (code, name) VALUES ('thumbnail', 'Thumbnail')",
)


class FirstSchema(MigrationManager):
    """Runs `STATEMENTS` once the tables are there; the ORM runs what is added as raw before it makes them."""

    async def run(self, backwards: bool = False) -> None:
        for table in TABLES:
            table._meta.refresh_db()  # a foreign key asks the table that it refers to for the engine's type
        engine = Shop._meta.db
        async with engine.transaction():
            await super().run(backwards)
            if not backwards and not self.preview:
                for statement in STATEMENTS:
                    await engine.run_ddl(statement)


async def forwards() -> MigrationManager:
    manager = FirstSchema(migration_id=ID, app_name="packshot", description=DESCRIPTION)
    for table in TABLES:
        names = {"table_class_name": table.__name__, "tablename": table._meta.tablename}
        manager.add_table(table.__name__, table._meta.tablename)
        for column in table._meta.columns:
            kind, params = type(column), column._meta.params
            manager.add_column(**names, column_name=column._meta.name, column_class=kind, params=params)
    return manager
