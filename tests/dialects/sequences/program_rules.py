"""What programs do by Packshot's own API."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.dialects.sequences.checked_packshot import CheckedPackshot
from tests.dialects.sequences.oracle import GLOBAL, Oracle
from tests.dialects.sequences.sequence import Sequence, has_room, pick_listed
from tests.dialects.sequences.strategies import any_files, labels, maybe, numbers, scopes, some_roles

on_the_dog = st.sampled_from([True, True, False])


class ProgramRules(Sequence):
    def _by_program(self, dog: bool) -> tuple[Oracle, CheckedPackshot]:
        return (self.dog, self.on_dog.packshot) if dog else (self.world.collection, self.world.on_collection.packshot)

    def _act_as_program(self, dog: bool, number: int, store: int, action: str, *facts: Any, **members: Any) -> None:
        oracle, program = self._by_program(dog)
        image = pick_listed(oracle, number, store)
        if image is not None:
            with self.world.one_entry("packshot", oracle):
                getattr(program, action)(oracle, image, *facts, **members)

    @precondition(has_room)
    @rule(files=st.lists(any_files, min_size=1, max_size=2))
    def a_program_adds(self, files: list[str]) -> None:
        with self.world.one_entry("packshot", self.dog):
            self.on_dog.packshot.create(self.dog, [self.world.recorder.upload(file) for file in files])

    @rule(dog=on_the_dog, number=numbers, store=scopes, text=labels)
    def a_program_labels(self, dog: bool, number: int, store: int, text: str) -> None:
        self._act_as_program(dog, number, store, "label", text, store)

    @rule(
        dog=on_the_dog,
        number=numbers,
        store=scopes,
        hidden=maybe(st.sampled_from([True, False, None])),
        place=maybe(st.integers(-1, 7)),
        roles=maybe(some_roles),
    )
    def a_program_changes(self, dog: bool, number: int, store: int, hidden: Any, **members: Any) -> None:
        hidden = False if hidden is None and store == GLOBAL else hidden
        self._act_as_program(dog, number, store, "change", store, hidden=hidden, **members)

    @rule(dog=on_the_dog, number=numbers, store=scopes)
    def a_program_removes(self, dog: bool, number: int, store: int) -> None:
        self._act_as_program(dog, number, store, "delete", store)
