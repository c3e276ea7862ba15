"""Texts that one dialect keeps as sent, and another can hardly say: written back as they were read, they stay."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.sequences.draws import content
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Shelf
from tests.dialects.sequences.spoken import Spoken
from tests.shop import Credentials
from web.settings import Settings


@pytest.mark.parametrize(
    "text", ["  ", "\nlead", "\r\n\r\nlead", "one\rtwo\r\nthree\n", "NULL", "bell\a", "\ufffd", "\u2028"]
)
def test_a_text_stays_as_it_is_when_any_dialect_or_the_admin_sends_back_what_it_read(
    client: TestClient[Any], credentials: Credentials, settings: Settings, text: str
) -> None:
    (settings.import_dir / "dress.png").write_bytes(content("dress.png"))
    notes, shelf = Notes(), Shelf("product", 8, (5595, 5596))
    spoken = Spoken(client, credentials, notes, settings.import_dir, 8, "cute-dog")
    spoken.admin.sign_in("ann")
    spoken.token.add(shelf, notes.upload("dress.png"))
    spoken.spree.change(shelf, shelf.ids[0], alt=text)
    for voice in spoken.all.values():
        voice.write_back(shelf, shelf.ids[0])
    spoken.check(shelf)
