"""What is wrong with a request, as BigCommerce lists it: one object per problem, the sentences its clients know."""

import msgspec
from msgspec import UNSET, UnsetType


class Problem(msgspec.Struct, frozen=True):
    status: int
    message: str
    details: dict[str, str] | UnsetType = UNSET


class Invalid(Exception):
    """One or more fields are refused; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def missing(field: str) -> Problem:
    return Problem(400, f"The required field '{field}' was not supplied.")


def invalid(field: str, reason: str) -> Problem:
    return Problem(400, f"The field '{field}' is invalid.", {"invalid_reason": reason})


def not_writable(field: str) -> Problem:
    message = f"The field '{field}' cannot be written to. Please remove it from your request before trying again."
    return Problem(400, message)
