"""Dockerfile and compose.yaml hold what they promise: each command they name is run, confined as they say."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.needs import need, postgres_programs
from tests.packaging.checkout import LIST_INSTALLED, copy_checkout, offline, read_installed
from tests.packaging.composed import VARIABLE, environ_of, filled_in, read_compose
from tests.packaging.confined import OUTSIDE, confined, copy_interpreter, link, possible
from tests.packaging.conftest import pips
from tests.packaging.containers import Container
from tests.packaging.dockerfile import Image, build_context, read_dockerfile
from tests.s3 import private, s3_weed, started
from tests.servers import free_port, fresh_database
from tools.check_environment import read_locks
from web import __version__
from web.settings import ROOT

COMPOSE = read_compose(ROOT / "compose.yaml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SECRETS = {
    name: f"secret-for-tests-only-{name}"
    for name in ("PACKSHOT_SECRET_KEY", "PACKSHOT_DATABASE_PASSWORD", "PACKSHOT_STORE_SECRET")
}


@pytest.fixture(scope="module")
def image(packages: Path) -> Iterator[Image]:
    """What the Dockerfile makes, with packages from the folder; in a place that every user may enter."""
    need(possible() or None, "way to confine a program (root, unshare and setpriv of Linux)")
    root = Path(tempfile.mkdtemp(prefix="packshot-image-", dir=OUTSIDE))
    try:
        root.chmod(0o755)
        python = copy_interpreter(root / "usr" / "local", pips(packages)[-1])
        own = {
            "PATH": f"{python}:/usr/bin:/bin",
            "LD_LIBRARY_PATH": str(python.with_name("lib")),
            "PIP_CONFIG_FILE": os.devnull,
        }
        image = Image(root, own | offline(packages))
        image.build((ROOT / "Dockerfile").read_text(), copy_checkout(root / "checkout"))
        yield image
    finally:
        shutil.rmtree(root)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="packshot-container-", dir=OUTSIDE))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_the_image_holds_exactly_what_is_locked_and_packshot(image: Image) -> None:
    installed = read_installed(Container(image).run(["python", "-c", LIST_INSTALLED]))
    locked = read_locks([ROOT / "requirements.lock"])
    assert installed == {name: str(version) for name, version in locked.items()} | {"packshot": __version__}


def test_the_image_serves_with_nothing_writable_but_its_volume(image: Image) -> None:
    container = Container(image)
    assert not container.healthy()
    with container.serving() as client:
        assert container.healthy()
        assert client.get(container.add_picture(client)).headers["content-type"] == "image/webp"
        assert client.get("/admin/login").status_code == 200
    assert {path.name for path in container.var.iterdir()} >= {"packshot.sqlite", "secret_key", "media"}


@pytest.mark.anyio
async def test_the_composed_services_serve_together(image: Image, place: Path, postgres_server: str) -> None:
    assert SERVICES.keys() == {"migrate", "serve", "database", "store", "bucket"}
    assert "command" not in SERVICES["serve"]
    async with fresh_database(postgres_server) as database:
        with store(place) as address:
            environ = environ_of(SERVICES["serve"], SECRETS)
            moved = environ["PACKSHOT_DATABASE_URL"].partition("@database:5432/packshot")
            assert moved[1:] == ("@database:5432/packshot", "")
            environ["PACKSHOT_DATABASE_URL"] = f"{moved[0]}@{database.partition('@')[2]}"
            assert environ["AWS_ENDPOINT_URL"] == "http://store:8333"
            environ["AWS_ENDPOINT_URL"] = address
            container = Container(image, environ)
            container.packshot(*SERVICES["migrate"]["command"])
            with container.serving() as client:
                assert container.healthy()
                assert client.get(container.add_picture(client)).headers["content-type"] == "image/webp"
            assert not (container.var / "media").exists()


@contextmanager
def store(place: Path) -> Iterator[str]:
    """The composed store by its own command, and its health by its own check."""
    service, volume = SERVICES["store"], place / "store"
    volume.mkdir()
    assert service["entrypoint"] == ["weed"]
    link(s3_weed(), place / "weed")
    command = [str(place / "weed"), *service["command"], *private(volume)]
    environ = {"PATH": os.environ["PATH"], **environ_of(service, SECRETS)}
    with started(confined(command, [volume], service["user"].split(":")), volume, environ) as url:
        check = [word.replace("http://127.0.0.1:8333", url) for word in service["healthcheck"]["test"][1:]]
        need(shutil.which(check[0]), check[0])
        assert subprocess.run(check, check=False).returncode == 0
        for _ in range(2):  # to make the bucket again does no harm
            make_bucket(place, volume, command)
        yield url


def make_bucket(place: Path, volume: Path, store: list[str]) -> None:
    """By the composed service's own command."""
    service, port = SERVICES["bucket"], dict(re.findall(r"-([\w.]+)=(\d+)", " ".join(store)))
    (script,) = service["command"]
    for part, address in (("master", "store:9333"), ("filer", "store:8888")):
        assert address in script
        script = script.replace(address, f"127.0.0.1:{port[f'{part}.port']}.{port[f'{part}.port.grpc']}")
    command = [*service["entrypoint"], script.replace("$$", "$")]
    environ = {"PATH": f"{place}:/usr/bin:/bin"}
    made = subprocess.run(
        confined(command, [volume], service["user"].split(":")), env=environ, check=False, capture_output=True
    )
    assert made.returncode == 0, made.stderr


def test_the_databases_health_is_asked_with_its_own_program(postgres_server: str) -> None:
    programs = need(postgres_programs(), "PostgreSQL")
    service = SERVICES["database"]
    _, program, *options = service["healthcheck"]["test"]
    port = re.search(r":(\d+)/", postgres_server)
    assert port
    ask = [str(programs / program), *(option.replace("5432", port[1]) for option in options)]
    assert subprocess.run(ask, check=False, capture_output=True).returncode == 0
    nobody = [option.replace(port[1], str(free_port())) for option in ask]
    assert subprocess.run(nobody, check=False, capture_output=True).returncode != 0


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_confined_and_waits_for_what_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]  # noqa: S108
    assert {volume.partition(":")[0] for volume in service.get("volumes", ())} <= COMPOSE["volumes"].keys()
    for other, until in service.get("depends_on", {}).items():
        ends = SERVICES[other]["restart"] == "on-failure"
        assert until["condition"] == ("service_completed_successfully" if ends else "service_healthy")
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_every_secret_must_be_given_and_none_is_written_down() -> None:
    text = (ROOT / "compose.yaml").read_text()
    assert {found[0] for found in VARIABLE.findall(text) if found[1] == "?"} == SECRETS.keys()
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            assert value.startswith("${") or not re.search("SECRET|PASSWORD", name)
    assert filled_in("${PACKSHOT_PORT:-8000}", {}) == "8000"


def test_an_image_is_built_from_the_product_alone() -> None:
    tracked = build_context(ROOT)
    assert {name.split("/")[0] for name in tracked} == {
        "LICENSE", "README.md", "migrations", "piccolo_conf.py", "pyproject.toml", "requirements-build.lock",
        "requirements.lock", "static", "templates", "tools", "web",
    }  # fmt: skip
    assert not [word for word, rest in read_dockerfile((ROOT / "Dockerfile").read_text()) if word == "ADD"]
