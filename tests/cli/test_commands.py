"""The `packshot` command, as a person at a terminal meets it: every line of the contract's section 2."""

import json
import socket
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.engines.sqlite import SQLite


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def write_catalogue(folder: Path, catalogue: object) -> str:
    path = folder / "catalogue.json"
    path.write_text(json.dumps(catalogue))
    return str(path)


def test_each_command_is_one_process_with_its_exit_status_and_its_two_outputs(terminal: Terminal) -> None:
    add = ("user", "add", "ann", "--role", "admin")
    assert terminal.process("migrate", "--json").stdout == '{"migrated":true}\n'
    done = terminal.process(*add, "--password-stdin", stdin="long enough\n")
    assert (done.returncode, done.stderr) == (0, "")
    done = terminal.process(*add, "--json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert terminal.process("user", "add", "bob").returncode == 2


def test_migrating_may_be_repeated(terminal: Terminal) -> None:
    assert terminal.json("migrate") == {"migrated": True}
    assert terminal.json("migrate") == {"migrated": True}


def test_a_catalogue_is_loaded_and_dumped_and_loads_again_the_same(terminal: Terminal, tmp_path: Path) -> None:
    counts = terminal.json("catalogue", "load", write_catalogue(tmp_path, CATALOGUE))
    assert counts == {"stores": 4, "image_roles": 1, "products": 8, "collections": 3}
    dumped = terminal.run("catalogue", "dump").stdout
    assert json.loads(dumped)["products"][0]["old_slugs"] == ["dog"]
    assert terminal.json("catalogue", "dump", str(tmp_path / "dump.json"))["bytes"] == len(dumped.encode())
    terminal.json("catalogue", "load", str(tmp_path / "dump.json"))
    assert terminal.run("catalogue", "dump").stdout == dumped


@pytest.mark.parametrize(
    ("catalogue", "path"),
    [
        ({"products": [{"id": 1, "slug": "a", "name": "A"}, {"id": 2, "name": "B"}]}, "$.products[1]"),
        ({"products": [{"id": "1", "slug": "a", "name": "A"}]}, "$.products[0].id"),
        ({"stores": [{"id": 1, "code": "a", "name": "A"}], "colour": 1}, "colour"),
        (
            {"products": [{"id": 1, "slug": "a", "name": "A"}, {"id": 2, "slug": "a", "name": "B"}]},
            "$.products[1].slug",
        ),
        ({"products": [{"id": 1, "slug": "a", "name": "A", "stores": ["mars"]}]}, "$.products[0].stores[0]"),
        ({"collections": [{"id": 1, "kind": "odd", "slug": "a", "name": "A"}]}, "$.collections[0].kind"),
    ],
)
def test_a_bad_catalogue_is_refused_whole_with_the_path_of_the_first_wrong_member(
    terminal: Terminal, tmp_path: Path, catalogue: object, path: str
) -> None:
    before = terminal.run("catalogue", "dump").stdout
    assert path in terminal.error_of("catalogue", "load", write_catalogue(tmp_path, catalogue))
    assert terminal.run("catalogue", "dump").stdout == before


def test_a_slug_that_belongs_to_another_product_already_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    terminal.json("catalogue", "load", write_catalogue(tmp_path, {"products": [{"id": 1, "slug": "a", "name": "A"}]}))
    clash = {"products": [{"id": 2, "slug": "b", "name": "B"}, {"id": 3, "slug": "a", "name": "C"}]}
    assert "$.products[1].slug" in terminal.error_of("catalogue", "load", write_catalogue(tmp_path, clash))
    assert len(json.loads(terminal.run("catalogue", "dump").stdout)["products"]) == 1


def test_two_products_may_swap_their_slugs(terminal: Terminal, tmp_path: Path) -> None:
    def products(*slugs: str) -> object:
        return {"products": [{"id": n, "slug": slug, "name": slug} for n, slug in enumerate(slugs, start=1)]}

    terminal.json("catalogue", "load", write_catalogue(tmp_path, products("a", "b")))
    terminal.json("catalogue", "load", write_catalogue(tmp_path, products("b", "a")))
    assert [p["slug"] for p in json.loads(terminal.run("catalogue", "dump").stdout)["products"]] == ["b", "a"]


def test_a_person_gets_a_password_unless_one_is_given(terminal: Terminal) -> None:
    assert len(terminal.json("user", "add", "ann", "--role", "admin")["password"]) >= 12
    created = terminal.json("user", "add", "bob", "--role", "staff", "--password-stdin", stdin="my own password\n")
    assert "password" not in created
    assert "ann" in terminal.error_of("user", "add", "ann", "--role", "admin")


@pytest.mark.parametrize(
    ("dialect", "members"),
    [
        ("spree", {"id", "token"}),
        ("bigcommerce", {"id", "username", "token", "client_id", "access_token", "store_hash"}),
        ("token", {"id", "key"}),
        ("magento", {"id", "consumer_key", "consumer_secret", "token", "token_secret"}),
        ("spiffy", {"id", "api_key", "password", "access_token"}),
    ],
)
def test_a_credential_has_the_members_of_the_contract(terminal: Terminal, dialect: str, members: set[str]) -> None:
    terminal.json("user", "add", "ann", "--role", "admin")
    assert set(terminal.json("credential", "add", "ann", "--dialect", dialect)) == members


def test_credentials_are_listed_without_secrets_and_revoked(terminal: Terminal) -> None:
    terminal.json("user", "add", "ann", "--role", "customer")
    made = terminal.json("credential", "add", "ann", "--dialect", "spree", "--scope", "read")
    (listed,) = terminal.json("credential", "list")["credentials"]
    assert (listed["id"], listed["user"], listed["scope"], listed["revoked"]) == (made["id"], "ann", "read", False)
    assert made["token"] not in terminal.run("credential", "list").stdout
    assert terminal.json("credential", "revoke", str(made["id"])) == {"id": made["id"], "revoked": True}
    assert terminal.json("credential", "list")["credentials"][0]["revoked"] is True
    assert "99" in terminal.error_of("credential", "revoke", "99")
    assert "nobody" in terminal.error_of("credential", "add", "nobody", "--dialect", "spree")


def test_wrong_usage_is_exit_status_2(terminal: Terminal) -> None:
    assert terminal.run("user", "add", "ann").returncode == 2
    assert terminal.run("credential", "add", "ann", "--dialect", "esperanto").returncode == 2
    assert terminal.run("nonsense").returncode == 2


def test_a_setting_that_cannot_be_meant_is_explained(terminal: Terminal) -> None:
    terminal.environ["PACKSHOT_MAX_UPLOAD_MB"] = "many"
    assert "PACKSHOT_MAX_UPLOAD_MB" in terminal.error_of("migrate")


def test_postgresql_without_a_secret_key_is_explained(terminal: Terminal) -> None:
    terminal.environ["PACKSHOT_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    assert "PACKSHOT_SECRET_KEY" in terminal.error_of("migrate")


def test_a_database_that_does_not_answer_is_explained(terminal: Terminal) -> None:
    terminal.environ |= {"PACKSHOT_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PACKSHOT_SECRET_KEY": "x"}
    terminal.error_of("migrate")


def test_the_doctor_finds_orphans_and_what_is_missing(terminal: Terminal) -> None:
    terminal.json("migrate")
    assert terminal.json("doctor")["healthy"] is True
    orphan = terminal.folder / "var" / "media" / "originals" / "ab" / ("ab" + "0" * 62)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"nobody's")
    sick = terminal.run("doctor", "--json")
    assert sick.returncode == 1
    assert len(json.loads(sick.stdout)["orphaned"]) == 1
    assert terminal.json("doctor", "--repair")["put_aside"] == 1
    assert terminal.json("doctor")["healthy"] is True


def test_stores_may_swap_their_codes_but_not_take_anothers(terminal: Terminal, tmp_path: Path) -> None:
    def stores(**codes: int) -> object:
        return {"stores": [{"id": number, "code": code, "name": code} for code, number in codes.items()]}

    terminal.json("catalogue", "load", write_catalogue(tmp_path, stores(a=1, b=2)))
    terminal.json("catalogue", "load", write_catalogue(tmp_path, stores(b=1, a=2)))
    dumped = json.loads(terminal.run("catalogue", "dump").stdout)["stores"]
    assert [(store["id"], store["code"]) for store in dumped] == [(1, "b"), (2, "a")]
    assert "$.stores[0].code" in terminal.error_of("catalogue", "load", write_catalogue(tmp_path, stores(a=3)))


@pytest.mark.parametrize("name", ["", " ann", "a:b", "a\nb"])
def test_a_name_that_cannot_be_used_everywhere_is_refused(terminal: Terminal, name: str) -> None:
    terminal.error_of("user", "add", name, "--role", "admin")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("PACKSHOT_STORAGE_URL", "ftp://pictures"),
        ("PACKSHOT_STORAGE_URL", "/a/folder"),
        ("PACKSHOT_BASE_URL", "shop.example"),
        ("PACKSHOT_DATABASE_URL", "postgresql://a:b@127.0.0.1:notaport/x"),
        ("PACKSHOT_FETCH_ALLOW", "127.0.0.1/40"),
        ("PACKSHOT_TRUSTED_PROXIES", "a proxy"),
    ],
)
def test_a_setting_of_the_wrong_form_is_named(terminal: Terminal, setting: str, value: str) -> None:
    terminal.environ |= {setting: value, "PACKSHOT_SECRET_KEY": "x"}
    assert setting in terminal.error_of("doctor")


def test_serving_on_an_address_in_use_is_explained(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        terminal.error_of("serve", "--port", str(taken.getsockname()[1]))


def test_a_database_without_a_schema_says_what_to_do(terminal: Terminal, postgres_server: str) -> None:
    terminal.environ |= {"PACKSHOT_DATABASE_URL": postgres_server, "PACKSHOT_SECRET_KEY": "x"}
    assert "packshot migrate" in terminal.error_of("serve", "--port", "0")


@pytest.mark.anyio
async def test_a_database_of_an_unknown_version_is_neither_migrated_nor_served(
    terminal: Terminal, database: Database
) -> None:
    await database.run_ddl("UPDATE migration SET name = '2026-11-21T00:00:00:000000'")
    url = f"sqlite:///{database.path}" if isinstance(database, SQLite) else database.config["dsn"]
    terminal.environ |= {"PACKSHOT_DATABASE_URL": url, "PACKSHOT_SECRET_KEY": "x"}
    for words in (("migrate",), ("serve", "--port", "0")):
        done = terminal.process(*words)  # this one has a loop
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "an unreleased or a newer version of Packshot" in done.stderr


def test_an_application_has_a_name_that_people_are_told(terminal: Terminal) -> None:
    terminal.json("user", "add", "ann", "--role", "staff")
    named = ("credential", "add", "ann", "--application", "Photo studio", "--dialect")
    assert "consumer_key" in terminal.json(*named, "magento")
    assert terminal.run(*named, "spree").returncode == 2
    assert terminal.json("credential", "list")["credentials"][0]["application"] is None  # nobody has let it in yet


def test_a_credential_id_beyond_all_ids_is_wrong_usage(terminal: Terminal) -> None:
    assert terminal.run("credential", "revoke", "9" * 25).returncode == 2


def test_nothing_is_said_about_no_pictures_and_nothing_swept(terminal: Terminal) -> None:
    terminal.json("migrate")
    assert terminal.json("findings") == {"findings": []}
    nothing = dict.fromkeys(("put_aside", "put_aside_size", "deleted", "deleted_size", "half_written"), 0)
    assert terminal.json("sweep") == nothing
