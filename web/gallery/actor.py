"""Who acts: a person and what they may do, and on whose behalf a change is made."""

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
    """On whose behalf something is done, and how they asked."""

    dialect: str  # spree, bigcommerce, token, magento, spiffy, admin or packshot (the command line)
    person: int | None = None
    credential: int | None = None
