"""A server that is killed in the midst of uploads, and what may be seen of that after it was started again."""

import json
import os
import random
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

from tests.cli.terminal import Terminal
from tests.serving import Server, environ_of
from tests.shop import Credentials
from tests.slow.listing import shown
from tests.slow.promises import Promises
from tests.slow.uploading import upload
from web.http import worker_metrics
from web.settings import Settings

UPLOADS = 1000  # more than are sent before the kill comes
MOST = 30  # acknowledged before it
HOURS = 2 * 3600  # seconds


class Crashing(msgspec.Struct, frozen=True):
    settings: Settings
    credentials: Credentials
    var: Path
    promises: Promises
    chance: random.Random

    def upload_and_kill(self, server: Server) -> None:
        """Some time after it has acknowledged something new."""
        new = len(self.promises.kept) + self.chance.randint(1, MOST)
        args = (server.base, self.credentials, self.promises, UPLOADS)
        clients = threading.Thread(target=upload, args=args)
        clients.start()
        self.promises.await_kept(new)
        clients.join(self.chance.uniform(0, 0.03))  # which they don't: another upload may be at any point now
        assert clients.is_alive()
        server.kill()
        clients.join()

    def check(self, server: Server) -> None:
        """After a restart."""
        self._check_images(server)
        self._check_temporary_files()
        self.examined()

    def _check_images(self, server: Server) -> None:
        """What it acknowledged is there with its bytes; of the rest, what was to be added together came together."""
        found = shown(server.base, self.credentials)
        for content, image in self.promises.kept.items():
            assert content in found.values() if image is None else found[image] == content
        there = set(found.values())
        assert len(there) == len(found)
        assert all(together <= there or not together & there for together in self.promises.sent)
        assert there <= frozenset().union(*self.promises.sent)

    def _check_temporary_files(self) -> None:
        """Each process has its folder, with no picture in it now; the system's has only the locks of the decoding."""
        files = [path for path in (self.var / "temporary").rglob("*") if path.is_file()]
        left = [path for path in files if path.name not in ("lock", worker_metrics.FILE)]
        assert left == []
        assert {path.name.rstrip("0123456789") for path in (self.var / "tmp").iterdir()} <= {"packshot-decoding-"}

    def run(self, *words: str) -> Any:
        terminal = Terminal(self.var)
        terminal.environ = environ_of(self.settings, self.var)
        return json.loads(terminal.run(*words, "--json").stdout)

    def examined(self, *words: str) -> Any:
        """Orphans are harmless, being only of uploads that nobody promised to keep; nothing else may be wrong."""
        report = self.run("doctor", *words)
        assert (report["missing"], report["damaged"], report["stale_renditions"]) == ([], [], 0)
        assert report["healthy"] == (report["orphaned"] == [])
        assert not {key.rpartition("/")[2] for key in report["orphaned"]} & self.promises.kept.keys()
        return report

    def sweep(self) -> Any:
        """Hours later, when nobody can be at an upload any more; it leaves what the database knows, and no more."""
        for path in self._originals():
            os.utime(path, (time.time() - HOURS,) * 2)
        swept = self.run("sweep")
        assert len(self._originals()) == self.examined()["pictures"]
        return swept

    def _originals(self) -> list[Path]:
        """Also those that were never finished, of which the store's lists do not tell."""
        return [path for path in (self.var / "media/originals").rglob("*") if path.is_file()]
