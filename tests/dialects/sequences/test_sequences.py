"""Random sequences of requests across the five dialects and the admin keep every promise of each."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.dialects.sequences.machine import Machine
from tests.dialects.sequences.world_factory import on_postgres, on_sqlite

# The same sequences every time, so that a red run is one of the change at hand.
STEADY = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), stateful_step_count=40
)


pytestmark = pytest.mark.slow


def test_no_sequence_of_requests_breaks_a_promise_of_any_dialect(tmp_path: Path) -> None:
    new_world = on_sqlite(tmp_path)
    run_state_machine_as_test(partial(Machine, new_world), settings=settings(STEADY, max_examples=15))  # type: ignore[arg-type]


def test_nor_on_postgresql(tmp_path: Path, postgres_server: str, postgres_template: str) -> None:
    with on_postgres(tmp_path, postgres_server, postgres_template) as new_world:
        run_state_machine_as_test(partial(Machine, new_world), settings=settings(STEADY, max_examples=4))  # type: ignore[arg-type]
