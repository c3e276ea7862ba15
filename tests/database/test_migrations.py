"""The schema, from nothing, on both engines."""

import asyncio
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from piccolo.apps.migrations.auto.diffable_table import DiffableTable
from piccolo.apps.migrations.auto.schema_differ import SchemaDiffer
from piccolo.apps.migrations.auto.schema_snapshot import SchemaSnapshot
from piccolo.apps.migrations.commands.base import BaseMigrationManager

from tests.gallery.galleries import picture
from tests.servers import fresh_database
from tests.shop import CATALOGUE
from web.database.engine import Database
from web.database.journal import By
from web.database.migrating import migrate
from web.database.piccolo_app import APP_CONFIG
from web.database.tables import TABLES, Role, Shop
from web.database.tables import Owner as OwnerRow
from web.gallery.edits import AddImage, ChangeImage
from web.gallery.model import STANDARD_ROLES
from web.services import catalogue
from web.services.editing import edit_gallery
from web.services.reading import find_owner

pytestmark = pytest.mark.anyio


async def test_the_standard_roles_and_the_shop_are_there_from_the_start(database: Database) -> None:
    assert tuple(await Role.select(Role.code).order_by(Role.id).output(as_list=True)) == STANDARD_ROLES
    assert await Shop.count() == 1


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await migrate(database)
    assert await Shop.count() == 1


async def test_several_processes_may_migrate_at_once_on_sqlite(tmp_path: Path) -> None:
    _all_succeed({"PACKSHOT_VAR": str(tmp_path)})


async def test_several_processes_may_migrate_at_once_on_postgresql(postgres_server: str) -> None:
    async with fresh_database(postgres_server) as url:
        _all_succeed({"PACKSHOT_DATABASE_URL": url, "PACKSHOT_SECRET_KEY": "x"})


def _all_succeed(environ: dict[str, str]) -> None:
    command = [sys.executable, "-m", "web.cli", "migrate", "--json"]
    processes = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in processes] == ['{"migrated":true}'] * 3
    assert [process.returncode for process in processes] == [0, 0, 0]


def test_the_migrations_say_all_that_the_tables_say() -> None:
    """What the ORM would generate now is nothing."""
    managers = []
    for module in BaseMigrationManager().get_migration_modules(APP_CONFIG.resolved_migrations_folder_path).values():
        manager = asyncio.run(module.forwards())
        managers.append(manager)
    snapshot = SchemaSnapshot(managers).get_snapshot()
    now = [
        DiffableTable(
            class_name=table.__name__,
            tablename=table._meta.tablename,
            columns=table._meta.non_default_columns,
            schema=table._meta.schema,
        )
        for table in TABLES
    ]
    statements = SchemaDiffer(schema=now, schema_snapshot=snapshot, auto_input="n").get_alter_statements()
    assert [statement for part in statements for statement in part.statements] == []


async def test_what_was_there_before_is_searched_after(database: Database) -> None:
    """The words and labels of owners are made by a migration where they are missing."""
    await catalogue.load(msgspec.json.encode(CATALOGUE))
    dog = await find_owner("product", ("id", "8"))
    edited = await edit_gallery(dog, [AddImage(picture=picture(0), label="ÉTÉ")], By(dialect="admin"))
    await edit_gallery(dog, [ChangeImage(image_id=edited.added[0], label="Rouge", store=2)], By(dialect="admin"))
    kept = await OwnerRow.select(OwnerRow.id, OwnerRow.words, OwnerRow.labels).order_by(OwnerRow.id)
    await OwnerRow.update({OwnerRow.words: "", OwnerRow.labels: ""}, force=True)
    for index in ("owner_name", "owner_kind_name"):
        await database.run_ddl(f"DROP INDEX {index}")
    modules = BaseMigrationManager().get_migration_modules(APP_CONFIG.resolved_migrations_folder_path)
    await (await modules["2026-11-21T00:00:09:000001"].forwards()).run()
    assert await OwnerRow.select(OwnerRow.id, OwnerRow.words, OwnerRow.labels).order_by(OwnerRow.id) == kept
    assert kept[0] | {"id": 0} == {
        "id": 0,
        "words": "cute dog\ncute-dog\ndog-8\ndog-8-s\ndog-8-l",
        "labels": "été\nrouge",
    }
