"""The state machine that all rules are added to: each sequence has its own world, checked after every step."""

from contextlib import ExitStack
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.dialects.sequences.clients import DialectClients
from tests.dialects.sequences.oracle import GLOBAL, Oracle
from tests.dialects.sequences.strategies import MAX_IMAGES
from tests.dialects.sequences.world import World
from tests.dialects.sequences.world_factory import WorldFactory


class Sequence(RuleBasedStateMachine):
    def __init__(self, new_world: WorldFactory) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.world: World = self._stack.enter_context(new_world())

    @property
    def dog(self) -> Oracle:
        return self.world.dog

    @property
    def on_dog(self) -> DialectClients:
        return self.world.on_dog

    @invariant()
    def everything_agrees(self) -> None:
        self.world.check_step()

    def teardown(self) -> None:
        with self._stack:
            if self.world.passed:
                self.world.check_end()


def has_images(machine: Any) -> bool:
    return bool(machine.world.dog.ids)


def has_room(machine: Any) -> bool:
    return len(machine.world.dog.ids) < MAX_IMAGES


def pick_listed(oracle: Oracle, number: int, store: int = GLOBAL) -> int | None:
    """Pick one of the images that the store lists."""
    listed = oracle.listed(store)
    return listed[number % len(listed)] if listed else None
