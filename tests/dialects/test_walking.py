"""Walking a list meets every image that was there all the time exactly once, whatever moves between two steps."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from tests.dialects.product_images import CheckedRequests
from tests.pictures import base64_text, png
from tests.shop import Credentials

IMAGES = 7
Ids = list[int]
Walk = Iterator[Ids]


class Dog:
    """The dog's gallery as five vendors' clients walk it, and as another one changes it meanwhile."""

    def __init__(self, client: TestClient[Any], credentials: Credentials) -> None:
        issued = credentials["ann"]
        self.spiffy = CheckedRequests(client, {"Authorization": f"Bearer {issued['spiffy']['access_token']}"})
        self.token = CheckedRequests(client, {"Authorization": f"Token {issued['token']['key']}"})
        big = {"X-Auth-Token": issued["bigcommerce"]["access_token"], "Accept": "application/json"}
        self.client, self.big = client, big

    def ids(self) -> Ids:
        return [image["id"] for image in self._spiffy_page("limit=50")]

    def empty(self) -> None:
        assert self.client.delete("/api/v2/products/8/images", headers=self.big).status_code == 204

    def add(self, position: int) -> None:
        image = {"attachment": base64_text(png(2, 2)), "position": position}
        self.spiffy("POST", "/api/products/8/images.json", 201, json={"image": image})

    def move(self, image: int, position: int) -> None:
        body = {"image": {"id": image, "position": position}}
        self.spiffy("PUT", f"/api/products/8/images/{image}.json", 200, json=body)

    def remove(self, image: int) -> None:
        self.spiffy("DELETE", f"/api/products/8/images/{image}.json", 200)

    def spiffy_pages(self, limit: int) -> Walk:
        page = 1
        while found := self._spiffy_page(f"limit={limit}&page={page}"):
            yield [image["id"] for image in found]
            page += 1

    def spiffy_since(self, limit: int) -> Walk:
        last = 0
        while found := self._spiffy_page(f"limit={limit}&since_id={last}"):
            yield [image["id"] for image in found]
            last = found[-1]["id"]

    def spiffy_pages_since(self, limit: int) -> Walk:
        page = 1
        while found := self._spiffy_page(f"limit={limit}&page={page}&since_id=0"):
            yield [image["id"] for image in found]
            page += 1

    def token_next(self, limit: int) -> Walk:
        address = f"/api/products/8/images?limit={limit}"
        while address:
            page = self.token("GET", address, 200)
            yield [image["id"] for image in page["results"]]
            address = page["next"]

    def token_offsets(self, limit: int) -> Walk:
        offset = 0
        while found := self.token("GET", f"/api/products/8/images?limit={limit}&offset={offset}", 200)["results"]:
            yield [image["id"] for image in found]
            offset += limit

    def bigcommerce_pages(self, limit: int) -> Walk:
        return self._bigcommerce("/api/v2/products/8/images", limit)

    def bigcommerce_store(self, limit: int) -> Walk:
        return self._bigcommerce("/api/v2/products/images", limit)

    def _bigcommerce(self, path: str, limit: int) -> Walk:
        page = 1
        while (response := self.client.get(f"{path}?limit={limit}&page={page}", headers=self.big)).status_code == 200:
            yield [image["id"] for image in response.json()]
            page += 1
        assert response.status_code == 204

    def _spiffy_page(self, query: str) -> list[Any]:
        found: list[Any] = self.spiffy("GET", f"/api/products/8/images.json?{query}", 200)["images"]
        return found


WALKS: dict[str, Callable[[Dog, int], Walk]] = {
    "spiffy by page": Dog.spiffy_pages,
    "spiffy by since_id": Dog.spiffy_since,
    "spiffy by page and since_id": Dog.spiffy_pages_since,
    "token by next": Dog.token_next,
    "token by offset": Dog.token_offsets,
    "bigcommerce by page": Dog.bigcommerce_pages,
    "bigcommerce's store by page": Dog.bigcommerce_store,
}
MOVES = st.lists(
    st.tuples(st.sampled_from(["move", "add", "remove"]), st.integers(0, 99), st.integers(1, 9)), max_size=4
)


@pytest.fixture
def dog(client: TestClient[Any], credentials: Credentials) -> Dog:
    return Dog(client, credentials)


@pytest.mark.parametrize("way", WALKS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(limit=st.integers(1, 3), between=st.lists(MOVES, min_size=6, max_size=6))
def test_walking_meets_every_image_that_was_there_all_the_time_exactly_once(
    dog: Dog, way: str, limit: int, between: list[list[tuple[str, int, int]]]
) -> None:
    dog.empty()
    for _ in range(IMAGES):
        dog.add(1)
    stayed, met = set(dog.ids()), Counter[int]()
    for step, ids in enumerate(WALKS[way](dog, limit)):
        assert len(ids) <= limit
        met.update(ids)
        for what, which, position in between[step] if step < len(between) else ():
            changed(dog, stayed, what, which, position)
    assert {image: met[image] for image in stayed} == dict.fromkeys(stayed, 1)
    assert max(met.values()) == 1


def changed(dog: Dog, stayed: set[int], what: str, which: int, position: int) -> None:
    ids = dog.ids()
    if what == "add" or not ids:
        dog.add(position)
    elif what == "move":
        dog.move(ids[which % len(ids)], position)
    else:
        dog.remove(ids[which % len(ids)])
        stayed.discard(ids[which % len(ids)])


def test_since_an_id_the_list_goes_by_id_whatever_the_positions(dog: Dog) -> None:
    for _ in range(4):
        dog.add(1)
    ids = dog.ids()
    assert ids == sorted(ids, reverse=True)
    assert list(dog.spiffy_since(2)) == [sorted(ids)[:2], sorted(ids)[2:]]


def test_another_clients_walk_does_not_lead_ones_own(dog: Dog, credentials: Credentials) -> None:
    for _ in range(4):
        dog.add(9)
    first, second, third, fourth = dog.ids()
    walk = dog.spiffy_pages(2)
    assert next(walk) == [first, second]
    dog.move(fourth, 1)
    rob = CheckedRequests(dog.client, {"Authorization": f"Bearer {credentials['rob']['spiffy']['access_token']}"})
    page = rob("GET", "/api/products/8/images.json?limit=2&page=2", 200)["images"]
    assert [image["id"] for image in page] == [second, third]
    assert list(walk) == [[third, fourth]]
