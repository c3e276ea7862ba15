"""BigCommerce, beside the oracle; in JSON and now and then in XML."""

import re
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.draws import UNSENT, as_xml, in_xml, sent
from tests.dialects.sequences.moving import make_room
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Pic, Shelf
from tests.dialects.voices import BigCommerce
from tests.shop import Credentials

THUMBNAIL = "thumbnail"
XML = {"Content-Type": "application/xml"}
NOT_SENT_BACK = ("id", "product_id", "date_created")


class InBigCommerce(BigCommerce):
    def __init__(
        self, client: TestClient[Any], credentials: Credentials, notes: Notes, imports: Path, product: int
    ) -> None:
        super().__init__(client, credentials["ann"]["bigcommerce"], imports, product)
        self.notes = notes

    def add(self, shelf: Shelf, pic: Pic, **members: Any) -> None:
        """`description`, `sort_order`, `is_thumbnail`."""
        members = sent(**members)
        answer = self.ask("POST", self.at, 201, json={"image_file": pic.name, **members})
        shelf.add(answer["id"], pic)
        shelf.put(answer["id"], "label", members.get("description", ""))
        shelf.put(answer["id"], "position", members.get("sort_order", 0))
        _flag(shelf, answer["id"], members.get("is_thumbnail", False))
        self._reads(answer)

    def change(self, shelf: Shelf, image: int, xml: bool = False, **members: Any) -> None:
        """The same, and `image_file`, a Pic."""
        members, xml = sent(**members), xml and in_xml(members.get("description"))
        pic = members.get("image_file")
        sending = members if pic is None else {**members, "image_file": pic.name}
        body: dict[str, Any] = {"content": as_xml("image", sending), "headers": XML} if xml else {"json": sending}
        answer = self.ask("PUT", f"{self.at}/{image}", 200, **body)
        if pic is not None:
            shelf.put(image, "pic", pic)
        if "description" in members:
            label = members["description"]
            shelf.put(image, "label", _from_xml(label, shelf.read(image, "label")) if xml else label)
        if "sort_order" in members:
            make_room(shelf, image, members["sort_order"])
        if "is_thumbnail" in members:
            _flag(shelf, image, members["is_thumbnail"])
        self._reads(answer)

    def replace(self, shelf: Shelf, image: int, pic: Pic, label: Any = UNSENT) -> None:
        self.change(shelf, image, image_file=pic, description=label)

    def take_out(self, shelf: Shelf, image: int) -> None:
        self.remove(image)
        shelf.remove(image)
        self.ask("DELETE", f"{self.at}/{image}", 404)

    def take_all_out(self, shelf: Shelf, limit: Any = UNSENT) -> None:
        """All of them, or those of the first page."""
        query = "" if limit is UNSENT else f"?limit={limit}"
        self.ask("DELETE", self.at + query, 204)
        for image in shelf.ids[: None if limit is UNSENT else limit]:
            shelf.remove(image)

    def write_back(self, shelf: Shelf, image: int, turn: int | None = None) -> None:
        """What the PHP client sends: everything but what may not be written, and no nulls. And the same in XML."""
        at = f"{self.at}/{image}"
        read = self.ask("GET", at, 200)
        back = {name: value for name, value in read.items() if name not in NOT_SENT_BACK and value is not None}
        assert self.ask("PUT", at, 200, json=back) == read
        document = self.ask.client.get(at, headers={**self.ask.headers, "Accept": "application/xml"}).text
        for name in NOT_SENT_BACK:
            document = re.sub(f"<{name}>.*?</{name}>", "", document)
        assert self.ask("PUT", at, 200, content=document.encode(), headers=XML) == read

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        told = self.ask("GET", self.at, 200 if shelf.ids else 204) or []
        assert [self._noted(shelf, one) for one in told] == [self._wanted(shelf, image) for image in shelf.ids]
        assert self.ask("GET", f"{self.at}/count", 200) == {"count": len(shelf.ids)}

    def check_all(self, *shelves: Shelf) -> None:
        """Over all products, in the order of their ids."""
        whose = {image: shelf for shelf in shelves for image in shelf.ids}
        told = self.ask("GET", "/api/v2/products/images?limit=250", 200 if whose else 204) or []
        assert [self._noted(whose[one["id"]], one) for one in told] == [
            self._wanted(whose[image], image) for image in sorted(whose)
        ]
        assert self.ask("GET", "/api/v2/products/images/count", 200) == {"count": len(whose)}

    def _reads(self, answer: Any) -> None:
        assert self.ask("GET", f"{self.at}/{answer['id']}", 200) == answer

    def _noted(self, shelf: Shelf, told: dict[str, Any]) -> dict[str, Any]:
        self.notes.address("bigcommerce", shelf.read(told["id"], "pic"), f"/product_images/{told['image_file']}")
        self.notes.lasting("date_created", told["id"], value=told["date_created"])
        return {name: value for name, value in told.items() if name not in {"image_file", "date_created"}}

    def _wanted(self, shelf: Shelf, image: int) -> dict[str, Any]:
        return {
            "id": image,
            "product_id": shelf.shop_id,
            "is_thumbnail": shelf.holder(THUMBNAIL) == image,
            "sort_order": shelf.read(image, "position"),
            "description": shelf.read(image, "label"),
        }


def _from_xml(text: str, now: str | None) -> str | None:
    """`NULL` is no text there; and what reads like the present one is the present one."""
    found = None if text == "NULL" else text
    return now if found == (None if now == "NULL" else now) else found


def _flag(shelf: Shelf, image: int, held: bool) -> None:
    """The other roles of the image are left alone."""
    others = {*shelf.roles_of(image)} - {THUMBNAIL}
    shelf.give(image, others | {THUMBNAIL} if held else others)
