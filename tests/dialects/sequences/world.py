"""The shop that the sequences act on, beside the oracles of its galleries, and the checks that both agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.clients import CollectionClients, DialectClients
from tests.dialects.sequences.oracle import Facts, Oracle, ids_of, undo_entry
from tests.dialects.sequences.recorder import Addresses, Recorder
from tests.dialects.sequences.snapshot import Snapshot, read_snapshot
from tests.shop import Credentials


@dataclass(frozen=True)
class ExpectedEntry:
    """A journal entry that there must be, with the facts before and after it."""

    oracle: Oracle
    dialect: str
    before: Facts
    after: Facts
    undoes: int | None = None


class World:
    """The dog, with variations, is acted on, and so is a collection; the mug is to stay as it is."""

    def __init__(
        self, client: TestClient[Any], credentials: Credentials, imports: Path, mug: Oracle, recorder: Recorder
    ) -> None:
        self.client = client
        self.credentials = credentials
        self.recorder = recorder
        self.dog, self.mug = Oracle("product", 8, (5595, 5596)), mug
        self.collection = Oracle("standard", 155)
        known = (client, credentials, recorder)
        self.on_dog = DialectClients(*known, imports, 8, "cute-dog")
        self.on_mug = DialectClients(*known, imports, 28, "mug")
        self.on_collection = CollectionClients(*known, 155, "home-collection")
        self.addresses = Addresses(client, recorder, self.dog, self.collection)
        self.expected_entries: list[ExpectedEntry] = []
        self.passed = True  # nothing was found to be wrong yet
        self._step, self._newest = 0, max(mug.ids, default=0)
        self._first = self._last = read_snapshot(client)

    @contextmanager
    def one_entry(self, dialect: str, oracle: Oracle, undoes: int | None = None) -> Iterator[None]:
        """Expect one entry of the journal if the oracle's facts change inside, and none otherwise."""
        before, self.passed = dict(oracle.facts), False
        yield
        new = ids_of(oracle.facts) - ids_of(before)
        if undoes is None and new:
            assert min(new) > self._newest, "an id was given twice"
            self._newest = max(new)
        if oracle.facts != before:
            self.expected_entries.append(ExpectedEntry(oracle, dialect, before, dict(oracle.facts), undoes))

    def undo(self, back: int) -> None:
        """Undo the entry so many before the last one; refused where nothing is left of it to take back."""
        expected, entry = self.expected_entries[-1 - back], self._last.journal[-1 - back]
        facts = undo_entry(expected.oracle.facts, expected.before, expected.after)
        if back == 0:
            assert facts == expected.before
        page = self.on_collection.admin if expected.oracle is self.collection else self.on_dog.admin
        with self.one_entry("admin", expected.oracle, entry.id):
            page.send("/undo", status=409 if facts == expected.oracle.facts else 303, entry=entry.id)
            expected.oracle.facts = facts

    def check_step(self) -> None:
        """Check the database, the dialects and the admin after every step, and write an image back as it was read."""
        snapshot, self.passed = read_snapshot(self.client), False
        self._check_snapshot(snapshot)
        if snapshot != self._last:
            self._step += 1
            self._check_shown()
            self.addresses.record()
            self.addresses.check(ids_of(self.expected_entries[-1].before) - ids_of(self.expected_entries[-1].after))
            self._write_back(snapshot)
        self._last, self.passed = snapshot, True

    def check_end(self) -> None:
        """Check every view of everything, and every address there ever was, after the last step."""
        self.on_dog.check(self.dog)
        self.on_mug.check(self.mug)
        self.on_collection.check(self.collection)
        self.on_dog.bigcommerce.check_all(self.dog, self.mug)
        self.addresses.check()
        for image in self.dog.ids[:1]:
            for dialect in self.on_dog.all.values():
                dialect.write_back(self.dog, image)
        assert read_snapshot(self.client) == self._last

    def _check_snapshot(self, snapshot: Snapshot) -> None:
        """Each change has a revision and an entry; what changed nothing has neither, and not a row differs."""
        new = snapshot.journal[len(self._first.journal) :]
        entries = [(entry.owner, entry.dialect, entry.undoes) for entry in new]
        assert entries == [
            (expected.oracle.owner, expected.dialect, expected.undoes) for expected in self.expected_entries
        ]
        revisions = dict(self._first.revisions)
        for expected in self.expected_entries:
            revisions[expected.oracle.owner] = revisions.get(expected.oracle.owner, 0) + 1
        assert snapshot.revisions == revisions
        assert snapshot == self._last or len(snapshot.journal) > len(self._last.journal)

    def _check_shown(self) -> None:
        if self.expected_entries[-1].oracle is self.collection:
            self.on_collection.check(self.collection, self._step)
        else:
            self.on_dog.check(self.dog, self._step)
            if self._step % 2:
                self.on_dog.bigcommerce.check_all(self.dog, self.mug)

    def _write_back(self, snapshot: Snapshot) -> None:
        """Write one image back, the dialects, the admin and the images by turns."""
        if self.dog.ids:
            dialects = [*self.on_dog.all.values()]
            image = self.dog.ids[self._step // len(dialects) % len(self.dog.ids)]
            dialects[self._step % len(dialects)].write_back(self.dog, image, self._step // len(dialects))
            assert read_snapshot(self.client) == snapshot, "written back as it was read, it changed"
