"""Our own picture addresses: what they answer for pictures that are too large to convert, and for odd numbers."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests import pictures
from tests.dialects.voices import Spree
from tests.shop import Credentials
from web import delivery


@pytest.fixture
def number(client: TestClient[Any], credentials: Credentials) -> int:
    """Of a picture of 64 × 48 pixels."""
    return Spree(client, credentials["ann"]["spree"]).create(pictures.png(), "")


def test_a_picture_is_converted_whole_only_up_to_a_size(
    client: TestClient[Any], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "MOST_CONVERTED", 64 * 48)
    assert client.get(f"/media/{number}/original/a.jpg").headers["content-type"] == "image/jpeg"
    monkeypatch.setattr(delivery, "MOST_CONVERTED", 64 * 48 - 1)
    refused = client.get(f"/media/{number}/original/a.avif")
    assert (refused.status_code, "too large" in refused.text) == (404, True)
    assert client.get(f"/media/{number}/original/a.png").status_code == 200
    assert client.get(f"/media/{number}/fit-320x320/a.webp").status_code == 200
