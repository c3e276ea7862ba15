"""Every address of a picture that any dialect ever gave out: does it answer as it must?"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from litestar.testing import TestClient

from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Pic, Shelf
from tests.dialects.voices import NOTHING_MORE

WHOLE = ("token", "bigcommerce")  # whose addresses answer with the very bytes that were sent


class Addresses:
    def __init__(self, client: TestClient[Any], notes: Notes, *shelves: Shelf) -> None:
        self.client = client
        self.notes = notes
        self.shelves = shelves
        self._pics: dict[int, tuple[Pic, int]] = {}  # by turn, with the image that it is or was of

    def note(self) -> None:
        """The pictures that are there now."""
        for shelf in self.shelves:
            for image in shelf.ids:
                pic = shelf.read(image, "pic")
                self._pics[pic.turn] = pic, image

    def check(self, images: set[int] | None = None) -> None:
        """Those of these images, or all. They answer while the image is there, also with its earlier pictures."""
        there = {image for shelf in self.shelves for image in shelf.ids}
        for (dialect, turn), address in self.notes.addresses.items():
            pic, image = self._pics.get(turn, (None, None))
            if pic is None or (images is not None and image not in images):
                continue
            status, body = self._asked(address, {"Cookie": ""})
            assert status == (200 if image in there else 410), (dialect, address)
            assert image not in there or dialect not in WHOLE or body == pic.content, (dialect, address)
            assert image in there or self._asked(address)[0] == 200, "who may put a picture back may look at it"

    def _asked(self, address: str, headers: Mapping[str, str] = NOTHING_MORE) -> tuple[int, bytes]:
        parts = urlsplit(address)
        answer = self.client.get(f"{parts.path}?{parts.query}", headers=dict(headers))
        return answer.status_code, answer.content
