"""A server that is killed in the midst of uploads, and what may be seen of that after it was started again."""

import json
import os
import random
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import msgspec

from tests.admin.conftest import Visitor
from tests.cli.terminal import Terminal
from tests.dialects.product_images import MagentoImages, ProductImages, SpreeImages, TokenApiImages
from tests.server_process import Server, client_of, environ_of
from tests.shop import Credentials
from tests.slow.concurrent_uploads import PRODUCTS, UploadLog, digest, upload
from web.http import worker_metrics
from web.settings import Settings

UPLOADS = 1000  # more than are sent before the kill comes
MOST = 30  # acknowledged before it
HOURS = 2 * 3600  # seconds


class ServerCrash(msgspec.Struct, frozen=True):
    settings: Settings
    credentials: Credentials
    var: Path
    upload_log: UploadLog
    chance: random.Random

    def upload_and_kill(self, server: Server) -> None:
        """Kill the server some time after it has acknowledged something new."""
        new = len(self.upload_log.acknowledged) + self.chance.randint(1, MOST)
        args = (server.base, self.credentials, self.upload_log, UPLOADS)
        clients = threading.Thread(target=upload, args=args)
        clients.start()
        self.upload_log.wait_for_acknowledged(new)
        clients.join(self.chance.uniform(0, 0.03))  # which they don't: another upload may be at any point now
        assert clients.is_alive()
        server.kill()
        clients.join()

    def check(self, server: Server) -> None:
        """Check images and files after a restart."""
        self._check_images(server)
        self._check_temporary_files()
        self.doctor_report()

    def _check_images(self, server: Server) -> None:
        """Acknowledged images are there with their bytes; of the rest, what was sent together came together."""
        found = listed_originals(server.base, self.credentials)
        for content, image in self.upload_log.acknowledged.items():
            assert content in found.values() if image is None else found[image] == content
        there = set(found.values())
        assert len(there) == len(found)
        assert all(together <= there or not together & there for together in self.upload_log.sent)
        assert there <= frozenset().union(*self.upload_log.sent)

    def _check_temporary_files(self) -> None:
        """Temporary folders hold no picture now, only the locks of the decoding; and the system's nothing at all."""
        files = [path for path in (self.var / "temporary").rglob("*") if path.is_file()]
        left = [
            path for path in files if path.name not in ("lock", worker_metrics.FILE) and path.parent.name != "decoding"
        ]
        assert left == []
        assert list((self.var / "tmp").iterdir()) == []

    def run(self, *words: str) -> Any:
        terminal = Terminal(self.var)
        terminal.environ = environ_of(self.settings, self.var)
        return json.loads(terminal.run(*words, "--json").stdout)

    def doctor_report(self, *words: str) -> Any:
        """Orphans are harmless, being only of uploads that nobody promised to keep; nothing else may be wrong."""
        report = self.run("doctor", *words)
        assert (report["missing"], report["damaged"], report["stale_renditions"]) == ([], [], 0)
        assert report["healthy"] == (report["orphaned"] == [])
        assert not {key.rpartition("/")[2] for key in report["orphaned"]} & self.upload_log.acknowledged.keys()
        return report

    def sweep(self) -> Any:
        """Sweep hours later, when no upload is under way; it leaves what the database knows, and no more."""
        for path in self._originals():
            os.utime(path, (time.time() - HOURS,) * 2)
        swept = self.run("sweep")
        assert len(self._originals()) == self.doctor_report()["pictures"]
        return swept

    def _originals(self) -> list[Path]:
        """Files of originals, also those that were never finished, which the store does not list."""
        return [path for path in (self.var / "media/originals").rglob("*") if path.is_file()]


def listed_originals(base: str, credentials: Credentials) -> dict[int, str]:
    """The images of all products with the hash of their originals; all dialects and the admin list the same."""
    with client_of(base) as http:
        visitor = Visitor(http)  # type: ignore[arg-type]
        visitor.sign_in()
        found: dict[int, str] = {}
        for product in PRODUCTS:
            listed = visitor.images(f"/admin/products/{product}")
            for dialect in _dialects(http, credentials, product):
                assert [*dialect.labels()] == listed, type(dialect)
            found |= {image: _original(http, credentials, product, image) for image in listed}
        return found


def _dialects(http: httpx.Client, credentials: Credentials, product: int) -> list[ProductImages]:
    issued = credentials["ann"]
    return [
        TokenApiImages(http, issued["token"], product),  # type: ignore[arg-type]
        MagentoImages(http, issued["magento"], product),  # type: ignore[arg-type]
        SpreeImages(http, issued["spree"], PRODUCTS[product]),  # type: ignore[arg-type]
    ]


def _original(http: httpx.Client, credentials: Credentials, product: int, image: int) -> str:
    """The hash of the original, at the address that the Token API gives."""
    key = {"Authorization": f"Token {credentials['ann']['token']['key']}"}
    shown = http.get(f"/api/products/{product}/images/{image}", headers=key)
    response = http.get(shown.json()["f"])
    assert response.status_code == 200, image
    return digest(response.content)
