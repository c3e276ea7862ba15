"""Everybody who speaks about one product: the five dialects and the admin."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.in_admin import InAdmin
from tests.dialects.sequences.in_bigcommerce import InBigCommerce
from tests.dialects.sequences.in_magento import InMagento
from tests.dialects.sequences.in_spiffy import InSpiffy
from tests.dialects.sequences.in_spree import InSpree
from tests.dialects.sequences.in_token_api import InTokenApi
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Shelf
from tests.shop import Credentials


class Spoken:
    def __init__(
        self, client: TestClient[Any], credentials: Credentials, notes: Notes, imports: Path, product: int, slug: str
    ) -> None:
        self.spree = InSpree(client, credentials, notes, slug)
        self.bigcommerce = InBigCommerce(client, credentials, notes, imports, product)
        self.token = InTokenApi(client, credentials, notes, product)
        self.magento = InMagento(client, credentials, notes, product)
        self.spiffy = InSpiffy(client, credentials, notes, f"products/{slug}")
        self.admin = InAdmin(client, notes, f"/admin/products/{product}")

    @property
    def all(self) -> Mapping[str, Any]:
        return vars(self)

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        """Everything, or what is dear by turns."""
        for voice in self.all.values():
            voice.check(shelf, turn)


class SpokenOfCollection:
    """Of the five, Spiffy alone knows collections."""

    def __init__(self, client: TestClient[Any], credentials: Credentials, notes: Notes, number: int, slug: str) -> None:
        self.spiffy = InSpiffy(client, credentials, notes, f"standard_collections/{slug}")
        self.admin = InAdmin(client, notes, f"/admin/collections/standard/{number}")

    def check(self, shelf: Shelf, turn: int | None = None) -> None:
        self.spiffy.check(shelf)
        self.admin.check(shelf, turn)
