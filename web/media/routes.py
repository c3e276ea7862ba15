"""Our own picture addresses: `/media/{number}-{secret}/{size}/{name}`, both the picture's, so that they never change.

Nobody guesses the secret, so whoever has the address may see the picture, also of a product that is hidden. `size` is
`original`, one of the named sizes, or `free` with a signed query; the name is decoration but for its extension, which
says the format.
"""

from urllib.parse import quote, urlencode

from litestar import route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from web.auth.secrets import SecretBox
from web.context import AnyRequest, context_of
from web.gallery.formats import extension, format_of_extension
from web.gallery.model import MIDDLE, Picture, StoredPicture
from web.http.urls import whole
from web.imaging.renditions.signed_sizes import PURPOSE, query, signed_size
from web.imaging.renditions.sizes import Size, named
from web.media.delivery import deliver
from web.media.responses import not_found, not_signed
from web.services.catalogue.pictures import UnknownPicture, by_number

MOST_DIGITS = 19  # of a number that a database takes


def address(picture: Picture, size: Size | None = None, format_: str | None = None) -> str:
    """Path of a picture in a size, or of the original without one; in another format where one is given."""
    return f"{_folder(picture)}/{size.key if size else 'original'}/{_name(picture, format_)}"


def free_address(sealer: SecretBox, picture: Picture, size: Size, format_: str) -> str:
    signed = query(sealer.derived(PURPOSE), picture.number, size, format_)
    return f"{_folder(picture)}/free/{_name(picture, format_)}?{urlencode(signed)}"


def _folder(picture: Picture) -> str:
    return f"/media/{picture.number}-{picture.secret}"


def _name(picture: Picture, format_: str | None) -> str:
    stem = picture.public_name.rpartition(".")[0]
    return quote(f"{stem}.{extension(format_ or picture.format)}")


@route("/media/{key:str}/{size:str}/{name:str}", http_method=["GET", "HEAD"], include_in_schema=False)
async def media(request: AnyRequest, key: FromPath[str], size: FromPath[str], name: FromPath[str]) -> ASGIResponse:
    ending = name.rpartition(".")[2]
    digits, _, secret = key.partition("-")
    number = whole(digits, MOST_DIGITS)
    if number is None or not secret:
        return not_found()
    if size == "free":
        return await _free(request, number, secret, ending)
    named_size = named(size)
    if named_size is None and size != "original":
        return not_found()
    return await deliver(request, _found(number, secret, named_size), named_size, ending)


async def _free(request: AnyRequest, number: int, secret: str, ending: str) -> ASGIResponse:
    key = context_of(request).secret_box.derived(PURPOSE)
    size = signed_size(key, number, request.query_params, format_of_extension(ending))
    if size is None:
        return not_signed()
    return await deliver(request, _found(number, secret), size, ending)


async def _found(number: int, secret: str, size: Size | None = None) -> tuple[StoredPicture, bool]:
    """The picture, if the secret is its own and its image has this size's focal point.

    For other points anybody could make us render. Raises UnknownPicture.
    """
    kept = await by_number(number)
    if not kept.has_secret(secret):
        raise UnknownPicture
    if size and size.focus not in (MIDDLE, kept.focus) and not kept.removed:
        raise UnknownPicture
    return kept, True
