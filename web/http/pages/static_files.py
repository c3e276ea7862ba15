"""Style sheets and scripts: their addresses name a digest of all of them, so that browsers need not ask again."""

import hashlib
from functools import cache

from litestar import Router
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router

from web.settings.resources import resource

PATH = "/static"
YEAR = 365 * 86_400  # seconds


@cache
def digest() -> str:
    """Digest of all files as they are when this is first called; a change needs a restart of the server."""
    found, folder = hashlib.sha256(), resource("static")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return found.hexdigest()[:12]


def static(name: str) -> str:
    """Address of a file. Scripts import each other by relative ones, which stay under the same digest."""
    return f"{PATH}/{digest()}/{name}"


def static_routers() -> tuple[Router, Router]:
    """Routers of files: under their digest cached for good; without it, as in bookmarks, revalidated each time."""
    for_good = CacheControlHeader(public=True, max_age=YEAR, immutable=True)
    return _router(f"{PATH}/{digest()}", for_good), _router(PATH, CacheControlHeader(no_cache=True))


def _router(path: str, cache_control: CacheControlHeader) -> Router:
    return create_static_files_router(
        path, [resource("static")], include_in_schema=False, cache_control=cache_control, name=path
    )
