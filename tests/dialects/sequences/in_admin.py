"""The admin, beside the oracle: what a browser shows and sends, for a product or a collection, at any store."""

import re
from html import unescape
from typing import Any

from litestar.testing import TestClient

from tests.admin.conftest import Visitor
from tests.dialects.sequences.moving import rank
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import GLOBAL, STORES, Pic, Shelf

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


class InAdmin(Visitor):
    """Without scripts: every form leads back to the page."""

    def __init__(self, client: TestClient[Any], notes: Notes, page: str) -> None:
        super().__init__(client)
        self.page = page
        self.notes = notes

    def send(self, tail: str, store: int = GLOBAL, status: int = 303, **fields: Any) -> None:
        answer = self.post(f"{self.page}{tail}{CODES[store]}", fields)
        assert answer.status_code == status, (tail, store, fields, answer.status_code)

    def add(self, shelf: Shelf, pics: list[Pic], store: int = GLOBAL, staged: bool = False) -> None:
        """With one form, or as our script does it: each file alone, then all of them into the gallery."""
        known, files = {*shelf.ids}, [("files", (pic.name, pic.content)) for pic in pics]
        if staged:
            taken = [self.post(f"{self.page}/files", files=[file]).json()["taken"] for file in files]
            self.send("/images", store, taken=",".join(taken))
        else:
            assert self.post(f"{self.page}/images{CODES[store]}", files=files).status_code == 303
        new = sorted({card[0] for card in self.cards(GLOBAL)} - known)
        assert len(new) == len(pics)
        for image, pic in zip(new, pics, strict=True):
            shelf.add(image, pic)

    def replace(self, shelf: Shelf, image: int, pic: Pic) -> None:
        files = [("files", (pic.name, pic.content))]
        assert self.post(f"{self.page}/images/{image}/picture", files=files).status_code == 303
        shelf.put(image, "pic", pic)

    def label(self, shelf: Shelf, image: int, text: str, store: int = GLOBAL) -> None:
        """A label of nothing but blanks is none, and at a store empty on purpose."""
        self.send(f"/images/{image}", store, do="label", label=as_sent(text))
        wanted, now = as_shown(text), as_shown(shelf.read(image, "label", store) or "")
        if wanted != now and (wanted.strip() or now):
            emptied = None if store == GLOBAL else ""
            shelf.put(image, "label", wanted if wanted.strip() else emptied, store)

    def move(self, shelf: Shelf, image: int, do: str, place: int, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do=do, place=place)
        now = shelf.rank(image, store)
        wanted = {"up": now - 1, "down": now + 1, "first": 1, "last": len(shelf.ids), "place": place}[do]
        rank(shelf, image, wanted, store)

    def roles(self, shelf: Shelf, image: int, roles: list[str], store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do="roles", roles=roles)
        shelf.give(image, roles, store)

    def hide(self, shelf: Shelf, image: int, hidden: bool, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do="hide" if hidden else "show")
        shelf.put(image, "excluded", hidden, store)

    def inherit(self, shelf: Shelf, image: int, what: str, store: int) -> None:
        """`label`, `excluded`, `roles`, or `position`, which is of all images."""
        if what == "position":
            self.send("/order", store)
            for each in shelf.listed(store):
                shelf.put(each, "position", None, store)
            return
        do = {"label": "inherit-label", "excluded": "inherit-shown", "roles": "inherit-roles"}[what]
        self.send(f"/images/{image}", store, do=do)
        if what == "roles":
            shelf.inherit_roles(image, store)
        else:
            shelf.put(image, what, None, store)

    def take_out(self, shelf: Shelf, image: int, store: int = GLOBAL) -> None:
        self.send(f"/images/{image}", store, do="remove")
        shelf.remove(image, store)
        self.send(f"/images/{image}", store, 404, do="remove")

    def write_back(self, shelf: Shelf, image: int, turn: int | None = None) -> None:
        """Every form of the card sent as it was filled in, at every store or at one by turns."""
        for store in (GLOBAL, *STORES) if turn is None else (turn % 4,):
            for place, (number, label, hidden, roles) in enumerate(self.cards(store), start=1):
                if number == image:
                    self.send(f"/images/{image}", store, do="label", label=as_sent(label))
                    self.send(f"/images/{image}", store, do="place", place=place)
                    self.send(f"/images/{image}", store, do="roles", roles=roles)
                    self.send(f"/images/{image}", store, do="hide" if hidden else "show")

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        """The page of every store, or of one by turns."""
        for store in (GLOBAL, *STORES) if turn is None else ((GLOBAL, 2, GLOBAL, STORES[turn % 4])[turn % 4],):
            assert self.cards(store) == [_wanted(shelf, image, store) for image in shelf.listed(store)], store

    def cards(self, store: int) -> list[Card]:
        html = self.part(f"{self.page}{CODES[store]}").text
        return [_card(int(number), classes, inside) for classes, number, inside in CARD.findall(html)]


def _wanted(shelf: Shelf, image: int, store: int) -> Card:
    label = as_shown(shelf.read(image, "label", store) or "")
    return image, label, bool(shelf.read(image, "excluded", store)), shelf.roles_of(image, store)


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
    """And CR with LF in what it sends."""
    return as_shown(text).replace("\n", "\r\n")
