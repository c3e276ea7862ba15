"""Every address of a picture that any dialect ever gave out: does it answer as it must?"""

from typing import Any
from urllib.parse import urlsplit

from litestar.testing import TestClient

from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Pic, Shelf

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
            parts = urlsplit(address)
            answer = self.client.get(f"{parts.path}?{parts.query}")
            assert answer.status_code == (200 if image in there else 410), (dialect, address)
            assert image not in there or dialect not in WHOLE or answer.content == pic.content, (dialect, address)
