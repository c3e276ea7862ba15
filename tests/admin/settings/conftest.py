"""Programs of an admin and of a member of staff, and the people that they ask about."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.admin.conftest import Program
from tests.shop import Credentials


@pytest.fixture
def sams(client: TestClient[Any], credentials: Credentials) -> Program:
    """A program of Sam, who is staff."""
    return Program(client, credentials["sam"]["packshot"]["token"])


def named(program: Program, name: str) -> Any:
    """The person with this name, as programs get them."""
    return next(one for one in program.data("/admin/people")["people"] if one["name"] == name)
