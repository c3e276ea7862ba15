"""Pictures that are sent, and what servers promised to keep of them."""

from hashlib import sha256
from threading import Lock

from PIL import Image

from tests.pictures import encoded


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
        self._lock = Lock()

    def next_pictures(self, count: int) -> list[bytes]:
        with self._lock:
            files = [picture(next(self._numbers)) for _ in range(count)]
            self.sent.add(frozenset(map(digest, files)))
            return files

    def keep(self, files: list[bytes], image: int | None) -> None:
        with self._lock:
            self.kept |= {digest(file): image for file in files}
