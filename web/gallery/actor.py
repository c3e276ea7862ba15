"""Actors: people with their roles, and the actor that a change is made for."""

from typing import Literal

import msgspec

UserRole = Literal["admin", "staff", "customer"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str
    full_name: str
    role: UserRole
    active: bool = True


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """The person and credential that a change is made for, and the dialect it came through."""

    dialect: str  # spree, bigcommerce, token, magento, spiffy, admin or packshot (the command line)
    person: int | None = None
    credential: int | None = None
