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
from tests.fixtures.renditions import Keep
from web.files.store import FileStore
from web.http.conditional import client_has
from web.imaging.renditions.renditions import Renditions
from web.imaging.renditions.sizes import Size
from web.media.responses import CACHE_IMMUTABLE, CACHE_MINUTES, answer, attachment, etag_of, gone, not_found

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(store: FileStore, renditions: Renditions) -> AsyncIterator[httpx.AsyncClient]:
    @route("/{digest:str}/{fixed:int}", http_method=["GET", "HEAD"])
    async def picture(request: Request[Any, Any, Any], digest: FromPath[str], fixed: FromPath[int]) -> ASGIResponse:
        rendered = await renditions.get(digest, "PNG", None, "PNG")
        etag = etag_of(digest, None, "PNG")
        return await answer(
            request, renditions, rendered, etag=etag, caching=CACHE_IMMUTABLE if fixed else CACHE_MINUTES
        )

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
    response = await client.get(f"/{digest}/1")
    assert (response.status_code, response.content) == (200, data)
    assert dict(response.headers) == {
        "content-type": "image/png",
        "content-length": str(len(data)),
        "accept-ranges": "bytes",
        "etag": f'"{digest[:32]}-original-png"',
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "content-disposition": "inline",
    }
    head = await client.head(f"/{digest}/1")
    assert (head.status_code, head.content, head.headers) == (200, b"", response.headers)


async def test_an_address_that_outlives_its_content_is_cached_for_minutes(
    client: httpx.AsyncClient, keep: Keep, small: bytes
) -> None:
    response = await client.get(f"/{await keep(small)}/0")
    assert response.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("etags", ["{etag}", "W/{etag}", '"x", {etag}', '"x",W/{etag} , "y"', "*"])
async def test_who_has_it_already_is_told_so(
    etags: str, method: str, client: httpx.AsyncClient, keep: Keep, small: bytes
) -> None:
    digest = await keep(small)
    etag = etag_of(digest, None, "PNG")
    response = await client.request(method, f"/{digest}/1", headers={"if-none-match": etags.format(etag=etag)})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == etag
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("etags", ['"x"', "", "garbage", '"*"', "{bare}"])
async def test_who_has_another_gets_it(etags: str, client: httpx.AsyncClient, keep: Keep, small: bytes) -> None:
    digest = await keep(small)
    bare = etag_of(digest, None, "PNG").strip('"')
    response = await client.get(f"/{digest}/1", headers={"if-none-match": etags.format(bare=bare)})
    assert (response.status_code, response.content) == (200, small)


async def test_several_lines_of_tags_count_as_one_list() -> None:
    headers = [(b"if-none-match", b'"x"'), (b"if-none-match", b'"y"')]
    request: Request[Any, Any, Any] = Request(cast(Any, {"type": "http", "headers": headers}))
    assert client_has(request.scope, '"y"')
    assert not client_has(request.scope, '"z"')


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
    response = await client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["cache-control"] == "no-store"
    assert response.text
    assert (await client.head(path)).status_code == status


async def test_many_are_served_at_once(client: httpx.AsyncClient, keep: Keep, large: bytes) -> None:
    digest = await keep(large)

    async def one() -> None:
        assert (await client.get(f"/{digest}/1")).content == large

    async with anyio.create_task_group() as group:
        for _ in range(20):
            group.start_soon(one)


@pytest.mark.parametrize("kind", ["small", "large"])
@pytest.mark.parametrize(
    ("range_header", "first", "last"),
    [("bytes=0-0", 0, 1), ("bytes=10-19", 10, 20), ("bytes=10-", 10, None), ("bytes=-5", -5, None),
     ("bytes=5-99999999", 5, None), ("bytes=-99999999", 0, None)],
)  # fmt: skip
async def test_a_part_is_answered_as_asked(
    kind: str, range_header: str, first: int, last: int | None, client: httpx.AsyncClient, keep: Keep,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    data: bytes = request.getfixturevalue(kind)
    response = await client.get(f"/{await keep(data)}/1", headers={"range": range_header})
    part = data[first:last]
    start = first % len(data)
    assert (response.status_code, response.content) == (206, part)
    assert response.headers["content-range"] == f"bytes {start}-{start + len(part) - 1}/{len(data)}"
    assert response.headers["content-length"] == str(len(part))


@pytest.mark.parametrize(
    "range_header", ["bytes=5-2", "bytes=", "bytes=a-b", "pixels=0-1", "bytes=0-1,5-6", "bytes=-", "0-5"]
)
async def test_what_is_no_range_is_answered_whole(
    range_header: str, client: httpx.AsyncClient, keep: Keep, small: bytes
) -> None:
    response = await client.get(f"/{await keep(small)}/1", headers={"range": range_header})
    assert (response.status_code, response.content) == (200, small)


@pytest.mark.parametrize("range_header", ["bytes=100000-", "bytes=100000-100005", "bytes=-0"])
async def test_a_part_behind_the_end_is_refused_with_the_length(
    range_header: str, client: httpx.AsyncClient, keep: Keep, small: bytes
) -> None:
    response = await client.get(f"/{await keep(small)}/1", headers={"range": range_header})
    assert (response.status_code, response.content) == (416, b"")
    assert response.headers["content-range"] == f"bytes */{len(small)}"


async def test_a_part_of_another_file_is_not_given(client: httpx.AsyncClient, keep: Keep, small: bytes) -> None:
    digest = await keep(small)
    etag = etag_of(digest, None, "PNG")
    for etags, status in ((etag, 206), ('"other"', 200), ("Sat, 21 Nov 2026 00:00:00 GMT", 200)):
        response = await client.get(f"/{digest}/1", headers={"range": "bytes=0-4", "if-range": etags})
        assert response.status_code == status


async def test_head_and_conditions_go_before_parts(client: httpx.AsyncClient, keep: Keep, small: bytes) -> None:
    digest = await keep(small)
    assert (await client.head(f"/{digest}/1", headers={"range": "bytes=0-4"})).status_code == 200
    both = {"range": "bytes=0-4", "if-none-match": etag_of(digest, None, "PNG")}
    assert (await client.get(f"/{digest}/1", headers=both)).status_code == 304


def test_a_file_is_saved_under_the_name_it_was_uploaded_with() -> None:
    assert attachment('red "dréss"\r\n.jpg') == "attachment; filename*=UTF-8''red%20%22dr%C3%A9ss%22%0D%0A.jpg"
