"""Intake, I-1 to I-4: what a file is, what it is called, and what is served of it."""

import os
from itertools import cycle, product
from pathlib import Path
from time import time
from typing import Any

import pytest

from tests.application import client_for
from tests.checklist.conftest import remaining_files
from tests.checklist.fake_pictures import IMPOSTORS, POLYGLOTS
from tests.checklist.upload_routes import FORMATS, MADE, NAMES, REFUSED, UploadRoutes, stored_files
from tests.media_addresses import media
from tests.pictures import avif, gif, jpeg, png, truncated_jpeg, webp
from web.gallery.unavailable import Busy
from web.imaging.sandbox import pool
from web.lifespan import ABANDONED_AFTER
from web.settings import Settings

PICTURES = {"JPEG": jpeg(), "PNG": png(), "GIF": gif(), "WEBP": webp(), "AVIF": avif()}
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp", "AVIF": "image/avif"}
ENDINGS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "GIF": (".gif",), "WEBP": (".webp",), "AVIF": (".avif",)}
NAMED = ("admin", "token", "spree", "magento", "spiffy base64")  # routes at which files have names

HOSTILE = [
    "../../x.jpg", "..\\..\\x.jpg", "/etc/passwd.jpg", "C:\\x.jpg", "a.php.jpg", "a.jpg%00.php", "a.jpg\0.php.jpg",
    "CON.jpg", "x" * 300 + ".jpg", "a\u202egpj.php.jpg", "-rf.jpg", "...jpg", ".htaccess.jpg", "a;b&c|d`e$(f).jpg",
    "<script>.jpg", "a\r\nb.jpg", "~.jpg",
]  # fmt: skip


def test_i_1_what_is_no_picture_of_a_shop_is_refused_at_every_route_whatever_it_is_called(
    routes: UploadRoutes, settings: Settings
) -> None:
    for route, what in product(NAMES, IMPOSTORS):
        response = routes.send(route, IMPOSTORS[what])
        assert response.status_code in REFUSED, (route, what, response.status_code, response.text)
        assert len(response.text) > 20
    assert routes.images() == []
    assert stored_files(settings) == []


def test_i_1_formats_that_a_routes_document_does_not_know_are_refused_there(routes: UploadRoutes) -> None:
    for route, format in product(NAMES, PICTURES):
        response = routes.send(route, PICTURES[format])
        assert (response.status_code in MADE) == (format in FORMATS[route]), (route, format, response.text)


def test_i_2_every_address_says_what_is_answered_there_whatever_the_file_was_called(routes: UploadRoutes) -> None:
    sent = [(route, format) for route in NAMES for format in FORMATS[route]]
    for route, format in sent:
        name = "dress.gif" if format != "GIF" else "dress.png"
        assert routes.send(route, PICTURES[format], name).status_code in MADE, (route, format)
    addresses = routes.addresses()
    assert len(addresses) >= len(sent)
    for address in addresses:
        picture_response = routes.client.get(address)
        assert picture_response.status_code == 200, address
        ending = next(format for format, type_ in TYPES.items() if type_ == picture_response.headers["content-type"])
        named = "/sites/" in address  # Spiffy's document names a picture as it was sent, whatever it is
        assert named or address.partition("?")[0].lower().endswith(ENDINGS[ending]), (address, ending)
        assert picture_response.content.startswith(PICTURES[ending][:3]), address


def test_i_2_a_picture_lies_in_the_store_under_no_name_and_no_ending(routes: UploadRoutes, settings: Settings) -> None:
    routes.send("admin", png(), "dress.jpg")
    assert [(path.parent.parent.name, path.suffix, len(path.name)) for path in stored_files(settings)] == [
        ("originals", "", 64)
    ]


def test_i_3_a_file_name_is_text_and_never_a_place(routes: UploadRoutes, tmp_path: Path) -> None:
    assert routes.send("token", jpeg()).status_code in MADE  # the store's folders and the locks for decoding are there
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    for route, name in product(NAMED, HOSTILE):
        response = routes.send(route, jpeg(), name)
        assert response.status_code in (*MADE, *REFUSED), (route, name, response.status_code, response.text)
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.parent.parent.parent.name == "media" for path in made if "sqlite" not in path.name), made
    for address in routes.addresses():
        assert routes.client.get(address).status_code == 200, address
        last = address.partition("?")[0].rpartition("/")[2]
        assert set(last) <= set("%" + "-_.~" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), (
            address
        )
        assert len(last) <= 400, address


LEADING_OUT = [
    "../secret.png",
    "/etc/hostname",
    "sub/../../secret.png",
    "outside.png",
    "way-out/secret.png",
    "..\\secret.png",
    "%2e%2e/secret.png",
    "file:///etc/hostname",
    "secret.png\0",
    "FILE:secret.png",
    "",
    ".",
]


def test_i_3_an_import_path_leads_nowhere_but_into_the_import_directory(
    routes: UploadRoutes, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (settings.import_dir / "sub").mkdir()
    (settings.import_dir / "outside.png").symlink_to(tmp_path / "secret.png")
    (settings.import_dir / "way-out").symlink_to(tmp_path)
    for path in LEADING_OUT:
        response = routes.bigcommerce(path)
        assert response.status_code in REFUSED, (path, response.text)
    assert stored_files(settings) == []


def test_i_4_of_a_file_that_is_two_things_only_the_picture_is_served(routes: UploadRoutes) -> None:
    for what, route in zip(POLYGLOTS, cycle(["admin", "token", "magento", "bigcommerce url"]), strict=False):
        response = routes.send(route, POLYGLOTS[what][0], "both.php.jpg")
        assert response.status_code in MADE, (what, route, response.text)
    foreign = [part for _, parts in POLYGLOTS.values() for part in parts]
    urls = list(product((image["id"] for image in routes.images()), ("original", "fit-48x48"), ENDINGS.values()))
    assert len(urls) == len(POLYGLOTS) * 2 * len(ENDINGS)
    for address in [*(f"{media(image)}/{size}/x{ends[0]}" for image, size, ends in urls), *routes.addresses()]:
        picture_response = routes.client.get(address)
        assert picture_response.status_code == 200
        assert picture_response.headers["content-type"] in TYPES.values()
        assert picture_response.headers["x-content-type-options"] == "nosniff"
        assert not any(part in picture_response.content for part in foreign), address


def test_i_8_while_it_is_looked_at_a_file_is_for_this_user_alone(
    routes: UploadRoutes, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[tuple[int, int]] = []

    def look(*_: Any) -> None:
        files = [path for path in temporary.rglob("*") if path.is_file()]
        modes.extend((path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) for path in files)
        raise Busy("looked enough")

    monkeypatch.setattr(pool, "_run", look)
    for route in NAMES:
        assert routes.send(route, jpeg()).status_code == 503, route
    assert modes
    assert set(modes) == {(0o600, 0o700)}
    assert remaining_files(temporary) == []


def test_i_8_nothing_of_what_was_refused_or_made_lies_about(
    routes: UploadRoutes, settings: Settings, temporary: Path
) -> None:
    for route in NAMES:
        assert routes.send(route, truncated_jpeg()).status_code in REFUSED
        assert remaining_files(temporary) == [], route
    assert stored_files(settings) == []
    for route in NAMES:
        assert routes.send(route, jpeg()).status_code in MADE
        assert remaining_files(temporary) == [], route


def test_i_8_what_a_killed_server_left_is_removed_when_one_starts(settings: Settings, temporary: Path) -> None:
    folder = settings.temp_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, age in (("packshot-abandoned", ABANDONED_AFTER + 60), ("packshot-of-another-server", 60)):
        (folder / name).touch()
        os.utime(folder / name, (time() - age, time() - age))
    with client_for(settings, raises=True):
        assert remaining_files(temporary) == ["packshot-of-another-server"]
