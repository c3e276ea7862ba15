"""Style sheets and scripts, answered from memory before the framework.

Their addresses name a digest of all of them, so that browsers need not request them again; without it they do.
"""

import hashlib
from functools import cache
from mimetypes import guess_type
from typing import Any

import msgspec
from litestar.types import ASGIApp, Receive, Send

from web.http.conditional import client_has
from web.settings.installation import resource

PATH = "/static/"
IMMUTABLE = b"public, max-age=31536000, immutable"
REVALIDATE = b"no-cache"
TEXT = ("text/", "application/json", "image/svg+xml")

Headers = tuple[tuple[bytes, bytes], ...]


class StaticFile(msgspec.Struct, frozen=True):
    body: bytes
    etag: str
    headers: Headers  # the same whichever address it is requested by


class StaticFiles:
    """Answers GET and HEAD of files that there are; anything else is for the application behind."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        found = _find(scope["path"]) if scope["type"] == "http" and scope["path"].startswith(PATH) else None
        if found is None or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        file, caching = found
        known = client_has(scope, file.etag)
        headers = [*file.headers, (b"cache-control", caching)]
        if not known:
            headers.append((b"content-length", str(len(file.body)).encode()))
        body = b"" if known or scope["method"] == "HEAD" else file.body
        await send({"type": "http.response.start", "status": 304 if known else 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})


def static(name: str) -> str:
    """The address of a file. Scripts import each other by relative ones, which stay under the same digest."""
    return f"{PATH}{digest()}/{name}"


@cache
def files() -> dict[str, StaticFile]:
    """Files by name, as they are when this is first called: a change takes effect when the server starts again."""
    folder = resource("static")
    return {
        path.relative_to(folder).as_posix(): _read(path.name, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def digest() -> str:
    """Digest of all files, 12 hexadecimal digits."""
    named = "\n".join(f"{name} {file.etag}" for name, file in files().items())
    return hashlib.sha256(named.encode()).hexdigest()[:12]


def _read(name: str, body: bytes) -> StaticFile:
    media_type = guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if media_type.startswith(TEXT) else ""
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = (
        (b"content-type", f"{media_type}{charset}".encode()),
        (b"etag", etag.encode()),
        (b"x-content-type-options", b"nosniff"),
    )
    return StaticFile(body, etag, headers)


def _find(path: str) -> tuple[StaticFile, bytes] | None:
    name = path.removeprefix(PATH)
    prefix, _, rest = name.partition("/")
    if prefix == digest():
        return (files()[rest], IMMUTABLE) if rest in files() else None
    return (files()[name], REVALIDATE) if name in files() else None
