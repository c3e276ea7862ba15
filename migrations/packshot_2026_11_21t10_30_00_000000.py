"""What the ORM cannot state: an index over the removed pictures alone, and one row per day and store."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-21T10:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Indexes of the trash and of the coverage by day"

STATEMENTS = (
    "CREATE INDEX picture_removed ON picture (retired_at) WHERE gone",
    "CREATE UNIQUE INDEX coverage_day_day_store ON coverage_day (day, store)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="packshot", description=DESCRIPTION)

    async def add_indexes() -> None:
        engine = engine_finder()
        assert engine is not None  # noqa: S101 - without an engine nobody migrates
        for statement in STATEMENTS:
            await engine.run_ddl(statement)

    manager.add_raw(add_indexes)

    return manager
