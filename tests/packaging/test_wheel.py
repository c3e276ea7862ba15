"""The wheel, installed away from the checkout, serves the whole product."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest
from litestar import Litestar

from tests.packaging.checkout import build_wheel
from tests.packaging.installed import Installed, install
from web import __version__, admin
from web.settings import ROOT, Settings

RECORD = "from importlib.metadata import files; print(*files('packshot'), sep='\\n')"
LINK = re.compile(r'\b(?:href|src|hx-get)="([^"#]+)')
BESIDE = ("/docs", "/openapi.json", "/healthz", "/readyz", "/metrics")
ASKED_WITH_A_QUERY = {"/admin/coverage/images", "/admin/coverage/images.csv"}  # pages link to them
TEMPLATES = """
from web.http.pages.templates import templates
environment = templates().engine_instance.engine
for name in environment.list_templates():
    environment.get_template(name)
    print(name)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(wheel, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def shop(installed: Installed) -> Iterator[httpx.Client]:
    """The demo shop as it is served, with ada signed in."""
    installed.run("packshot", "migrate")
    installed.run("packshot", "demo")
    until_it_listens = httpx.HTTPTransport(retries=7)
    with (
        installed.serving() as address,
        httpx.Client(base_url=address, transport=until_it_listens, follow_redirects=True, timeout=60) as client,
    ):
        token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/admin/login").text)
        assert token
        client.post("/admin/login", data={"_csrf_token": token[1], "name": "ada", "password": "demo-admin-ada"})
        yield client


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def pages_without_parameters(settings: Settings) -> list[str]:
    app = Litestar([admin.router(settings.max_upload_bytes)], logging_config=None, openapi_config=None)
    return [route.path for route in app.routes if "GET" in getattr(route, "methods", ()) and "{" not in route.path]


def kind_of(address: str) -> str:
    """Addresses that differ in numbers and names alone are answered alike: one of each kind is asked."""
    parts = urlsplit(address)
    path = re.sub(r"/[^/]+$", "/…", parts.path) if parts.path.startswith("/media/") else parts.path
    path = re.sub(r"^/media/[0-9]+-[\w-]+/", "/media/N-secret/", path)
    return f"{re.sub(r'[0-9]+', 'N', path)}?{sorted(parse_qs(parts.query))}"


def crawl(client: httpx.Client, addresses: list[str]) -> dict[str, int]:
    """Ask for these and for one of each kind that they link to, and so on. Returns the statuses."""
    statuses, kinds, waiting = dict[str, int](), set[str](), list(addresses)
    while waiting:
        address = waiting.pop()
        if kind_of(address) in kinds:
            continue
        kinds.add(kind_of(address))
        answer = client.get(address)
        statuses[address] = answer.status_code
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = (urljoin(str(answer.url), unescape(link)) for link in LINK.findall(answer.text))
            waiting += [link for link in links if link.startswith(str(client.base_url))]
    return statuses


def test_the_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"web", "piccolo_conf.py", f"packshot-{__version__}.dist-info"}
    held = {name.removeprefix("web/data/") for name in names if name.startswith("web/data/")}
    assert held == {
        f"{top}/{name}" for top in ("templates", "static", "migrations") for name in files_below(ROOT / top)
    }


def test_the_program_is_the_installed_one(installed: Installed) -> None:
    said = installed.run("python", "-c", "import web, piccolo_conf; print(web.__file__, piccolo_conf.__file__)").split()
    assert said == [str(installed.site / "web/__init__.py"), str(installed.site / "piccolo_conf.py")]


def test_every_template_is_found_and_read(installed: Installed) -> None:
    assert set(installed.run("python", "-c", TEMPLATES).split()) == files_below(ROOT / "templates")


def test_every_page_and_whatever_it_links_to_is_answered(shop: httpx.Client, settings: Settings) -> None:
    pages = {*pages_without_parameters(settings), *BESIDE, "/admin/products/1", "/admin/products/1/images/1/details"}
    statuses = crawl(shop, sorted(pages - ASKED_WITH_A_QUERY))
    assert {address: status for address, status in statuses.items() if status != 200} == {}
    answered = {kind_of(urlsplit(address).path) for address in statuses}
    assert {kind_of(page) for page in pages} - answered == set()
    assert any(kind.startswith("/media/") for kind in answered), "no page showed a picture"


def test_every_static_file_is_served(shop: httpx.Client) -> None:
    wrong = {
        name
        for name in files_below(ROOT / "static")
        if shop.get(f"/static/{name}").content != (ROOT / "static" / name).read_bytes()
    }
    assert wrong == set()


def test_everything_it_keeps_is_in_the_folder_it_was_started_in(shop: httpx.Client, installed: Installed) -> None:
    assert shop.get("/readyz").status_code == 200
    assert [path.name for path in installed.here.iterdir()] == ["var"]
    recorded = set(installed.run("python", "-c", RECORD).splitlines())
    assert files_below(installed.site) - recorded == {"dependencies.pth"}
