"""What the ORM cannot state on SQLite: unique indexes over several columns. And the rows that are always there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-21T00:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "Composite unique indexes, the shop's row, the standard roles"

STATEMENTS = (
    "CREATE UNIQUE INDEX owner_kind_shop_id ON owner (kind, shop_id)",
    "CREATE UNIQUE INDEX address_kind_text_way ON address (kind, text, way)",
    "CREATE INDEX address_owner ON address (owner)",
    "CREATE UNIQUE INDEX owner_store_owner_store ON owner_store (owner, store)",
    "CREATE UNIQUE INDEX image_override_image_store ON image_override (image, store)",
    "CREATE UNIQUE INDEX role_holder_owner_store_role ON role_holder (owner, store, role)",
    "CREATE INDEX role_holder_image ON role_holder (image)",
    "CREATE UNIQUE INDEX image_variation_image_variation ON image_variation (image, variation)",
    "CREATE UNIQUE INDEX picture_public_stem_count ON picture (public_stem, public_count)",
    "CREATE INDEX image_picture ON image (picture)",
    "CREATE INDEX credential_key_credential ON credential_key (credential)",
    "INSERT INTO shop (id, revision) VALUES (1, 0)",
    "INSERT INTO role (code, name) VALUES ('image', 'Base image')",
    "INSERT INTO role (code, name) VALUES ('small_image', 'Small image')",
    "INSERT INTO role (code, name) VALUES ('thumbnail', 'Thumbnail')",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="packshot", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None  # noqa: S101 - without an engine nobody migrates
        for statement in STATEMENTS:
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
