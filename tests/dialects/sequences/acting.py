"""The state machine itself: a world of its own for every sequence, settled after every step."""

from contextlib import ExitStack
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.dialects.sequences.draws import MOST
from tests.dialects.sequences.opening import Opening
from tests.dialects.sequences.oracle import GLOBAL, Shelf
from tests.dialects.sequences.spoken import Spoken
from tests.dialects.sequences.world import World


class Acting(RuleBasedStateMachine):
    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.world: World = self._stack.enter_context(opening())

    @property
    def dog(self) -> Shelf:
        return self.world.dog

    @property
    def on_dog(self) -> Spoken:
        return self.world.on_dog

    @invariant()
    def everything_agrees(self) -> None:
        self.world.settle()

    def teardown(self) -> None:
        with self._stack:
            if self.world.sound:
                self.world.finish()


def has_images(machine: Any) -> bool:
    return bool(machine.world.dog.ids)


def has_room(machine: Any) -> bool:
    return len(machine.world.dog.ids) < MOST


def chosen(shelf: Shelf, number: int, store: int = GLOBAL) -> int | None:
    """The so-manieth of those that the store has."""
    listed = shelf.listed(store)
    return listed[number % len(listed)] if listed else None
