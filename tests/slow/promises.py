"""Pictures that are sent, and what servers promised to keep of them."""

from hashlib import sha256
from threading import Condition

from PIL import Image

from tests.pictures import encoded
from tests.serving import PATIENCE


def picture(number: int) -> bytes:
    """Small, and no other number's."""
    colours = (number % 256, number // 256 % 256, 90)
    return encoded(Image.new("RGB", (24, 16), colours), "PNG")


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


class Promises:
    """What was sent and what was acknowledged, over all servers that there were. Used from several threads."""

    def __init__(self) -> None:
        self.sent: set[frozenset[str]] = set()  # the hashes of what was to be added together
        self.kept: dict[str, int | None] = {}  # hash -> the image's id
        self.refused: list[str] = []
        self._numbers = iter(range(256**2))
        self._changed = Condition()

    def next_pictures(self, count: int) -> list[bytes]:
        with self._changed:
            files = [picture(next(self._numbers)) for _ in range(count)]
            self.sent.add(frozenset(map(digest, files)))
            return files

    def keep(self, files: list[bytes], image: int | None) -> None:
        with self._changed:
            self.kept |= {digest(file): image for file in files}
            self._changed.notify_all()

    def refuse(self, reason: str) -> None:
        with self._changed:
            self.refused.append(reason)
            self._changed.notify_all()

    def await_kept(self, count: int) -> None:
        """Until so many were acknowledged in all; none may be refused."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.kept) >= count or self.refused, PATIENCE), len(self.kept)
            assert self.refused == []
