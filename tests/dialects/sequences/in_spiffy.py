"""Spiffy, beside the oracle: of a product, or of a collection."""

import base64
from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.draws import UNSENT, sent
from tests.dialects.sequences.moving import rank
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Pic, Shelf
from tests.dialects.voices import Spiffy
from tests.shop import Credentials

NAMED = {"png": "png", "gif": "gif", "jpg": "jpg"}
BY_CONTENT = {"PNG": "png", "GIF": "gif", "JPEG": "jpg", "WEBP": "jpg", "AVIF": "jpg"}


class InSpiffy(Spiffy):
    def __init__(self, client: TestClient[Any], credentials: Credentials, notes: Notes, owner: str) -> None:
        super().__init__(client, credentials["ann"]["spiffy"], owner)
        self.member = "product_id" if owner.startswith("products/") else "collection_id"
        self.notes = notes

    def add(self, shelf: Shelf, pic: Pic, **members: Any) -> None:
        """`alt`, `position`, `variation_ids`."""
        members = sent(**members)
        body = {"attachment": base64.b64encode(pic.content).decode(), "filename": pic.name, **members}
        answer = self.ask("POST", f"{self.at}.json", 201, json={"image": body})["image"]
        shelf.add(answer["id"], pic, dict.fromkeys(members.get("variation_ids", ())))
        shelf.put(answer["id"], "label", members.get("alt"))
        if "position" in members:
            rank(shelf, answer["id"], members["position"])
        self._reads(answer)

    def change(self, shelf: Shelf, image: int, alt: Any = UNSENT, position: Any = UNSENT) -> None:
        body = {"id": image, **sent(alt=alt, position=position)}
        answer = self.ask("PUT", f"{self.at}/{image}.json", 200, json={"image": body})["image"]
        if alt is not UNSENT and (alt or "") != (shelf.read(image, "label") or ""):
            shelf.put(image, "label", alt)
        if position is not UNSENT:
            rank(shelf, image, position)
        self._reads(answer)

    def take_out(self, shelf: Shelf, image: int) -> None:
        self.remove(image)
        shelf.remove(image)
        self.ask("DELETE", f"{self.at}/{image}.json", 404)

    def write_back(self, shelf: Shelf, image: int, turn: int | None = None) -> None:
        """The whole object, as every client of its kind sends it."""
        read = self.ask("GET", f"{self.at}/{image}.json", 200)
        assert self.ask("PUT", f"{self.at}/{image}.json", 200, json=read) == read

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        told = self.ask("GET", f"{self.at}.json?limit=50", 200)["images"]
        wanted = [self._wanted(shelf, image) for image in shelf.listed()]
        assert [self._noted(shelf, one) for one in told] == wanted
        assert self.ask("GET", f"{self.at}/count.json", 200) == {"count": len(shelf.ids)}

    def _reads(self, answer: Any) -> None:
        assert self.ask("GET", f"{self.at}/{answer['id']}.json", 200) == {"image": answer}

    def _noted(self, shelf: Shelf, told: dict[str, Any]) -> dict[str, Any]:
        pic = shelf.read(told["id"], "pic")
        self.notes.address("spiffy", pic, told["src"])
        self.notes.lasting("digest", pic.turn, value=told["digest"])
        return {name: value for name, value in told.items() if name not in {"src", "digest"}}

    def _wanted(self, shelf: Shelf, image: int) -> dict[str, Any]:
        pic: Pic = shelf.read(image, "pic")
        return {
            "id": image,
            "position": shelf.rank(image),
            "alt": shelf.read(image, "label") or "",
            "filename": pic.name,
            "extension": NAMED.get(pic.name.rpartition(".")[2]) or BY_CONTENT[pic.format],
            "variation_ids": list(shelf.read(image, "variations")),
            self.member: shelf.shop_id,
        }
