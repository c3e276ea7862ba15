"""The clients of one gallery: five dialects, the admin and our own API for a product, less for a collection."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.checked_admin import CheckedAdmin
from tests.dialects.sequences.checked_bigcommerce import CheckedBigCommerce
from tests.dialects.sequences.checked_magento import CheckedMagento
from tests.dialects.sequences.checked_packshot import CheckedPackshot
from tests.dialects.sequences.checked_spiffy import CheckedSpiffy
from tests.dialects.sequences.checked_spree import CheckedSpree
from tests.dialects.sequences.checked_token_api import CheckedTokenApi
from tests.dialects.sequences.oracle import Oracle
from tests.dialects.sequences.recorder import Recorder
from tests.shop import Credentials


class DialectClients:
    def __init__(
        self,
        client: TestClient[Any],
        credentials: Credentials,
        recorder: Recorder,
        imports: Path,
        product: int,
        slug: str,
    ) -> None:
        self.spree = CheckedSpree(client, credentials, recorder, slug)
        self.bigcommerce = CheckedBigCommerce(client, credentials, recorder, imports, product)
        self.token = CheckedTokenApi(client, credentials, recorder, product)
        self.magento = CheckedMagento(client, credentials, recorder, product)
        self.spiffy = CheckedSpiffy(client, credentials, recorder, f"products/{slug}")
        self.admin = CheckedAdmin(client, recorder, f"/admin/products/{product}")
        self.packshot = CheckedPackshot(client, credentials, recorder, f"/admin/products/{product}")

    @property
    def all(self) -> Mapping[str, Any]:
        return vars(self)

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        """Check every view, or with a step the expensive ones by turns."""
        for dialect in self.all.values():
            dialect.check(oracle, step)


class CollectionClients:
    """Spiffy is the only one of the five that knows collections."""

    def __init__(
        self, client: TestClient[Any], credentials: Credentials, recorder: Recorder, number: int, slug: str
    ) -> None:
        self.spiffy = CheckedSpiffy(client, credentials, recorder, f"standard_collections/{slug}")
        self.admin = CheckedAdmin(client, recorder, f"/admin/collections/standard/{number}")
        self.packshot = CheckedPackshot(client, credentials, recorder, f"/admin/collections/standard/{number}")

    def check(self, oracle: Oracle, step: int | None = None) -> None:
        self.spiffy.check(oracle)
        self.packshot.check(oracle, step)
        self.admin.check(oracle, step)
