"""When galleries changed that are there already, and the order by it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-21T11:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Galleries by their last change"

STATEMENTS = (
    "UPDATE owner SET changed_at = COALESCE((SELECT MAX(j.at) FROM journal_entry j WHERE j.owner = owner.id), 0)",
    "CREATE INDEX owner_changed ON owner (changed_at, id)",
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
