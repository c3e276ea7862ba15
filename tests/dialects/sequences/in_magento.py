"""Magento, beside the oracle: globally and at stores, in JSON and now and then in XML."""

import base64
from typing import Any

from litestar.testing import TestClient

from tests.dialects.magento.asking import Asker
from tests.dialects.sequences.draws import UNSENT, as_xml, in_xml, sent
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import GLOBAL, ROLES, STORES, Pic, Shelf
from tests.dialects.voices import Magento
from tests.shop import Credentials

CODES = {GLOBAL: "", 1: "/store/default", 2: "/store/french", 3: "/store/3", 4: "/store/second_en"}
DEFAULT = 1
FORMATS = ("application/json", "text/xml", "text/plain")
LAST = 2**32 - 1


class InMagento(Magento):
    def __init__(self, client: TestClient[Any], credentials: Credentials, notes: Notes, product: int) -> None:
        super().__init__(client, credentials["ann"]["magento"], product)
        self.guest = Asker(client)
        self.notes = notes

    def add(self, shelf: Shelf, pic: Pic, store: int = GLOBAL, **members: Any) -> None:
        """`label`, `position`, `exclude`, `types`."""
        members, end = sent(**members), shelf.end(store)
        image = self.ask.add(self.at + CODES[store], **_file(pic), file_name=pic.name, **members)
        shelf.add(image, pic)
        shelf.put(image, "label", members.get("label") if store == GLOBAL else None, store)
        shelf.put(image, "position", end, store)
        self._keep(shelf, image, store, members)

    def change(self, shelf: Shelf, image: int, store: int = GLOBAL, xml: bool = False, **members: Any) -> None:
        """The same, `file_name` and `file_mime_type`."""
        members = sent(**members)
        if members:
            self._put(image, store, members, xml and "types" not in members and in_xml(members.get("label")))
        self._rename(shelf, image, members.get("file_name"), members.get("file_mime_type"))
        self._keep(shelf, image, store, members)

    def replace(self, shelf: Shelf, image: int, pic: Pic, label: Any = UNSENT, store: int = GLOBAL) -> None:
        """For all stores, whatever store the address names; the name stays."""
        self._put(image, store, {**_file(pic), **sent(label=label)})
        shelf.put(image, "pic", self.notes.renamed(pic, shelf.read(image, "pic").name))
        self._keep(shelf, image, store, sent(label=label))

    def take_out(self, shelf: Shelf, image: int, store: int = GLOBAL) -> None:
        at = f"{self.at}/{image}{CODES[store]}"
        assert self.ask("DELETE", at).status_code == 200
        shelf.remove(image, store)
        assert self.ask("DELETE", at).status_code == 404

    def write_back(self, shelf: Shelf, image: int, turn: int | None = None) -> None:
        """The whole entity, byte for byte as it was read: in every view that has it, in each format; or by turns."""
        for store in (GLOBAL, *STORES) if turn is None else (turn % 4,):
            if image in shelf.listed(store):
                for media_type in FORMATS if turn is None else (FORMATS[turn % 3],):
                    self._write_back(f"{self.at}/{image}{CODES[store]}", media_type)

    def _write_back(self, at: str, media_type: str) -> None:
        read = self.ask.get(at, {"Accept": media_type}).content
        answer = self.ask("PUT", at, content=read, headers={"Content-Type": media_type})
        assert (answer.status_code, answer.content) == (200, b""), (at, media_type, answer.text)

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        """The global view and the second store's; by turns, or all for None, the others and what guests see."""
        for store in (GLOBAL, *STORES):
            if turn is None or store in (GLOBAL, 2, STORES[turn % 4]):
                wanted = [self._wanted(shelf, image, store) for image in shelf.listed(store)]
                assert [self._noted(shelf, one) for one in self.ask.images(self.at + CODES[store])] == wanted, store
        if turn is None or turn % 4 == 1:
            shown = [image for image in shelf.listed(DEFAULT) if not shelf.read(image, "excluded", DEFAULT)]
            told = [self._noted(shelf, one) for one in self.guest.images(self.at)]
            assert told == [_shown(self._wanted(shelf, image, DEFAULT)) for image in shown]

    def _put(self, image: int, store: int, members: dict[str, Any], xml: bool = False) -> None:
        at = f"{self.at}/{image}{CODES[store]}"
        if xml:
            body, headers = as_xml("magento_api", members), {"Content-Type": "text/xml"}
            answer = self.ask("PUT", at, content=body, headers=headers)
        else:
            answer = self.ask("PUT", at, json=members)
        assert (answer.status_code, answer.content) == (200, b""), (at, answer.text)

    def _rename(self, shelf: Shelf, image: int, name: str | None, mime_type: str | None) -> None:
        """Either alone gives the picture another address."""
        pic: Pic = shelf.read(image, "pic")
        named, declared = name or pic.name, mime_type or pic.declared
        if (named, declared) != (pic.name, pic.declared):
            shelf.put(image, "pic", self.notes.renamed(pic, named, declared))

    def _keep(self, shelf: Shelf, image: int, store: int, members: dict[str, Any]) -> None:
        """A label that is empty is none of a store's own."""
        if "label" in members and members["label"] != (shelf.read(image, "label", store) or ""):
            shelf.put(image, "label", members["label"] or (None if store else ""), store)
        if "position" in members and members["position"] != shelf.read(image, "position", store):
            shelf.put(image, "position", min(max(members["position"], 0), LAST), store)
        if "exclude" in members:
            shelf.put(image, "excluded", members["exclude"] != 0, store)
        if "types" in members:
            shelf.give(image, members["types"], store)

    def _noted(self, shelf: Shelf, told: dict[str, Any]) -> dict[str, Any]:
        self.notes.address("magento", shelf.read(int(told["id"]), "pic"), told["url"])
        return {name: value for name, value in told.items() if name != "url"}

    def _wanted(self, shelf: Shelf, image: int, store: int) -> dict[str, Any]:
        return {
            "id": str(image),
            "label": shelf.read(image, "label", store) or "",
            "position": str(shelf.read(image, "position", store)),
            "exclude": "1" if shelf.read(image, "excluded", store) else "0",
            "types": [role for role in ROLES if shelf.holder(role, store) == image],
        }


def _shown(wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if name != "exclude"}


def _file(pic: Pic) -> dict[str, str]:
    return {"file_mime_type": pic.declared, "file_content": base64.b64encode(pic.content).decode()}
