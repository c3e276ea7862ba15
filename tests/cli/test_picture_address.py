"""Signed addresses for those who put pictures into pages of their own."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.cli.terminal import Terminal
from tests.media_addresses import media
from tests.pictures import jpeg
from tests.shop import SECRET, Credentials

AT = "/api/products/8/images"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal beside a server on the same data."""
    terminal = Terminal(tmp_path)
    terminal.environ = {"PATH": os.environ["PATH"], "PACKSHOT_VAR": str(tmp_path), "PACKSHOT_SECRET_KEY": SECRET}
    return terminal


@pytest.fixture
def headers(credentials: Credentials) -> dict[str, str]:
    return {"Authorization": f"Token {credentials['ann']['token']['key']}"}


def add_image(client: TestClient[Any], headers: dict[str, str]) -> int:
    sent = client.post(AT, headers=headers, files={"image": ("dress.jpg", jpeg(640, 480))})
    return int(sent.json()["id"])


def test_the_address_that_is_printed_is_answered(
    terminal: Terminal, client: TestClient[Any], headers: dict[str, str]
) -> None:
    image = add_image(client, headers)
    options = ("--width", "300", "--height", "200", "--fit", "fill", "--format", "png")
    printed = terminal.run("picture-address", str(image), *options).stdout.strip()
    assert re.fullmatch(rf"{media(image)}/free/dress\.png\?width=300&height=200&fit=fill&s=[\w-]{{43}}", printed), (
        printed
    )
    response = client.get(printed)
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    assert terminal.json("picture-address", str(image), *options) == {
        "image": image,
        "picture": image,
        "address": printed,
    }


def test_it_is_the_present_pictures_with_the_servers_address_before_it(
    terminal: Terminal, client: TestClient[Any], headers: dict[str, str]
) -> None:
    image = add_image(client, headers)
    client.patch(f"{AT}/{image}", headers=headers, files={"image": ("new.jpg", jpeg(800, 600))})
    terminal.environ["PACKSHOT_BASE_URL"] = "https://pictures.example"
    result = terminal.json("picture-address", str(image), "--width", "100")
    assert result["picture"] == image + 1
    assert result["address"].startswith(
        f"https://pictures.example{media(image + 1)}/free/new.webp?width=100&fit=fit&s="
    )
    client.delete(f"{AT}/{image}", headers=headers)
    assert "was removed" in terminal.error_of("picture-address", str(image), "--width", "100")


def test_what_can_not_be_signed_is_refused(terminal: Terminal, client: TestClient[Any]) -> None:
    assert "there is no image 99" in terminal.error_of("picture-address", "99", "--width", "100")
    for wrong in ((), ("--width", "0"), ("--height", "4097"), ("--width", "9", "--format", "svg")):
        assert terminal.run("picture-address", "99", *wrong).returncode == 2
