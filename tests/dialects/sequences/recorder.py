"""Record what must stay the same as long as its subject does - addresses of pictures, dates - and check it."""

from collections.abc import Hashable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from litestar.testing import TestClient

from tests.dialects.product_images import NO_HEADERS
from tests.dialects.sequences import strategies
from tests.dialects.sequences.oracle import Facts, Oracle, Picture

ORIGINALS = ("token", "bigcommerce")  # whose addresses answer with the very bytes that were sent


class Recorder:
    def __init__(self) -> None:
        self.addresses: dict[tuple[str, int], str] = {}  # by dialect and the number of the picture
        self._count = 0
        self._lasting: dict[Hashable, Any] = {}
        self._bodies: dict[int, tuple[Facts, Mapping[str, Any]]] = {}

    def copy(self) -> "Recorder":
        return deepcopy(self)

    def upload(self, name: str) -> Picture:
        self._count += 1
        return strategies.picture(self._count, name)

    def renamed(self, original: Picture, name: str, declared: str | None = None) -> Picture:
        """A renamed picture is another one, whose addresses are its own."""
        self._count += 1
        return replace(original, number=self._count, name=name, declared=declared or original.declared)

    def check_stable(self, *subject: Hashable, value: Any) -> None:
        assert self._lasting.setdefault(subject, value) == value, subject

    def record_address(self, dialect: str, of: Picture, address: str) -> None:
        """A picture has one address in a dialect, for ever, and no other picture ever has it."""
        self.check_stable(dialect, "address of", of.number, value=address)
        self.check_stable(dialect, "picture at", address, value=of.number)
        self.addresses[dialect, of.number] = address

    def check_dates(self, oracle: Oracle, bodies: Mapping[int, Mapping[str, Any]]) -> None:
        """An unchanged image has an unchanged body; a changed one has a later `updated_at`."""
        now = {image: (oracle.facts_of(image), one) for image, one in bodies.items()}
        for image in now.keys() & self._bodies.keys():
            (facts, one), (facts_before, before) = now[image], self._bodies[image]
            if facts == facts_before:
                assert one == before
            else:
                assert _updated_at(one) > _updated_at(before)
                assert one["created_at"] == before["created_at"]
        self._bodies = now


class Addresses:
    """Every address of a picture that any dialect ever served, and whether it responds as it must."""

    def __init__(self, client: TestClient[Any], recorder: Recorder, *oracles: Oracle) -> None:
        self.client = client
        self.recorder = recorder
        self.oracles = oracles
        self._pictures: dict[int, tuple[Picture, int]] = {}  # by number, with the image that it is or was of

    def record(self) -> None:
        """Remember which image each present picture belongs to."""
        for oracle in self.oracles:
            for image in oracle.ids:
                picture = oracle.read(image, "picture")
                self._pictures[picture.number] = picture, image

    def check(self, images: set[int] | None = None) -> None:
        """Check these images, or all: their addresses work while the image is there, also with earlier pictures."""
        there = {image for oracle in self.oracles for image in oracle.ids}
        for (dialect, number), address in self.recorder.addresses.items():
            picture, image = self._pictures.get(number, (None, None))
            if picture is None or (images is not None and image not in images):
                continue
            status, body = self._send(address, {"Cookie": ""})
            assert status == (200 if image in there else 410), (dialect, address)
            assert image not in there or dialect not in ORIGINALS or body == picture.content, (dialect, address)
            assert image in there or self._send(address)[0] == 200, "who may put a picture back may look at it"

    def _send(self, address: str, headers: Mapping[str, str] = NO_HEADERS) -> tuple[int, bytes]:
        parts = urlsplit(address)
        response = self.client.get(f"{parts.path}?{parts.query}", headers=dict(headers))
        return response.status_code, response.content


def _updated_at(body: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(body["updated_at"])
