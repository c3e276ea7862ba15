"""The admin's actions, undo and refusals; and the machine with all its rules."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.dialects.sequences.acting import chosen, has_images
from tests.dialects.sequences.changing import Changing
from tests.dialects.sequences.creating import Creating
from tests.dialects.sequences.draws import any_files, labels, numbers, scopes, some_roles
from tests.dialects.sequences.in_admin import InAdmin
from tests.dialects.sequences.oracle import Shelf
from tests.dialects.sequences.refusals import REFUSALS, Refused, be_refused

on_the_dog = st.sampled_from([True, True, True, False])
stores = st.sampled_from([2, 2, 1, 3])


class Machine(Creating, Changing):
    def _at(self, dog: bool) -> tuple[Shelf, InAdmin]:
        return (self.dog, self.on_dog.admin) if dog else (self.world.home, self.world.on_home.admin)

    def _act(self, dog: bool, number: int, store: int, action: str, *facts: Any) -> None:
        shelf, page = self._at(dog)
        image = chosen(shelf, number, store)
        if image is not None:
            with self.world.doing("admin", shelf):
                getattr(page, action)(shelf, image, *facts, store)

    @rule(dog=on_the_dog, number=numbers, store=scopes, text=labels)
    def the_admin_labels(self, dog: bool, number: int, store: int, text: str) -> None:
        self._act(dog, number, store, "label", text)

    @rule(
        dog=on_the_dog,
        number=numbers,
        store=scopes,
        do=st.sampled_from(["up", "down", "first", "last", "place"]),
        place=st.integers(-1, 7),
    )
    def the_admin_moves(self, dog: bool, number: int, store: int, do: str, place: int) -> None:
        self._act(dog, number, store, "move", do, place)

    @rule(dog=on_the_dog, number=numbers, store=scopes, roles=some_roles)
    def the_admin_gives_roles(self, dog: bool, number: int, store: int, roles: list[str]) -> None:
        self._act(dog, number, store, "roles", roles)

    @rule(dog=on_the_dog, number=numbers, store=scopes, hidden=st.booleans())
    def the_admin_hides_or_shows(self, dog: bool, number: int, store: int, hidden: bool) -> None:
        self._act(dog, number, store, "hide", hidden)

    @rule(
        dog=on_the_dog,
        number=numbers,
        store=stores,
        what=st.sampled_from(["label", "position", "excluded", "roles"]),
    )
    def the_admin_lets_a_store_inherit(self, dog: bool, number: int, store: int, what: str) -> None:
        self._act(dog, number, store, "inherit", what)

    @rule(dog=on_the_dog, number=numbers, store=scopes)
    def the_admin_removes(self, dog: bool, number: int, store: int) -> None:
        self._act(dog, number, store, "take_out")

    @precondition(has_images)
    @rule(number=numbers, file=any_files)
    def the_admin_replaces_the_picture(self, number: int, file: str) -> None:
        image = self._image(number)
        with self.world.doing("admin", self.dog):
            self.on_dog.admin.replace(self.dog, image, self.world.notes.upload(file))

    @precondition(lambda self: self.world.done)
    @rule()
    def the_last_entry_is_undone(self) -> None:
        self.world.undo(0)

    @precondition(lambda self: self.world.done)
    @rule(back=st.integers(1, 6))
    def an_earlier_entry_is_undone(self, back: int) -> None:
        self.world.undo(back % len(self.world.done))

    @precondition(has_images)
    @rule(number=numbers, refused=st.sampled_from(REFUSALS))
    def a_request_is_refused(self, number: int, refused: Refused) -> None:
        be_refused(self.world, refused, self._image(number))
