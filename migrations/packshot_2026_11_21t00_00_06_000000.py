"""What the migration before has made room for: pictures that were replaced or removed earlier."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

from web.clock import now

ID = "2026-11-21T00:00:06:000000"
VERSION = "1.38.0"
DESCRIPTION = "Pictures that were replaced or removed earlier"

STATEMENTS = (
    "UPDATE picture SET retired_at = {now} WHERE id NOT IN (SELECT picture FROM image)",
    "UPDATE picture SET gone = retired_at IS NOT NULL WHERE image NOT IN (SELECT id FROM image)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="packshot", description=DESCRIPTION)

    async def retire() -> None:
        """Of what was retired before, nobody noted the moment: its grace begins now."""
        engine = engine_finder()
        assert engine is not None  # noqa: S101 - without an engine nobody migrates
        for statement in STATEMENTS:
            await engine.run_ddl(statement.format(now=now()))

    manager.add_raw(retire)

    return manager
