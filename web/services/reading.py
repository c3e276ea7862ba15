"""Reads: whom a request means, its gallery, and finished answers kept until something changes."""

from collections import OrderedDict
from collections.abc import Hashable

import msgspec

from web.database import owners
from web.database.gallery_rows import Loaded, load
from web.gallery.errors import UnknownOwner
from web.gallery.owner import Kind, Owner, Shop, Way


async def find_owner(kind: Kind, *ways: tuple[Way, str]) -> Owner:
    """The owner that the first matching (way, text) means, in the order given. Raises UnknownOwner."""
    nameless = any("\0" in text for _, text in ways)  # PostgreSQL knows no such text, and would say so
    owner = None if nameless else await owners.find(kind, ways)
    if owner is None:
        raise UnknownOwner
    return owner


async def gallery_of(owner: Owner) -> Loaded:
    return await load(owner.id)


async def shop_of(owner: Owner | None = None) -> Shop:
    """The stores and roles, from memory when the owner says that they are still the same."""
    return await owners.shop(owner.shop_revision if owner else None)


class Answer(msgspec.Struct, frozen=True):
    body: bytes
    etag: str
    headers: tuple[tuple[bytes, bytes], ...] = ()  # ready to be sent with it


class Answers:
    """Finished bodies by what they depend on. A body's key names the owner's revision, so it can't be stale."""

    OVERHEAD = 1024  # bytes that a key and the bookkeeping take, or many tiny answers would outgrow the room

    def __init__(self, room: int = 64 * 2**20) -> None:
        self.room = room  # bytes
        self.used = 0
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, key: Hashable) -> Answer | None:
        answer = self._kept.get(key)
        if answer is not None:
            self._kept.move_to_end(key)
        return answer

    def keep(self, key: Hashable, answer: Answer) -> Answer:
        if old := self._kept.pop(key, None):
            self.used -= len(old.body) + self.OVERHEAD
        self._kept[key] = answer
        self.used += len(answer.body) + self.OVERHEAD
        while self.used > self.room:
            _, gone = self._kept.popitem(last=False)
            self.used -= len(gone.body) + self.OVERHEAD
        return answer

    def clear(self) -> None:
        self._kept.clear()
        self.used = 0


answers = Answers()
