"""Texts that one dialect keeps as sent, and another can hardly say: written back as they were read, they stay."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.sequences.clients import DialectClients
from tests.dialects.sequences.oracle import Oracle
from tests.dialects.sequences.recorder import Recorder
from tests.dialects.sequences.strategies import content
from tests.shop import Credentials
from web.settings import Settings


@pytest.mark.parametrize(
    "text", ["  ", "\nlead", "\r\n\r\nlead", "one\rtwo\r\nthree\n", "NULL", "bell\a", "\ufffd", "\u2028"]
)
def test_a_text_stays_as_it_is_when_any_dialect_or_the_admin_sends_back_what_it_read(
    client: TestClient[Any], credentials: Credentials, settings: Settings, text: str
) -> None:
    (settings.import_dir / "dress.png").write_bytes(content("dress.png"))
    recorder, oracle = Recorder(), Oracle("product", 8, (5595, 5596))
    clients = DialectClients(client, credentials, recorder, settings.import_dir, 8, "cute-dog")
    clients.admin.sign_in("ann")
    clients.token.add(oracle, recorder.upload("dress.png"))
    clients.spree.change(oracle, oracle.ids[0], alt=text)
    for dialect in clients.all.values():
        dialect.write_back(oracle, oracle.ids[0])
    clients.check(oracle)
