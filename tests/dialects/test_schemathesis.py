"""Schemathesis: requests generated from `/openapi.json` get no server error and no undocumented status."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.core.result import Ok
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from tests.listening import listening
from tests.shop import Credentials, fill_shop, settings_in
from web.app import DESCRIBED
from web.http.openapi import document

pytestmark = pytest.mark.slow

schema = schemathesis.openapi.from_dict(document("http://127.0.0.1", DESCRIBED))
OPERATIONS = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]


def no_server_error(context: Any, response: Any, case: Any) -> None:
    """BigCommerce answers 501 to methods that its API has no notion of."""
    assert response.status_code < 500 or response.status_code == 501, response.status_code


CHECKS = [no_server_error, status_code_conformance, content_type_conformance]
FEW = hypothesis.settings(
    max_examples=6, derandomize=True, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Credentials]]:
    """A shop for all requests, which may change it at will."""
    settings = settings_in(tmp_path_factory.mktemp("described"), PACKSHOT_API_QUOTA="0")
    credentials = fill_shop(settings)
    with listening(settings) as base:
        yield base, credentials


def auth_headers(operation: str, issued: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Ann's credential of the dialect that an operation belongs to; Magento is asked as a guest."""
    dialect = operation.partition("-")[0]
    match dialect:
        case "spree":
            return {"X-Spree-Token": issued["spree"]["token"]}
        case "bigcommerce":
            return {"X-Auth-Token": issued["bigcommerce"]["access_token"]}
        case "token":
            return {"Authorization": f"Token {issued['token']['key']}"}
        case "packshot":
            return {"Authorization": f"Bearer {issued['packshot']['token']}", "Accept": "application/json"}
        case "spiffy":
            return {"Authorization": f"Bearer {issued['spiffy']['access_token']}"}
        case _:
            return {}


def call_and_validate(case: Any, shop: tuple[str, Credentials]) -> None:
    base, credentials = shop
    operation = str(case.operation.definition.raw.get("operationId", ""))
    # The HTTP server refuses control characters before anything of ours is asked.
    case.headers = {name: text for name, text in (case.headers or {}).items() if text.isprintable()}
    case.call_and_validate(base_url=base, headers=auth_headers(operation, credentials["ann"]), checks=CHECKS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_request_made_up_from_the_description_finds_a_fault_or_an_undocumented_status(
    operation: Any, shop: tuple[str, Credentials]
) -> None:
    """The requests are made up here: with `schema.parametrize` each process that only collects would do it for all."""

    def send(case: Any) -> None:
        call_and_validate(case, shop)

    build_operation_test(
        config=schema.config,
        operation=operation,
        test_func=send,
        explicit_settings=FEW,
        given_kwargs={},
        feedback=FeedbackSources(constants_value_source=make_constants_value_source(schema)),
    )()
