"""Media cache: pictures are served from memory, and only for as long as their address answers."""

import sqlite3

import pytest
from httpx import Response

from tests.admin.conftest import Visitor
from tests.media.test_addresses import Shop, focus, shop
from tests.media_addresses import media
from tests.pictures import jpeg
from web.database.engines.bound import bound_engine
from web.media import cache

__all__ = ["shop"]  # a fixture


def number_in(path: str) -> int:
    return int(path.split("/")[2].partition("-")[0])


def count_statements(shop: Shop, path: str, **headers: str) -> tuple[Response, int]:
    before = bound_engine().statements
    return shop.client.get(path, headers=headers), bound_engine().statements - before


@pytest.fixture
def path(shop: Shop) -> str:
    """An address that was answered before."""
    path = f"{media(shop.add(jpeg(640, 480)))}/fit-240x240/dress.webp"
    assert shop.client.get(path).status_code == 200
    return path


def test_a_picture_asked_for_again_is_the_same_answer_for_one_statement(shop: Shop, path: str) -> None:
    whole = shop.client.get(path, headers={"if-none-match": '"another"'})  # the long way
    again, statements = count_statements(shop, path)
    assert statements == 1
    assert (again.status_code, again.headers, again.content) == (200, whole.headers, whole.content)


def test_whoever_has_it_or_wants_a_part_or_only_its_head_is_answered_as_before(shop: Shop, path: str) -> None:
    whole = shop.client.get(path)
    assert shop.client.get(path, headers={"if-none-match": whole.headers["etag"]}).status_code == 304
    part = shop.client.get(path, headers={"range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole.content[2:6])
    head = shop.client.head(path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(whole.content)))


def test_a_removed_image_is_gone_at_once_and_answers_again_when_it_is_put_back(shop: Shop, path: str) -> None:
    image, ann = number_in(path), Visitor(shop.client)
    shop.remove(image)
    assert shop.client.get(path).status_code == 410
    ann.sign_in("ann")
    assert ann.get(path).headers["cache-control"] == "private, no-store"
    assert ann.post(f"/admin/trash/{image}/back", {}).status_code == 303
    shop.client.cookies.clear()
    assert shop.client.get(path).status_code == 200


def test_what_only_some_may_see_is_not_kept_for_others(shop: Shop, path: str) -> None:
    original, ann = path.replace("fit-240x240", "fit-480x480"), Visitor(shop.client)
    shop.remove(number_in(path))
    ann.sign_in("ann")
    assert ann.get(original).status_code == 200
    shop.client.cookies.clear()
    assert shop.client.get(original).status_code == 410


def test_a_size_that_hangs_on_what_the_image_says_today_goes_the_long_way(shop: Shop) -> None:
    image = shop.add(jpeg(640, 480))
    focus(shop, image, "25", "70")
    path = f"{media(image)}/fill-96x96-250-700/dress.webp"
    assert [count_statements(shop, path)[0].status_code for _ in range(2)] == [200, 200]
    focus(shop, image, "50", "50")
    assert shop.client.get(path).status_code == 404


def test_a_database_that_fails_leaves_the_answer_to_the_long_way(
    shop: Shop, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: int) -> bool:
        raise sqlite3.OperationalError("away")

    monkeypatch.setattr(cache, "is_shown", away)
    assert shop.client.get(path).status_code == 200
