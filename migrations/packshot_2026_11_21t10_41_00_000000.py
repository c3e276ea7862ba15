"""What the ORM cannot state: one time of a label per image and store."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-21T10:41:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One time per image and store"

STATEMENTS = ("CREATE UNIQUE INDEX label_time_image_store ON label_time (image, store)",)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="packshot", description=DESCRIPTION)

    async def add_indexes() -> None:
        engine = engine_finder()
        assert engine is not None  # noqa: S101 - without an engine nobody migrates
        for statement in STATEMENTS:
            await engine.run_ddl(statement)

    manager.add_raw(add_indexes)

    return manager
