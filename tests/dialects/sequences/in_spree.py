"""Spree, beside the oracle."""

from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.draws import UNSENT, sent
from tests.dialects.sequences.moving import close_gap, go_behind, insert, slide
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Pic, Shelf
from tests.dialects.voices import Http, Spree
from tests.shop import Credentials
from web.gallery.formats import media_type

ADDRESSES = {"mini_url", "small_url", "product_url", "large_url"}
VARIATIONS = "/api/v1/variants/{}/images"


class InSpree(Spree):
    def __init__(self, client: TestClient[Any], credentials: Credentials, notes: Notes, product: str) -> None:
        super().__init__(client, credentials["ann"]["spree"], product)
        self.user = Http(client, {"X-Spree-Token": credentials["sam"]["spree"]["token"]})
        self.notes = notes

    def add(self, shelf: Shelf, pic: Pic, alt: Any = UNSENT, position: Any = UNSENT, variation: Any = UNSENT) -> None:
        at = self.at if variation is UNSENT else VARIATIONS.format(variation)
        data = {f"image[{name}]": str(value) for name, value in sent(alt=alt, position=position).items()}
        files = {"image[attachment]": (pic.name, pic.content)}
        answer = self.ask("POST", at, 201, data=data, files=files)
        shelf.add(answer["id"], pic, () if variation is UNSENT else (variation,))
        if alt is not UNSENT:
            shelf.put(answer["id"], "label", alt)
        if position is not UNSENT:
            insert(shelf, answer["id"], max(position, 1))
        self._reads(answer)

    def change(
        self, shelf: Shelf, image: int, alt: Any = UNSENT, position: Any = UNSENT, under: Any = UNSENT, way: str = "PUT"
    ) -> None:
        """`under` a variation, or the product by its id. A position of None is behind everybody."""
        members = sent(alt=alt, position=position, viewable_id=under)
        if under == shelf.shop_id:
            members["viewable_type"] = "Spree::Product"
        body = {"image": members or {"type": "Spree::Image"}}
        answer = self.ask(way, f"{self._under(shelf, image)}/{image}", 201, json=body)
        if alt is not UNSENT:
            shelf.put(image, "label", alt)
        if position is None:
            go_behind(shelf, image)
        elif position is not UNSENT and position != shelf.read(image, "position"):
            slide(shelf, image, max(position, 1))
        if under is not UNSENT and under != _linked(shelf, image)[0]:
            others = (each for each in shelf.read(image, "variations")[1:] if each != under)
            shelf.put(image, "variations", () if under == shelf.shop_id else (under, *others))
        self._reads(answer)

    def replace(self, shelf: Shelf, image: int, pic: Pic, alt: Any = UNSENT) -> None:
        files = {"image[attachment]": (pic.name, pic.content)}
        data = {f"image[{name}]": value for name, value in sent(alt=alt).items()}
        answer = self.ask("PUT", f"{self.at}/{image}", 201, data=data, files=files)
        shelf.put(image, "pic", pic)
        if alt is not UNSENT:
            shelf.put(image, "label", alt)
        self._reads(answer)

    def take_out(self, shelf: Shelf, image: int) -> None:
        self.ask("DELETE", f"{self._under(shelf, image)}/{image}", 204)
        close_gap(shelf, image)
        shelf.remove(image)
        self.ask("DELETE", f"{self.at}/{image}", 404)

    def write_back(self, shelf: Shelf, image: int, turn: int | None = None) -> None:
        """The whole object, as it was read."""
        read = self.ask("GET", f"{self.at}/{image}", 200)
        assert self.ask("PUT", f"{self.at}/{image}", 201, json={"image": read}) == read

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        """The list; and by turns, or all for None, what users see and what hangs under each variation."""
        told = self.ask("GET", self.at, 200)["images"]
        wanted = [self._wanted(shelf, image) for image in shelf.listed()]
        assert [self._noted(shelf, one) for one in told] == wanted
        if turn is None or turn % 2:
            shown = [image for image in shelf.listed() if not shelf.read(image, "excluded")]
            assert [one["id"] for one in self.user("GET", self.at, 200)["images"]] == shown
        for variation in shelf.variations:
            if turn is None or turn % 4 == variation % 2 * 2:
                listed = [one["id"] for one in self.ask("GET", VARIATIONS.format(variation), 200)["images"]]
                assert listed == [image for image in shelf.listed() if variation in _linked(shelf, image)]

    def _under(self, shelf: Shelf, image: int) -> str:
        """The product, or the variation that the image is shown under; now one, now the other."""
        return self.at if image % 2 else VARIATIONS.format(_linked(shelf, image)[0])

    def _reads(self, answer: Any) -> None:
        assert self.ask("GET", f"{self.at}/{answer['id']}", 200) == answer

    def _noted(self, shelf: Shelf, told: dict[str, Any]) -> dict[str, Any]:
        pic = shelf.read(told["id"], "pic")
        for name in ADDRESSES:
            self.notes.address(f"spree {name}", pic, told[name])
        self.notes.lasting("spree attachment_updated_at", pic.turn, value=told["attachment_updated_at"])
        return {name: value for name, value in told.items() if name not in {*ADDRESSES, "attachment_updated_at"}}

    def _wanted(self, shelf: Shelf, image: int) -> dict[str, Any]:
        pic: Pic = shelf.read(image, "pic")
        return {
            "id": image,
            "position": shelf.read(image, "position"),
            "attachment_content_type": media_type(pic.format),
            "attachment_file_name": pic.name,
            "type": "Spree::Image",
            "attachment_width": pic.width,
            "attachment_height": pic.height,
            "alt": shelf.read(image, "label"),
            "viewable_type": "Spree::Variant",
            "viewable_id": _linked(shelf, image)[0],
        }


def _linked(shelf: Shelf, image: int) -> tuple[int, ...]:
    """The master's are those of no variation too."""
    return shelf.read(image, "variations") or (min(shelf.variations, default=shelf.shop_id),)
