"""The Token API, beside the oracle."""

from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.draws import UNSENT, sent
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Pic, Shelf
from tests.dialects.voices import TokenApi
from tests.shop import Credentials

PRIMARY = "image"
KEPT = {"f", "created_at", "updated_at", "user", "human_readable_size"}


class InTokenApi(TokenApi):
    def __init__(self, client: TestClient[Any], credentials: Credentials, notes: Notes, product: int) -> None:
        super().__init__(client, credentials["ann"]["token"], product)
        self.notes = notes

    def add(self, shelf: Shelf, pic: Pic, **members: Any) -> None:
        """`alt_text`, `order`, `is_primary`, in a form."""
        members = sent(**members)
        answer = self.ask("POST", self.at, 201, files={"image": (pic.name, pic.content)}, data=members)
        shelf.add(answer["id"], pic)
        shelf.put(answer["id"], "label", members.get("alt_text"))
        shelf.put(answer["id"], "position", members.get("order", 0))
        _flag(shelf, answer["id"], members.get("is_primary", False))
        self._reads(answer)

    def change(self, shelf: Shelf, image: int, **members: Any) -> None:
        members = sent(**members)
        answer = self.ask("PATCH", f"{self.at}/{image}", 200, json=members)
        if "alt_text" in members:
            shelf.put(image, "label", members["alt_text"])
        if "order" in members:
            shelf.put(image, "position", members["order"])
        if "is_primary" in members:
            _flag(shelf, image, members["is_primary"])
        self._reads(answer)

    def replace(self, shelf: Shelf, image: int, pic: Pic, label: Any = UNSENT) -> None:
        members = sent(alt_text=label)
        answer = self.ask("PATCH", f"{self.at}/{image}", 200, files={"image": (pic.name, pic.content)}, data=members)
        shelf.put(image, "pic", pic)
        shelf.put(image, "label", members.get("alt_text", shelf.read(image, "label")))
        self._reads(answer)

    def take_out(self, shelf: Shelf, image: int) -> None:
        self.remove(image)
        shelf.remove(image)
        self.ask("DELETE", f"{self.at}/{image}", 404)

    def write_back(self, shelf: Shelf, image: int, turn: int | None = None) -> None:
        """The whole object, and the text under the name by which it is written."""
        read = self.ask("GET", f"{self.at}/{image}", 200)
        back = {**read, "alt_text": read["description"]}
        assert self.ask("PATCH", f"{self.at}/{image}", 200, json=back) == read

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        told = self.ask("GET", f"{self.at}?limit=1000", 200)
        assert told["count"] == len(told["results"])
        wanted = [self._wanted(shelf, image) for image in shelf.listed()]
        assert [self._noted(shelf, one) for one in told["results"]] == wanted
        self.notes.dated(shelf, {one["id"]: one for one in told["results"]})

    def _reads(self, answer: Any) -> None:
        assert self.ask("GET", f"{self.at}/{answer['id']}", 200) == answer

    def _noted(self, shelf: Shelf, told: dict[str, Any]) -> dict[str, Any]:
        self.notes.address("token", shelf.read(told["id"], "pic"), told["f"])
        assert told["user"]["username"] == "ann"
        return {name: value for name, value in told.items() if name not in KEPT}

    def _wanted(self, shelf: Shelf, image: int) -> dict[str, Any]:
        pic: Pic = shelf.read(image, "pic")
        return {
            "id": image,
            "type": pic.format,
            "name": pic.name,
            "size": len(pic.content),
            "description": shelf.read(image, "label"),
            "width": pic.width,
            "height": pic.height,
            "mode": pic.mode,
        }


def _flag(shelf: Shelf, image: int, held: bool) -> None:
    """The other roles of the image are left alone."""
    others = {*shelf.roles_of(image)} - {PRIMARY}
    shelf.give(image, others | {PRIMARY} if held else others)
