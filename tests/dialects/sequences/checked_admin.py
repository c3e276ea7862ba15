"""Admin client checked by the oracle: what a browser shows and sends, for a product or a collection, at any store."""

import re
from html import unescape
from typing import Any

from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.dialects.sequences.oracle import GLOBAL, STORES, Oracle, Picture
from tests.dialects.sequences.positions import rank
from tests.dialects.sequences.recorder import Recorder

CODES = {GLOBAL: "", 1: "?store=default", 2: "?store=french", 3: "?store=german", 4: "?store=second_en"}
CARD = re.compile(r'<li class="card([^"]*)"\s+id="image-(\d+)"(.*?)</li>', re.DOTALL)
LABEL = re.compile(r'<textarea id="label-\d+"[^>]*>(.*?)</textarea>', re.DOTALL)
HELD = re.compile(r'class="chip role[^"]*">([^<]+)</span>')
ROLES = {
    "Base image": "image",
    "Small image": "small_image",
    "Thumbnail": "thumbnail",
    "Hover image": "hover_image",
}

Card = tuple[int, str, bool, list[str]]  # id, label, hidden, roles


class CheckedAdmin(Visitor):
    """A browser without scripts: every form leads back to the page."""

    def __init__(self, client: TestClient[Any], recorder: Recorder, page: str) -> None:
        super().__init__(client)
        self.page = page
        self.recorder = recorder

    def send(self, tail: str, store: int = GLOBAL, status: int = 303, **fields: Any) -> None:
        response = self.post(f"{self.page}{tail}{CODES[store]}", fields)
        assert response.status_code == status, (tail, store, fields, response.status_code)

    def add(self, oracle: Oracle, pictures: list[Picture], store: int = GLOBAL, staged: bool = False) -> None:
        """Upload with one form, or as our script does: each file alone, then all of them into the gallery."""
        known, files = {*oracle.ids}, [("files", (picture.name, picture.content)) for picture in pictures]
        if staged:
            taken = [self.post(f"{self.page}/files", files=[file]).json()["taken"] for file in files]
            self.send("/images", store, taken=",".join(taken))
        else:
            assert self.post(f"{self.page}/images{CODES[store]}", files=files).status_code == 303
        new = sorted({card[0] for card in self.cards(GLOBAL)} - known)
        assert len(new) == len(pictures)
        for image, picture in zip(new, pictures, strict=True):
            oracle.add(image, picture)

    def replace(self, oracle: Oracle, image: int, picture: Picture) -> None:
        files = [("files", (picture.name, picture.content))]
        assert self.post(f"{self.page}/images/{image}/picture", files=files).status_code == 303
        oracle.set(image, "picture", picture)

    def label(self, oracle: Oracle, image: int, text: str, store: int = GLOBAL) -> None:
        """A label of nothing but blanks is none, and at a store empty on purpose."""
        self.send(f"/images/{image}", store, do="label", label=as_sent(text))
        expected, now = as_shown(text), as_shown(oracle.read(image, "label", store) or "")
        if expected != now and (expected.strip() or now):
            emptied = None if store == GLOBAL else ""
            oracle.set(image, "label", expected if expected.strip() else emptied, store)

    def move(self, oracle: Oracle, image: int, do: str, place: int, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do=do, place=place)
        now = oracle.rank(image, store)
        expected = {"up": now - 1, "down": now + 1, "first": 1, "last": len(oracle.ids), "place": place}[do]
        rank(oracle, image, expected, store)

    def roles(self, oracle: Oracle, image: int, roles: list[str], store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do="roles", roles=roles)
        oracle.assign_roles(image, roles, store)

    def hide(self, oracle: Oracle, image: int, hidden: bool, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do="hide" if hidden else "show")
        oracle.set(image, "excluded", hidden, store)

    def inherit(self, oracle: Oracle, image: int, what: str, store: int) -> None:
        """`label`, `excluded`, `roles`, or `position`, which is of all images."""
        if what == "position":
            self.send("/order", store)
            for each in oracle.listed(store):
                oracle.set(each, "position", None, store)
            return
        do = {"label": "inherit-label", "excluded": "inherit-shown", "roles": "inherit-roles"}[what]
        self.send(f"/images/{image}", store, do=do)
        if what == "roles":
            oracle.inherit_roles(image, store)
        else:
            oracle.set(image, what, None, store)

    def delete(self, oracle: Oracle, image: int, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do="remove")
        oracle.remove(image, store)
        self.send(f"/images/{image}", store, 404, do="remove")

    def write_back(self, oracle: Oracle, image: int, step: int | None = None) -> None:
        """Every form of the card sent as it was filled in, at every store or at one by turns."""
        for store in (GLOBAL, *STORES) if step is None else (step % 4,):
            for place, (number, label, hidden, roles) in enumerate(self.cards(store), start=1):
                if number == image:
                    self.send(f"/images/{image}", store, do="label", label=as_sent(label))
                    self.send(f"/images/{image}", store, do="place", place=place)
                    self.send(f"/images/{image}", store, do="roles", roles=roles)
                    self.send(f"/images/{image}", store, do="hide" if hidden else "show")

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        """The page of every store, or of one by turns."""
        for store in (GLOBAL, *STORES) if step is None else ((GLOBAL, 2, GLOBAL, STORES[step % 4])[step % 4],):
            assert self.cards(store) == [_expected(oracle, image, store) for image in oracle.listed(store)], store

    def cards(self, store: int) -> list[Card]:
        html = self.part(f"{self.page}{CODES[store]}").text
        return [_card(int(number), classes, inside) for classes, number, inside in CARD.findall(html)]


def _expected(oracle: Oracle, image: int, store: int) -> Card:
    label = as_shown(oracle.read(image, "label", store) or "")
    return image, label, bool(oracle.read(image, "excluded", store)), oracle.roles_of(image, store)


def _card(number: int, classes: str, inside: str) -> Card:
    """A browser leaves out a line break that a text area begins with."""
    found = LABEL.search(inside)
    assert found, inside
    label = as_shown(unescape(as_shown(found[1]).removeprefix("\n")))
    return number, label, "is-hidden" in classes, [ROLES[name] for name in HELD.findall(inside)]


def as_shown(text: str) -> str:
    """Every end of a line is a line feed in a browser."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_sent(text: str) -> str:
    """A browser sends every end of a line as CR and LF."""
    return as_shown(text).replace("\n", "\r\n")
