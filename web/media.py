"""Our own picture addresses: `/media/{number}/{size}/{name}`, where the number is the picture's and so never changes.

`size` is `original` or one of the named sizes; the name is decoration but for its extension, which says the format.
"""

from typing import Any
from urllib.parse import quote

from litestar import Request, route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from web.database.pictures import Kept
from web.delivery import deliver
from web.gallery.formats import extension
from web.gallery.model import Picture
from web.renditions.serving import not_found
from web.renditions.sizes import SIZES, Size
from web.services.pictures import by_number


def address(picture: Picture, size: Size | None = None, format_: str | None = None) -> str:
    """Without a size the original, in another format where one is given."""
    stem = picture.public_name.rpartition(".")[0]
    name = f"{stem}.{extension(format_ or picture.format)}"
    return f"/media/{picture.number}/{size.key if size else 'original'}/{quote(name)}"


@route("/media/{number:int}/{size:str}/{name:str}", http_method=["GET", "HEAD"], include_in_schema=False)
async def media(
    request: Request[Any, Any, Any], number: FromPath[int], size: FromPath[str], name: FromPath[str]
) -> ASGIResponse:
    if size != "original" and size not in SIZES:
        return not_found()
    return await deliver(request, _numbered(number), SIZES.get(size), name.rpartition(".")[2])


async def _numbered(number: int) -> tuple[Kept, bool]:
    return await by_number(number), True
