"""What must stay as it is as long as its subject does: addresses of pictures, dates of creation, times of change."""

from collections.abc import Hashable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.dialects.sequences.draws import pic
from tests.dialects.sequences.oracle import Facts, Pic, Shelf


class Notes:
    def __init__(self) -> None:
        self.addresses: dict[tuple[str, int], str] = {}  # by dialect and the turn of the picture
        self._turn = 0
        self._lasting: dict[Hashable, Any] = {}
        self._told: dict[int, tuple[Facts, Mapping[str, Any]]] = {}

    def copy(self) -> "Notes":
        return deepcopy(self)

    def upload(self, name: str) -> Pic:
        self._turn += 1
        return pic(self._turn, name)

    def renamed(self, of: Pic, name: str, declared: str | None = None) -> Pic:
        """Under another name it is another picture, whose addresses are its own."""
        self._turn += 1
        return replace(of, turn=self._turn, name=name, declared=declared or of.declared)

    def lasting(self, *subject: Hashable, value: Any) -> None:
        assert self._lasting.setdefault(subject, value) == value, subject

    def address(self, dialect: str, of: Pic, address: str) -> None:
        """A picture has one address in a dialect, for ever, and no other picture ever has it."""
        self.lasting(dialect, "address of", of.turn, value=address)
        self.lasting(dialect, "picture at", address, value=of.turn)
        self.addresses[dialect, of.turn] = address

    def dated(self, shelf: Shelf, told: Mapping[int, Mapping[str, Any]]) -> None:
        """An image that is as it was is told as it was; one that is not says that it was changed since."""
        now = {image: (shelf.of(image), one) for image, one in told.items()}
        for image in now.keys() & self._told.keys():
            (facts, one), (facts_before, before) = now[image], self._told[image]
            if facts == facts_before:
                assert one == before
            else:
                assert _time(one) > _time(before)
                assert one["created_at"] == before["created_at"]
        self._told = now


def _time(told: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(told["updated_at"])
