"""The oracle: a second model of a gallery, as one flat table of facts, with undo.

It knows the decisions on the dialects and nothing of the code that carries them out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

GLOBAL, STORES = 0, (1, 2, 3, 4)
ROLES = ("image", "small_image", "thumbnail", "hover_image")
LARGEST = 2**53 - 1  # the largest position that can be stored

Key = tuple[int | str, str, int]  # subject (an image's id, or "role"), the fact's name, and the store
Facts = dict[Key, Any]
ABSENT = object()


@dataclass(frozen=True)
class Picture:
    """An uploaded picture; `number` counts those of this run."""

    number: int
    name: str  # of the file, as sent
    content: bytes = field(repr=False)
    format: str
    width: int
    height: int
    mode: str
    declared: str  # its MIME type, which Magento lets clients say as they like


class Oracle:
    """The expected gallery of one owner: its images, and which of them holds which role.

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

    def read(self, subject: int | str, what: str, store: int = GLOBAL) -> Any:
        """The store's own value, else the global one."""
        own = (subject, what, store)
        return self.facts[own] if own in self.facts else self.facts.get((subject, what, GLOBAL))

    def holder(self, role: str, store: int = GLOBAL) -> int | None:
        return self.read("role", role, store)  # type: ignore[no-any-return]

    def roles_of(self, image: int, store: int = GLOBAL) -> list[str]:
        return [role for role in ROLES if self.holder(role, store) == image]

    def listed(self, store: int = GLOBAL) -> list[int]:
        """Image ids by position, then by id; without those removed from that store."""
        there = [image for image in self.ids if not self.read(image, "removed", store)]
        return sorted(there, key=lambda image: (self.read(image, "position", store), image))

    def rank(self, image: int, store: int = GLOBAL) -> int:
        return 1 + self.listed(store).index(image)

    def end(self, store: int = GLOBAL) -> int:
        """The position behind all others, and from 1 on."""
        last = max((self.read(image, "position", store) for image in self.listed(store)), default=0)
        return int(min(max(last, 0) + 1, LARGEST))

    def facts_of(self, image: int) -> Facts:
        """Facts of one image."""
        return {key: value for key, value in self.facts.items() if key[0] == image}

    def add(self, image: int, picture: Picture, variations: Iterable[int] = ()) -> None:
        """Add at the end, without a label, a role or a variation of its own."""
        position = self.end()
        for what, value in (
            ("picture", picture),
            ("label", None),
            ("excluded", False),
            ("variations", tuple(variations)),
        ):
            self.facts[image, what, GLOBAL] = value
        self.facts[image, "position", GLOBAL] = position

    def set(self, image: int, what: str, value: Any, store: int = GLOBAL) -> None:
        """Set a fact. At a store None is "inherit again", and a value that reads the same is none of its own."""
        if store == GLOBAL:
            self.facts[image, what, store] = value
        elif value is None:
            self.facts.pop((image, what, store), None)
        elif self.read(image, what, store) != value:
            self.facts[image, what, store] = value

    def assign_roles(self, image: int, roles: Iterable[str], store: int = GLOBAL) -> None:
        """Give the image exactly these roles: they are taken from their holders, and its others are nobody's."""
        roles = set(roles)
        for role in ROLES:
            has = self.holder(role, store) == image
            if role in roles and not has:
                self._assign(role, image, store)
            elif has and role not in roles:
                self._assign(role, None, store)

    def set_role(self, image: int, role: str, held: bool) -> None:
        """Give or take one role; the other roles of the image are left alone."""
        others = {*self.roles_of(image)} - {role}
        self.assign_roles(image, others | {role} if held else others)

    def inherit_roles(self, image: int, store: int) -> None:
        for role in ROLES:
            if image in (self.holder(role, store), self.holder(role)):
                self.facts.pop(("role", role, store), None)

    def remove(self, image: int, store: int = GLOBAL) -> None:
        """Remove from all stores or from one; nobody is promoted into its roles."""
        if store != GLOBAL:
            self.assign_roles(image, (), store)
            self.facts[image, "removed", store] = True
            return
        self.facts = {key: value for key, value in self.facts.items() if key[0] != image}
        self.facts = tidy(self.facts)

    def _assign(self, role: str, image: int | None, store: int) -> None:
        self.facts["role", role, store] = image
        self.facts = tidy(self.facts)


def ids_of(facts: Facts) -> set[int]:
    return {subject for subject, what, _ in facts if what == "picture" and isinstance(subject, int)}


def tidy(facts: Facts) -> Facts:
    """Drop roles of removed images; "nobody" stays at a store alone, where it keeps the global holder out."""
    there = ids_of(facts)
    tidied = {key: None if key[0] == "role" and value not in there else value for key, value in facts.items()}
    return {key: value for key, value in tidied.items() if key[0] != "role" or key[2] != GLOBAL or value is not None}


def undo_entry(now: Facts, before: Facts, after: Facts) -> Facts:
    """Take back every fact that an entry changed and nobody since: `before` and `after` are the facts around it.

    Equal to `now` where nothing is left to take back.
    """
    result = dict(now)
    was, became, there = ids_of(before), ids_of(after), ids_of(now)
    for image in was | became:
        if image not in there and image in was - became:
            result.update({key: value for key, value in before.items() if key[0] == image})
        elif image in there and image in became - was:
            result = {key: value for key, value in result.items() if key[0] != image}
        elif image in there and image in was & became:
            _take_back(image, result, before, after)
    _take_back("role", result, before, after)
    return tidy(result)


def _take_back(subject: int | str, result: Facts, before: Facts, after: Facts) -> None:
    for key in [key for key in {**before, **after} if key[0] == subject]:
        was, became = before.get(key, ABSENT), after.get(key, ABSENT)
        if was == became or result.get(key, ABSENT) != became:
            continue
        if was is ABSENT:
            del result[key]
        else:
            result[key] = was
