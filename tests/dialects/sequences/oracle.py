"""The oracle: a gallery told a second time, as one flat table of facts, and what is read of them.

It knows the decisions on the dialects and nothing of the code that carries them out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

GLOBAL, STORES = 0, (1, 2, 3, 4)
ROLES = ("image", "small_image", "thumbnail", "hover_image")
LARGEST = 2**53 - 1  # the largest position that can be stored

Key = tuple[int | str, str, int]  # whose (an image's id, or "role"), what, and at which store
Facts = dict[Key, Any]


@dataclass(frozen=True)
class Pic:
    """One upload: the how-manieth of this run, and what it was."""

    turn: int
    name: str  # of the file, as sent
    content: bytes = field(repr=False)
    format: str
    width: int
    height: int
    mode: str
    declared: str  # its MIME type, which Magento lets clients say as they like


class Shelf:
    """One owner's images, and who holds which role.

    An image has its picture, position, label, excluded and variations at store 0; a store only has what is its own.
    """

    def __init__(self, kind: str, shop_id: int, variations: tuple[int, ...] = ()) -> None:
        self.owner = kind, shop_id
        self.shop_id = shop_id
        self.variations = variations
        self.facts: Facts = {}

    @property
    def ids(self) -> list[int]:
        return sorted(ids_of(self.facts))

    def read(self, whose: int | str, what: str, store: int = GLOBAL) -> Any:
        """The store's own value, else the global one."""
        own = (whose, what, store)
        return self.facts[own] if own in self.facts else self.facts.get((whose, what, GLOBAL))

    def holder(self, role: str, store: int = GLOBAL) -> int | None:
        return self.read("role", role, store)  # type: ignore[no-any-return]

    def roles_of(self, image: int, store: int = GLOBAL) -> list[str]:
        return [role for role in ROLES if self.holder(role, store) == image]

    def listed(self, store: int = GLOBAL) -> list[int]:
        """By position, then by id; without what was taken out of that store."""
        there = [image for image in self.ids if not self.read(image, "removed", store)]
        return sorted(there, key=lambda image: (self.read(image, "position", store), image))

    def rank(self, image: int, store: int = GLOBAL) -> int:
        return 1 + self.listed(store).index(image)

    def end(self, store: int = GLOBAL) -> int:
        """Behind everybody, and from 1 on."""
        last = max((self.read(image, "position", store) for image in self.listed(store)), default=0)
        return int(min(max(last, 0) + 1, LARGEST))

    def of(self, image: int) -> Facts:
        """Everything that is the image's own."""
        return {key: value for key, value in self.facts.items() if key[0] == image}

    def add(self, image: int, pic: Pic, variations: Iterable[int] = ()) -> None:
        """At the end, with nothing said of it."""
        position = self.end()
        for what, value in (("pic", pic), ("label", None), ("excluded", False), ("variations", tuple(variations))):
            self.facts[image, what, GLOBAL] = value
        self.facts[image, "position", GLOBAL] = position

    def put(self, image: int, what: str, value: Any, store: int = GLOBAL) -> None:
        """At a store None is "inherit again", and a value that reads the same is none of its own."""
        if store == GLOBAL:
            self.facts[image, what, store] = value
        elif value is None:
            self.facts.pop((image, what, store), None)
        elif self.read(image, what, store) != value:
            self.facts[image, what, store] = value

    def give(self, image: int, wanted: Iterable[str], store: int = GLOBAL) -> None:
        """Exactly these roles: taken from whoever has them; what else it had is nobody's."""
        wanted = set(wanted)
        for role in ROLES:
            has = self.holder(role, store) == image
            if role in wanted and not has:
                self._hold(role, image, store)
            elif has and role not in wanted:
                self._hold(role, None, store)

    def inherit_roles(self, image: int, store: int) -> None:
        for role in ROLES:
            if image in (self.holder(role, store), self.holder(role)):
                self.facts.pop(("role", role, store), None)

    def remove(self, image: int, store: int = GLOBAL) -> None:
        """Nobody is promoted into its roles. At a store it is gone for that store alone."""
        if store != GLOBAL:
            self.give(image, (), store)
            self.facts[image, "removed", store] = True
            return
        self.facts = {key: value for key, value in self.facts.items() if key[0] != image}
        self.facts = tidy(self.facts)

    def _hold(self, role: str, image: int | None, store: int) -> None:
        self.facts["role", role, store] = image
        self.facts = tidy(self.facts)


def ids_of(facts: Facts) -> set[int]:
    return {whose for whose, what, _ in facts if what == "pic" and isinstance(whose, int)}


def tidy(facts: Facts) -> Facts:
    """Who is gone holds nothing; "nobody" is worth saying at a store alone, where it keeps the global holder out."""
    there = ids_of(facts)
    tidied = {key: None if key[0] == "role" and value not in there else value for key, value in facts.items()}
    return {key: value for key, value in tidied.items() if key[0] != "role" or key[2] != GLOBAL or value is not None}
