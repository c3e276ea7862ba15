"""The shop that the sequences act on, what must be there by the oracle, and whether it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

from tests.dialects.sequences.addresses import Addresses
from tests.dialects.sequences.books import Books, read_books
from tests.dialects.sequences.notes import Notes
from tests.dialects.sequences.oracle import Facts, Shelf, ids_of
from tests.dialects.sequences.spoken import Spoken, SpokenOfCollection
from tests.dialects.sequences.undoing import undone
from tests.shop import Credentials


@dataclass(frozen=True)
class Done:
    """One entry that the journal must have, and the facts around it."""

    shelf: Shelf
    dialect: str
    before: Facts
    after: Facts
    undoes: int | None = None


class World:
    """The dog, with variations, is acted on, and so is a collection; the mug is to stay as it is."""

    def __init__(
        self, client: TestClient[Any], credentials: Credentials, imports: Path, mug: Shelf, notes: Notes
    ) -> None:
        self.client = client
        self.credentials = credentials
        self.notes = notes
        self.dog, self.mug, self.home = Shelf("product", 8, (5595, 5596)), mug, Shelf("standard", 155)
        known = (client, credentials, notes)
        self.on_dog, self.on_mug = Spoken(*known, imports, 8, "cute-dog"), Spoken(*known, imports, 28, "mug")
        self.on_home = SpokenOfCollection(*known, 155, "home-collection")
        self.addresses = Addresses(client, notes, self.dog, self.home)
        self.done: list[Done] = []
        self.sound = True  # nothing was found to be wrong yet
        self._turn, self._newest = 0, max(mug.ids, default=0)
        self._first = self._last = read_books(client)

    @contextmanager
    def doing(self, dialect: str, shelf: Shelf, undoes: int | None = None) -> Iterator[None]:
        """Whatever changes the oracle's facts meanwhile is one entry of the journal."""
        before, self.sound = dict(shelf.facts), False
        yield
        new = ids_of(shelf.facts) - ids_of(before)
        if undoes is None and new:
            assert min(new) > self._newest, "an id was given twice"
            self._newest = max(new)
        if shelf.facts != before:
            self.done.append(Done(shelf, dialect, before, dict(shelf.facts), undoes))

    def undo(self, back: int) -> None:
        """The entry so many before the last one; refused where nothing is left of it to take back."""
        done, entry = self.done[-1 - back], self._last.journal[-1 - back]
        facts = undone(done.shelf.facts, done.before, done.after)
        if back == 0:
            assert facts == done.before
        page = self.on_home.admin if done.shelf is self.home else self.on_dog.admin
        with self.doing("admin", done.shelf, entry.id):
            page.send("/undo", status=409 if facts == done.shelf.facts else 303, entry=entry.id)
            done.shelf.facts = facts

    def settle(self) -> None:
        """After every step: what is written down, what every dialect and the admin show, and written back once more."""
        books, self.sound = read_books(self.client), False
        self._check_books(books)
        if books != self._last:
            self._turn += 1
            self._check_shown()
            self.addresses.note()
            self.addresses.check(ids_of(self.done[-1].before) - ids_of(self.done[-1].after))
            self._write_back(books)
        self._last, self.sound = books, True

    def finish(self) -> None:
        """After the last step: every view of everything, and every address there ever was."""
        self.on_dog.check(self.dog)
        self.on_mug.check(self.mug)
        self.on_home.check(self.home)
        self.on_dog.bigcommerce.check_all(self.dog, self.mug)
        self.addresses.check()
        for image in self.dog.ids[:1]:
            for voice in self.on_dog.all.values():
                voice.write_back(self.dog, image)
        assert read_books(self.client) == self._last

    def _check_books(self, books: Books) -> None:
        """A revision and an entry for each change, none for what changed nothing; and then not a row differs."""
        new = books.journal[len(self._first.journal) :]
        told = [(entry.owner, entry.dialect, entry.undoes) for entry in new]
        assert told == [(done.shelf.owner, done.dialect, done.undoes) for done in self.done]
        revisions = dict(self._first.revisions)
        for done in self.done:
            revisions[done.shelf.owner] = revisions.get(done.shelf.owner, 0) + 1
        assert books.revisions == revisions
        assert books == self._last or len(books.journal) > len(self._last.journal)

    def _check_shown(self) -> None:
        if self.done[-1].shelf is self.home:
            self.on_home.check(self.home, self._turn)
        else:
            self.on_dog.check(self.dog, self._turn)
            if self._turn % 2:
                self.on_dog.bigcommerce.check_all(self.dog, self.mug)

    def _write_back(self, books: Books) -> None:
        """Each of the five and the admin by turns, and so the images."""
        if self.dog.ids:
            voices = [*self.on_dog.all.values()]
            image = self.dog.ids[self._turn // len(voices) % len(self.dog.ids)]
            voices[self._turn % len(voices)].write_back(self.dog, image, self._turn // len(voices))
            assert read_books(self.client) == books, "written back as it was read, it changed"
