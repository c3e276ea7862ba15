"""Spiffy's addresses: the images of a product or a collection, listed, counted, shown, created, updated, deleted."""

import msgspec
from litestar import Response, delete, get, post, put

from web.context import AnyRequest, base_url
from web.dialects.answers import cached_response
from web.dialects.paging import PagedList
from web.dialects.requests import actor_of
from web.dialects.spiffy.answers import answer, ratelimit
from web.dialects.spiffy.edits import additions, changes
from web.dialects.spiffy.intake import read_new_picture
from web.dialects.spiffy.locate import KINDS, locate
from web.dialects.spiffy.paging import read_members, read_page, read_since_id
from web.dialects.spiffy.parse import read_changed_image, read_new_image
from web.dialects.spiffy.wire import image_object, image_objects, location, only
from web.gallery.edits import RemoveImage
from web.services.catalogue.lookup import gallery_of
from web.services.editing.write_path import edit_gallery

LIST = [f"/{folder}/{{owner:str}}/images" for folder in KINDS]
COUNT = [f"{path}/count" for path in LIST]
MEMBER = [f"{path}/{{image:str}}" for path in LIST]

UNCACHED = {"Cache-Control": "no-store"}


@get(LIST)
async def index(request: AnyRequest) -> Response[bytes]:
    at, page, members = await locate(request), read_page(request), read_members(request)
    listed = PagedList(request, at.owner)
    ids = (await listed.page(page.offset, page.limit, page.order, page.since_id)).ids

    async def make() -> bytes:
        images = {image.id: image for image in image_objects(await listed.gallery(), at, base_url(request))}
        return msgspec.json.encode({"images": [only(images[number], members) for number in ids if number in images]})

    return await cached_response(request, at.owner, "spiffy list", ids, members, make=make, headers=ratelimit(request))


@get(COUNT)
async def count(request: AnyRequest) -> Response[bytes]:
    at, since = await locate(request), read_since_id(request) or 0

    async def make() -> bytes:
        gallery = (await gallery_of(at.owner)).gallery
        return msgspec.json.encode({"count": sum(number > since for number in gallery.images)})

    return await cached_response(request, at.owner, "spiffy count", since, make=make, headers=ratelimit(request))


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    at, members = await locate(request), read_members(request)

    async def make() -> bytes:
        gallery = (await gallery_of(at.owner)).gallery
        image = image_object(gallery.image(at.image), gallery, at, base_url(request))
        return msgspec.json.encode({"image": only(image, members)})

    facts = ("spiffy show", at.image, members)
    return await cached_response(request, at.owner, *facts, make=make, headers=ratelimit(request))


@post(LIST)
async def create(request: AnyRequest) -> Response[bytes]:
    at, fields = await locate(request), await read_new_image(request)
    picture = await read_new_picture(request, fields)
    edited = await edit_gallery(at.owner, lambda gallery: additions(gallery, at, fields, picture), actor_of(request))
    number, base = edited.added[0], base_url(request)
    image = image_object(edited.gallery.image(number), edited.gallery, at, base)
    return answer(request, {"image": image}, 201, UNCACHED | {"Location": location(number, at.owner, base)})


@put(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    at, fields = await locate(request), await read_changed_image(request)
    edited = await edit_gallery(at.owner, lambda gallery: changes(gallery, at, fields, None), actor_of(request))
    image = image_object(edited.gallery.image(at.image), edited.gallery, at, base_url(request))
    return answer(request, {"image": image}, headers=UNCACHED)


@delete(MEMBER, status_code=200)
async def destroy(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    await edit_gallery(at.owner, [RemoveImage(image_id=at.image)], actor_of(request))
    return answer(request, {}, headers=UNCACHED)


HANDLERS = (index, count, show, create, update, destroy)
