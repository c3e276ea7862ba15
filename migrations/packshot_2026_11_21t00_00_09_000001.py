"""The words and labels of owners that are there already, and the order in which they are listed."""

from collections import defaultdict

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder
from piccolo.querystring import QueryString

from web.gallery.searching import lines

ID = "2026-11-21T00:00:09:000001"
VERSION = "1.38.0"
DESCRIPTION = "Owners by name; what people search, of those that are there"

OWNERS = "SELECT id, name, slug, sku FROM owner ORDER BY id"
VARIATIONS = "SELECT owner, sku AS text FROM variation ORDER BY id"
LABELS = "SELECT owner, label AS text FROM image ORDER BY id"
OWN_LABELS = "SELECT owner, label AS text FROM image_override ORDER BY image, id"
FILL = "UPDATE owner SET words = {}, labels = {} WHERE id = {}"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="packshot", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None  # noqa: S101 - without an engine nobody migrates
        skus: dict[int, list[str | None]] = defaultdict(list)
        labels: dict[int, list[str | None]] = defaultdict(list)
        for statement, texts in ((VARIATIONS, skus), (LABELS, labels), (OWN_LABELS, labels)):
            for row in await engine.run_querystring(QueryString(statement)):
                texts[row["owner"]].append(row["text"])
        for row in await engine.run_querystring(QueryString(OWNERS)):
            words = lines([row["name"], row["slug"], row["sku"], *skus[row["id"]]])
            await engine.run_querystring(QueryString(FILL, words, lines(labels[row["id"]]), row["id"]))
        await engine.run_ddl("CREATE INDEX owner_name ON owner (LOWER(name), id)")
        await engine.run_ddl("CREATE INDEX owner_kind_name ON owner (kind, LOWER(name), id)")

    manager.add_raw(run)
    return manager
