"""Spiffy's picture addresses: `/sites/1/{folder}/{owner's id}_{stem}_{size}.{ext}?{32 hex}`."""

import re
from hmac import compare_digest

from litestar import route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from web.context import AnyRequest
from web.dialects.spiffy.wire import FOLDERS, OF_FORMAT, SITE, extension, mark, stem
from web.gallery.errors import UnknownOwner
from web.gallery.model import StoredPicture
from web.gallery.owner import Kind
from web.imaging.renditions.sizes import Size
from web.media.delivery import deliver
from web.media.responses import not_found
from web.services.catalogue.lookup import find_owner
from web.services.catalogue.pictures import UnknownPicture, of_owner

# The sizes that the vendor's own client knows; fitted inside, never enlarged.
BOXES = {
    "pico": Size.fit(16, 16),
    "icon": Size.fit(32, 32),
    "thumb": Size.fit(50, 50),
    "small": Size.fit(100, 100),
    "compact": Size.fit(160, 160),
    "medium": Size.fit(240, 240),
    "large": Size.fit(480, 480),
    "grande": Size.fit(600, 600),
    "original": None,
    "full": None,
}
NAME = re.compile(rf"(\d{{1,18}})_(\w+)_({'|'.join(BOXES)})\.(png|gif|jpe?g)", re.ASCII | re.IGNORECASE)


async def _picture(request: AnyRequest, kind: Kind, name: str) -> ASGIResponse:
    parts = NAME.fullmatch(name)
    if parts is None:
        return not_found()
    owner, of_file, size, ending = parts.groups()
    found = _find(kind, owner, of_file, request.url.query)
    box = BOXES[size.lower()]
    return await deliver(request, found, box, lambda picture: _ending(picture, ending.lower()), promised=True)


def _ending(picture: StoredPicture, requested: str) -> str:
    """The extension to deliver: `src` has that of the file's name, which stands for the file's own format."""
    as_named = requested == extension(picture) and picture.format in OF_FORMAT
    return OF_FORMAT[picture.format] if as_named else requested


async def _find(kind: Kind, owner: str, of_file: str, query: str) -> tuple[StoredPicture, bool]:
    """The picture whose mark the query is, else the newest of that name. Raises UnknownPicture."""
    # The vendor's clients make a size's address by putting `_thumb` before the dot, so behind the `_full`.
    stems = {of_file, of_file.removesuffix("_full")}
    try:
        pictures = await of_owner((await find_owner(kind, ("id", owner))).id)
    except UnknownOwner as error:
        raise UnknownPicture from error
    named = [picture for picture in pictures if stem(picture) in stems]
    for picture in named:
        if compare_digest(mark(picture).encode(), query.encode()):
            return picture, True
    return _newest(named), False


def _newest(pictures: list[StoredPicture]) -> StoredPicture:
    if not pictures:
        raise UnknownPicture
    return next((picture for picture in pictures if not picture.removed), pictures[0])


@route(f"/sites/{SITE}/{FOLDERS['product']}/{{name:str}}", http_method=["GET", "HEAD"], include_in_schema=False)
async def of_product(request: AnyRequest, name: FromPath[str]) -> ASGIResponse:
    return await _picture(request, "product", name)


@route(f"/sites/{SITE}/{FOLDERS['standard']}/{{name:str}}", http_method=["GET", "HEAD"], include_in_schema=False)
async def of_standard_collection(request: AnyRequest, name: FromPath[str]) -> ASGIResponse:
    return await _picture(request, "standard", name)


@route(f"/sites/{SITE}/{FOLDERS['super']}/{{name:str}}", http_method=["GET", "HEAD"], include_in_schema=False)
async def of_super_collection(request: AnyRequest, name: FromPath[str]) -> ASGIResponse:
    return await _picture(request, "super", name)


PICTURES = (of_product, of_standard_collection, of_super_collection)
