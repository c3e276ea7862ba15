"""Spiffy's addresses: the images of a product or a collection, listed, counted, shown, created, updated, deleted."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Response, delete, get, post, put
from msgspec import UNSET

from web.context import base_url
from web.dialects.answers import JSON, cached_response
from web.dialects.spec import AnyRequest, actor_of, public_request_of, segment
from web.dialects.spiffy import parse as sent
from web.dialects.spiffy.intake import incoming
from web.dialects.spiffy.paging import fields, listing, since_id
from web.dialects.spiffy.parse import ChangedImage, NewImage, image_in, read_body
from web.dialects.spiffy.ratelimit import ratelimit
from web.dialects.spiffy.wire import FOLDERS, SpiffyImage, location, only, spiffy_image, worded
from web.gallery.edits import AddImage, ChangeImage, Edit, MoveImage, Placement, RemoveImage
from web.gallery.errors import UnknownImage
from web.gallery.model import Gallery
from web.gallery.owner import Kind, Owner
from web.http.numbers import whole
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.editing.write_path import edit_gallery

KINDS: dict[str, Kind] = {folder: kind for kind, folder in FOLDERS.items()}
LIST = [f"/{folder}/{{owner:str}}/images" for folder in KINDS]
COUNT = [f"{path}/count" for path in LIST]
MEMBER = [f"{path}/{{image:str}}" for path in LIST]


@get(LIST)
async def index(request: AnyRequest) -> Response[bytes]:
    owner, asked, members = await _owner(request), listing(request), fields(request)

    async def make() -> bytes:
        images = asked.of(await _images(request, owner))
        return msgspec.json.encode({"images": [only(image, members) for image in images]})

    return await cached_response(request, owner, "spiffy list", asked, members, make=make, headers=ratelimit(request))


@get(COUNT)
async def count(request: AnyRequest) -> Response[bytes]:
    owner, since = await _owner(request), since_id(request)

    async def make() -> bytes:
        gallery = (await gallery_of(owner)).gallery
        return msgspec.json.encode({"count": sum(number > since for number in gallery.images)})

    return await cached_response(request, owner, "spiffy count", since, make=make, headers=ratelimit(request))


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    owner, number, members = await _owner(request), _image_number(request), fields(request)

    async def make() -> bytes:
        for image in await _images(request, owner):
            if image.id == number:
                return msgspec.json.encode({"image": only(image, members)})
        raise UnknownImage(number)

    return await cached_response(request, owner, "spiffy show", number, members, make=make, headers=ratelimit(request))


@post(LIST)
async def create(request: AnyRequest) -> Response[bytes]:
    owner, body = await _owner(request), await read_body(request)
    image = image_in(body, NewImage)
    facts: dict[str, Any] = {
        "label": sent.text("alt", image.alt),
        "position": sent.position(image.position),
        "variations": sent.variation_ids(image.variation_ids),
    }
    edit = AddImage(picture=await incoming(request, body, image), place=Placement.RANK, **facts)
    edited = await edit_gallery(owner, [edit], actor_of(request, "spiffy"))
    number = edited.added[0]
    where = location(number, owner, base_url(request))
    return _answer(request, _shown(request, owner, edited.gallery, number), 201, {"Location": where})


@put(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    owner, number = await _owner(request), _image_number(request)
    image = image_in(await read_body(request), ChangedImage)
    edited = await edit_gallery(owner, lambda gallery: _wanted(gallery, number, image), actor_of(request, "spiffy"))
    return _answer(request, _shown(request, owner, edited.gallery, number))


@delete(MEMBER, status_code=200)
async def destroy(request: AnyRequest) -> Response[bytes]:
    owner, number = await _owner(request), _image_number(request)
    await edit_gallery(owner, [RemoveImage(image_id=number)], actor_of(request, "spiffy"))
    return _answer(request, {})


async def _owner(request: AnyRequest) -> Owner:
    """By id, by handle, and by a handle it had before. Raises UnknownOwner."""
    kind, reference = KINDS[public_request_of(request).path.split("/")[2]], segment(request, "owner")
    return await find_owner(kind, ("id", reference), ("slug", reference), ("old_slug", reference))


def _wanted(gallery: Gallery, number: int, image: ChangedImage) -> Sequence[Edit]:
    """An image without a text reads `""`, and sending that back is no change. Raises UnknownImage, Invalid."""
    old = gallery.image(number)
    sent.hold_to(number, image.id)
    alt = UNSET if image.alt is UNSET else sent.text("alt", image.alt)
    position = sent.position(image.position)
    wanted: list[Edit] = []
    if alt is not UNSET and (alt or "") != (old.label or ""):
        wanted.append(ChangeImage(image_id=number, label=alt))
    if position is not UNSET:
        wanted.append(MoveImage(image_id=number, position=position, place=Placement.RANK))
    return wanted


def _image_number(request: AnyRequest) -> int:
    """0, which no image has, for what is no number."""
    return whole(segment(request, "image"), 15) or 0


async def _images(request: AnyRequest, owner: Owner) -> list[SpiffyImage]:
    return list(worded((await gallery_of(owner)).gallery, owner, base_url(request)))


def _shown(request: AnyRequest, owner: Owner, gallery: Gallery, number: int) -> dict[str, SpiffyImage]:
    return {"image": spiffy_image(gallery.images[number], gallery.rank(number), owner, base_url(request))}


def _answer(
    request: AnyRequest, body: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response[bytes]:
    """One member at the top and never a second: the clients unwrap an object of one, and only that."""
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type=JSON,
        headers={"Cache-Control": "no-store", **ratelimit(request), **(headers or {})},
    )


HANDLERS = (index, count, show, create, update, destroy)
