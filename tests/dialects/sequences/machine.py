"""The admin's actions, undo and refusals; and the machine with all its rules."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.dialects.sequences.change_rules import ChangeRules
from tests.dialects.sequences.checked_admin import CheckedAdmin
from tests.dialects.sequences.create_rules import CreateRules
from tests.dialects.sequences.oracle import Oracle
from tests.dialects.sequences.program_rules import ProgramRules
from tests.dialects.sequences.refused_requests import REFUSALS, RefusedRequest, check_refused
from tests.dialects.sequences.sequence import has_images, pick_listed
from tests.dialects.sequences.strategies import any_files, labels, numbers, scopes, some_roles

on_the_dog = st.sampled_from([True, True, True, False])
stores = st.sampled_from([2, 2, 1, 3])


class Machine(CreateRules, ChangeRules, ProgramRules):
    def _at(self, dog: bool) -> tuple[Oracle, CheckedAdmin]:
        return (self.dog, self.on_dog.admin) if dog else (self.world.collection, self.world.on_collection.admin)

    def _act_as_admin(self, dog: bool, number: int, store: int, action: str, *facts: Any) -> None:
        oracle, page = self._at(dog)
        image = pick_listed(oracle, number, store)
        if image is not None:
            with self.world.one_entry("admin", oracle):
                getattr(page, action)(oracle, image, *facts, store)

    @rule(dog=on_the_dog, number=numbers, store=scopes, text=labels)
    def the_admin_labels(self, dog: bool, number: int, store: int, text: str) -> None:
        self._act_as_admin(dog, number, store, "label", text)

    @rule(
        dog=on_the_dog,
        number=numbers,
        store=scopes,
        do=st.sampled_from(["up", "down", "first", "last", "place"]),
        place=st.integers(-1, 7),
    )
    def the_admin_moves(self, dog: bool, number: int, store: int, do: str, place: int) -> None:
        self._act_as_admin(dog, number, store, "move", do, place)

    @rule(dog=on_the_dog, number=numbers, store=scopes, roles=some_roles)
    def the_admin_gives_roles(self, dog: bool, number: int, store: int, roles: list[str]) -> None:
        self._act_as_admin(dog, number, store, "roles", roles)

    @rule(dog=on_the_dog, number=numbers, store=scopes, hidden=st.booleans())
    def the_admin_hides_or_shows(self, dog: bool, number: int, store: int, hidden: bool) -> None:
        self._act_as_admin(dog, number, store, "hide", hidden)

    @rule(
        dog=on_the_dog,
        number=numbers,
        store=stores,
        what=st.sampled_from(["label", "position", "excluded", "roles"]),
    )
    def the_admin_lets_a_store_inherit(self, dog: bool, number: int, store: int, what: str) -> None:
        self._act_as_admin(dog, number, store, "inherit", what)

    @rule(dog=on_the_dog, number=numbers, store=scopes)
    def the_admin_removes(self, dog: bool, number: int, store: int) -> None:
        self._act_as_admin(dog, number, store, "delete")

    @precondition(has_images)
    @rule(number=numbers, file=any_files)
    def the_admin_replaces_the_picture(self, number: int, file: str) -> None:
        image = self._image(number)
        with self.world.one_entry("admin", self.dog):
            self.on_dog.admin.replace(self.dog, image, self.world.recorder.upload(file))

    @precondition(lambda self: self.world.expected_entries)
    @rule()
    def the_last_entry_is_undone(self) -> None:
        self.world.undo(0)

    @precondition(lambda self: self.world.expected_entries)
    @rule(back=st.integers(1, 6))
    def an_earlier_entry_is_undone(self, back: int) -> None:
        self.world.undo(back % len(self.world.expected_entries))

    @precondition(has_images)
    @rule(number=numbers, refused=st.sampled_from(REFUSALS))
    def a_request_is_refused(self, number: int, refused: RefusedRequest) -> None:
        check_refused(self.world, refused, self._image(number))
