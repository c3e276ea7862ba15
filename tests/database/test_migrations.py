"""The schema, from nothing, on both engines."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from piccolo.apps.migrations.commands.backwards import run_backwards
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.columns import BigSerial, Text
from piccolo.table import Table

from tests.servers import fresh_database
from web.database import tables
from web.database.columns import Number
from web.database.engines.bound import Database
from web.database.engines.postgres import Postgres
from web.database.engines.sqlite import SQLite
from web.database.migrations import MigrationFailed, migrate
from web.database.piccolo_app import APP_CONFIG
from web.database.tables import TABLES, Role, Shop
from web.gallery.model import STANDARD_ROLES

pytestmark = pytest.mark.anyio
MIGRATIONS = sorted(Path(APP_CONFIG.resolved_migrations_folder_path).glob("*.py"))


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
    command = [sys.executable, "-m", "web.cli.main", "migrate", "--json"]
    processes = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in processes] == ['{"migrated":true}'] * 3
    assert [process.returncode for process in processes] == [0, 0, 0]


async def test_the_tables_are_those_of_the_migrations() -> None:
    """The ORM would write nothing into a new migration."""
    statements = await AutoMigrationManager(auto_input="n").get_alter_statements(APP_CONFIG)
    assert [statement for part in statements for statement in part.statements] == []


async def test_what_the_migrations_lack_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Role(Table):
        id = BigSerial(primary_key=True)  # no Number: the ORM's own, whose values may be given twice
        code = Text(unique=True)
        name = Text()
        motto = Text()

    monkeypatch.setattr(APP_CONFIG, "table_classes", [Role if table is tables.Role else table for table in TABLES])
    parts = await AutoMigrationManager(auto_input="n").get_alter_statements(APP_CONFIG)
    added, altered = (statement for part in parts for statement in part.statements)
    assert "manager.add_column(table_class_name='Role', tablename='role', column_name='motto'" in added
    assert "manager.alter_column(table_class_name='Role', tablename='role', column_name='id'" in altered


async def test_one_process_may_migrate_on_both_engines(tmp_path: Path, postgres_server: str) -> None:
    """Columns have the types that the tables say, wherever the process migrated before."""
    async with fresh_database(postgres_server) as url:
        for engine, statement in ((SQLite(str(tmp_path / "own.sqlite")), SQLITE_TYPES), (Postgres(url), TYPES)):
            await migrate(engine)
            types = {(row["tablename"], row["name"]): row["type"] for row in await Shop.raw(statement)}
            await engine.stop()
            assert types == {
                (table._meta.tablename, column._meta.name): column.column_type.replace("BIGSERIAL", "BIGINT")
                for table in TABLES
                for column in table._meta.columns
            }


TYPES = """
    SELECT table_name AS tablename, column_name AS name, UPPER(data_type) AS type
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'
"""
SQLITE_TYPES = """
    SELECT m.name AS tablename, c.name AS name, c.type AS type FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT IN ('migration', 'sqlite_sequence')
"""


async def test_a_number_is_never_given_twice(database: Database) -> None:
    """Not even that of the last row, and in no table: SQLite has to be told."""
    await Role.insert(Role(code="last", name="Last"))
    last = await Role.select(Role.id).where(Role.code == "last").first()
    await Role.delete().where(Role.code == "last")
    await Role.insert(Role(code="next", name="Next"))
    assert await Role.select(Role.id).where(Role.code == "next").first() != last
    if isinstance(database, SQLite):
        counting = await Role.raw("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        numbered = {table._meta.tablename for table in TABLES if isinstance(table._meta.primary_key, Number)}
        assert {row["name"] for row in counting} == numbered


async def test_migrations_can_be_taken_back_and_run_again(database: Database) -> None:
    assert (await run_backwards(APP_CONFIG.app_name, "all", auto_agree=True)).success
    assert not any([await table.table_exists() for table in TABLES])
    await migrate(database)
    assert await Shop.count() == 1


@pytest.mark.parametrize("name", ["2026-11-21T00:00:00:000000", "2999-01-01T00:00:00:000000"])
async def test_a_database_with_a_migration_that_is_not_ours_is_left_alone(database: Database, name: str) -> None:
    await Migration.insert(Migration(name=name, app_name=APP_CONFIG.app_name))
    ran = await Migration.select()
    with pytest.raises(MigrationFailed, match="unreleased or a newer version"):
        await migrate(database)
    assert await Migration.select() == ran


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_ours(path: Path) -> None:
    """Our code changes; a released migration must not, so it may import nothing of it."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {"." * node.level + (node.module or "") for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= {"piccolo", *sys.stdlib_module_names}
