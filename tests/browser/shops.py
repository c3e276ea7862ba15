"""Shops as browser tests find them, each made once per worker process: ann is signed in, the mug has pictures."""

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.application import client_for
from tests.shop import settings_in
from web.http.pages.session import COOKIE
from web.settings import Settings

File = tuple[str, bytes]


class Shop(NamedTuple):
    """A folder with a database and a storage, to be copied for each test."""

    folder: Path
    session: str  # the value of ann's cookie
    images: tuple[int, ...]  # of the mug


ShopWith = Callable[..., Shop]  # takes files, which are the pictures of the mug


@cache
def three_files() -> tuple[File, ...]:
    """The first is the largest, so that it arrives last."""
    return (
        ("front.png", pictures.png(1400, 1000)),
        ("side.jpg", pictures.jpeg(300, 400)),
        ("back.webp", pictures.webp(40, 40)),
    )


def prepare(folder: Path, files: tuple[File, ...]) -> Shop:
    """Sign ann in, give the mug these pictures, and render what its page shows of them."""
    with client_for(settings_in(folder)) as client:
        ann = Visitor(client)
        assert ann.sign_in().status_code == 303
        if files:
            assert ann.upload(*files).status_code == 303
        for address in re.findall(r"/media/\S+\.webp", ann.get(MUG).text):
            assert ann.get(address).status_code == 200
        return Shop(folder, client.cookies[COOKIE], tuple(ann.images()))


def copy(shop: Shop, folder: Path) -> Settings:
    """Copy a shop for one test."""
    shutil.copytree(shop.folder, folder, ignore=shutil.ignore_patterns("temporary"), dirs_exist_ok=True)
    return settings_in(folder)
