"""Magento's picture addresses: `/media/catalog/product/{first}/{second}/{name}`, and the names they are made of."""

from urllib.parse import quote

from litestar import route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from web.context import AnyRequest
from web.dialects.magento.errors import UnsupportedMimeType, UnusableFileName
from web.gallery.file_names import clean_file_name
from web.gallery.model import Picture, StoredPicture
from web.gallery.owner import Owner
from web.media.delivery import deliver
from web.media.responses import not_found
from web.media.secret_parameter import given_secret, readable
from web.services.catalogue.pictures import by_public_name

EXTENSIONS = {"image/jpg": "jpg", "image/jpeg": "jpg", "image/gif": "gif", "image/png": "png"}


def address(picture: Picture, owner: Owner) -> str:
    """The address as it answers guests today.

    Folders are the first two characters of the name; a dot, which would name no folder, is an underscore there.
    """
    first, second = _folders(picture.public_name)
    return readable(f"/media/catalog/product/{first}/{second}/{quote(picture.public_name)}", picture, owner)


def _folders(name: str) -> tuple[str, str]:
    return name[0].replace(".", "_"), name[1].replace(".", "_")


def extension_of(mime_type: str) -> str:
    """Extension by the declared type: the document declares a PNG image/jpeg. Raises UnsupportedMimeType."""
    try:
        return EXTENSIONS[mime_type]
    except KeyError:
        raise UnsupportedMimeType(mime_type) from None


def checked_file_name(file_name: str) -> str:
    """Kept as any file's name; only a slash is refused, as Magento does. Raises UnusableFileName."""
    if "/" in file_name:
        raise UnusableFileName(file_name)
    return clean_file_name(file_name)


@route(
    "/media/catalog/product/{first:str}/{second:str}/{name:str}", http_method=["GET", "HEAD"], include_in_schema=False
)
async def picture(
    request: AnyRequest, first: FromPath[str], second: FromPath[str], name: FromPath[str]
) -> ASGIResponse:
    if len(name) < 2 or (first, second) != _folders(name):
        return not_found()
    return await deliver(request, _named(name, given_secret(request)), None, name.rpartition(".")[2], promised=True)


async def _named(name: str, secret: str) -> tuple[StoredPicture, bool]:
    stored = await by_public_name(name)
    return stored, stored.has_secret(secret)


PICTURES = (picture,)
