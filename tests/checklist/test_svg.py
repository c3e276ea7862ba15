"""SVG, V-1 to V-3: it is refused at every route, so nothing of it can be shown, and no parser ever reads one."""

import gzip
from itertools import product
from typing import Any
from xml.parsers import expat

import pytest

from tests.checklist.fake_pictures import SVG
from tests.checklist.upload_routes import NAMES, REFUSED, UploadRoutes, stored_files
from tests.dialects.magento.client import LIST, MagentoClient
from tests.media_addresses import media
from tests.pictures import gif, png
from web.gallery.picture_errors import NotAPicture, PictureRefused
from web.settings import Settings

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
LAUGHS = b"".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">'.encode() for n in range(1, 10))
USES = b"".join(f'<g id="g{n}">'.encode() + f'<use href="#g{n - 1}"/>'.encode() * 10 + b"</g>" for n in range(1, 20))
HOSTILE = {
    "harmless": HEAD + b'><rect width="9" height="9"/></svg>',
    "script": SVG,
    "behind a declaration": b'<?xml version="1.0"?>\n<!-- x -->\n' + SVG,
    "behind a mark of order": b"\xef\xbb\xbf" + SVG,
    "in UTF-16": SVG.decode().encode("utf-16"),
    "compressed": gzip.compress(SVG),
    "foreign object": HEAD + b"><foreignObject><body onload='alert(1)'/></foreignObject></svg>",
    "a link that runs": HEAD + b"><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "from elsewhere": HEAD + b"><image xlink:href='http://169.254.169.254/'/></svg>",
    "billion laughs": b'<!DOCTYPE s [<!ENTITY l0 "ha">' + LAUGHS + b"]>" + HEAD + b"><text>&l9;</text></svg>",
    "quadratic": b'<!DOCTYPE s [<!ENTITY a "' + b"a" * 50_000 + b'">]>' + HEAD + b">" + b"&a;" * 20_000 + b"</svg>",
    "outer entity": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + HEAD + b"><text>&x;</text></svg>",
    "nested use": HEAD + b'><g id="g0"><rect/></g>' + USES + b"</svg>",
}  # fmt: skip
FILE_NAMES = ("a.svg", "a.svgz", "a.jpg", "a.svg.png")
V_3 = ("billion laughs", "quadratic", "outer entity", "nested use")


def refused_everywhere(routes: UploadRoutes, settings: Settings, kinds: tuple[str, ...]) -> None:
    for route, what in product(NAMES, kinds):
        for name in FILE_NAMES:
            response = routes.send(route, HOSTILE[what], name)
            assert response.status_code in REFUSED, (route, what, name, response.status_code, response.text)
    assert routes.images() == []
    assert stored_files(settings) == []


@pytest.fixture
def parsers(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every parser of XML that is begun, by whichever of the interpreter's libraries."""
    parsers: list[object] = []
    create = expat.ParserCreate

    def recording(*args: Any, **kwargs: Any) -> Any:
        parsers.append(create(*args, **kwargs))
        return parsers[-1]

    monkeypatch.setattr(expat, "ParserCreate", recording)
    return parsers


def test_v_1_no_route_takes_an_svg_under_any_name(routes: UploadRoutes, settings: Settings) -> None:
    refused_everywhere(routes, settings, tuple(kind for kind in HOSTILE if kind not in V_3))


@pytest.mark.parametrize("kind", V_3)
def test_v_3_bombs_of_entities_and_uses_are_refused_unread(
    kind: str, routes: UploadRoutes, settings: Settings, parsers: list[object], refusals: list[type[PictureRefused]]
) -> None:
    refused_everywhere(routes, settings, (kind,))
    assert set(refusals) == {NotAPicture}
    assert parsers == []
    MagentoClient(routes.client, routes.issued["magento"])(
        "POST", LIST, {"Content-Type": "text/xml"}, content="<magento_api/>"
    )
    assert parsers != [], "one is seen where XML is expected"


def test_v_2_whatever_an_address_asks_for_no_answer_is_an_svg_or_a_page(routes: UploadRoutes) -> None:
    """A picture with an SVG inside is answered as the picture alone, inert, from no page of ours."""
    image = routes.send("token", gif() + SVG, "a.gif").json()["id"]
    routes.send("admin", png(), "a.svg")
    addresses = [f"{media(image)}/{size}/{name}" for size, name in product(("original", "fit-48x48"), FILE_NAMES)]
    for address in [*addresses, *routes.addresses()]:
        picture_response = routes.client.get(address, headers={"Accept": "image/svg+xml,text/html"})
        assert picture_response.status_code == 200, address
        assert picture_response.headers["content-type"] in ("image/gif", "image/png", "image/jpeg"), address
        assert picture_response.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in picture_response.headers["content-security-policy"]
        assert b"<svg" not in picture_response.content
