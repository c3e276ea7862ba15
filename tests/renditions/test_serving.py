"""Pictures over HTTP: inert, cached, conditional, whole."""

from collections.abc import AsyncIterator
from typing import Any, cast

import anyio
import httpx
import pytest
from litestar import Litestar, Request, route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from tests import pictures
from tests.renditions.conftest import Keep
from web.renditions.renditions import Renditions
from web.renditions.serving import answer, etag_of, gone, not_found, unchanged
from web.renditions.sizes import Size
from web.storage.files import FileStore

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(store: FileStore, renditions: Renditions) -> AsyncIterator[httpx.AsyncClient]:
    @route("/{digest:str}/{fixed:int}", http_method=["GET", "HEAD"])
    async def picture(request: Request[Any, Any, Any], digest: FromPath[str], fixed: FromPath[int]) -> ASGIResponse:
        rendered = await renditions.get(digest, "PNG", None, "PNG")
        etag = etag_of(digest, None, "PNG")
        return await answer(request, store, rendered, etag=etag, immutable=bool(fixed))

    @route("/gone", http_method=["GET", "HEAD"])
    async def removed() -> ASGIResponse:
        return gone()

    @route("/absent", http_method=["GET", "HEAD"])
    async def absent() -> ASGIResponse:
        return not_found()

    app = Litestar([picture, removed, absent], logging_config=None, openapi_config=None)
    transport = httpx.ASGITransport(cast(Any, app))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def small() -> bytes:
    return pictures.png()


@pytest.fixture
def large() -> bytes:
    return pictures.png(compress_level=0, width=640, height=480)


@pytest.mark.parametrize("kind", ["small", "large"])
async def test_a_picture_is_answered_whole_and_inert(
    kind: str, client: httpx.AsyncClient, keep: Keep, request: pytest.FixtureRequest
) -> None:
    data: bytes = request.getfixturevalue(kind)
    digest = await keep(data)
    got = await client.get(f"/{digest}/1")
    assert (got.status_code, got.content) == (200, data)
    assert dict(got.headers) == {
        "content-type": "image/png",
        "content-length": str(len(data)),
        "etag": f'"{digest[:32]}-original-png"',
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline",
    }
    head = await client.head(f"/{digest}/1")
    assert (head.status_code, head.content, head.headers) == (200, b"", got.headers)


async def test_an_address_that_outlives_its_content_is_cached_for_minutes(
    client: httpx.AsyncClient, keep: Keep, small: bytes
) -> None:
    got = await client.get(f"/{await keep(small)}/0")
    assert got.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("given", ["{etag}", "W/{etag}", '"x", {etag}', '"x",W/{etag} , "y"', "*"])
async def test_who_has_it_already_is_told_so(
    given: str, method: str, client: httpx.AsyncClient, keep: Keep, small: bytes
) -> None:
    digest = await keep(small)
    etag = etag_of(digest, None, "PNG")
    got = await client.request(method, f"/{digest}/1", headers={"if-none-match": given.format(etag=etag)})
    assert (got.status_code, got.content) == (304, b"")
    assert got.headers["etag"] == etag
    assert got.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("given", ['"x"', "", "garbage", '"*"', "{bare}"])
async def test_who_has_another_gets_it(given: str, client: httpx.AsyncClient, keep: Keep, small: bytes) -> None:
    digest = await keep(small)
    bare = etag_of(digest, None, "PNG").strip('"')
    got = await client.get(f"/{digest}/1", headers={"if-none-match": given.format(bare=bare)})
    assert (got.status_code, got.content) == (200, small)


async def test_several_lines_of_tags_count_as_one_list() -> None:
    headers = [(b"if-none-match", b'"x"'), (b"if-none-match", b'"y"')]
    request: Request[Any, Any, Any] = Request(cast(Any, {"type": "http", "headers": headers}))
    assert unchanged(request, '"y"')
    assert not unchanged(request, '"z"')


def test_tags_differ_by_picture_size_and_format() -> None:
    tags = {
        etag_of(digest, size, format)
        for digest in ("a" * 64, "b" * 64)
        for size in (None, Size.fit(48, 48), Size.fit(100, 48))
        for format in ("JPEG", "WEBP")
    }
    assert len(tags) == 12


@pytest.mark.parametrize(("path", "status"), [("/gone", 410), ("/absent", 404)])
async def test_refusals_are_short_and_never_cached(path: str, status: int, client: httpx.AsyncClient) -> None:
    got = await client.get(path)
    assert got.status_code == status
    assert got.headers["content-type"].startswith("text/plain")
    assert got.headers["cache-control"] == "no-store"
    assert got.text
    assert (await client.head(path)).status_code == status


async def test_many_are_served_at_once(client: httpx.AsyncClient, keep: Keep, large: bytes) -> None:
    digest = await keep(large)

    async def one() -> None:
        assert (await client.get(f"/{digest}/1")).content == large

    async with anyio.create_task_group() as group:
        for _ in range(20):
            group.start_soon(one)
