"""The Token API's addresses: a product's images, listed, uploaded, shown, changed, deleted."""

import msgspec
from litestar import Response, delete, get, patch, post

from web.context import AnyRequest, base_url
from web.dialects.answers import cached_response
from web.dialects.paging import PagedList, ids_in_order
from web.dialects.requests import actor_of, public_request_of
from web.dialects.token_api.answers import CONTENT_TYPE, allow, answer
from web.dialects.token_api.edits import additions, changes
from web.dialects.token_api.intake import read_changed_picture, read_new_picture
from web.dialects.token_api.locate import locate
from web.dialects.token_api.paging import read_page
from web.dialects.token_api.parse import read_changed_image, read_new_image
from web.dialects.token_api.wire import ImageList, image_object
from web.gallery.edits import RemoveImage
from web.gallery.errors import ImagesNotSupported
from web.services.catalogue.lookup import gallery_of
from web.services.editing.write_path import edit_gallery

COLLECTION = "/products/{product:str}/images"
MEMBER = "/products/{product:str}/images/{image:str}"


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    at, path, page = await locate(request), public_request_of(request).path, read_page(request)
    listed = PagedList(request, at.owner)
    part = await listed.page(page.offset, page.limit, ids_in_order)

    async def make() -> bytes:
        base, gallery = base_url(request), await listed.gallery()
        images = [gallery.images[number] for number in part.ids if number in gallery.images]
        body = ImageList(
            count=len(gallery.images),
            next=page.next(base + path) if part.more else None,
            previous=page.previous(base + path),
            results=[image_object(image, gallery, at, base) for image in images],
        )
        return msgspec.json.encode(body)

    facts = ("token list", path, request.url.query, part)
    return await cached_response(request, at.owner, *facts, make=make, media_type=CONTENT_TYPE, headers=allow(request))


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)

    async def make() -> bytes:
        gallery = (await gallery_of(at.owner)).gallery
        return msgspec.json.encode(image_object(gallery.image(at.image), gallery, at, base_url(request)))

    facts = ("token show", at.image)
    return await cached_response(request, at.owner, *facts, make=make, media_type=CONTENT_TYPE, headers=allow(request))


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    if not at.owner.supports_images:
        raise ImagesNotSupported
    fields = await read_new_image(request)
    picture = await read_new_picture(request, fields)
    edited = await edit_gallery(at.owner, lambda gallery: additions(gallery, at, fields, picture), actor_of(request))
    image = edited.gallery.image(edited.added[0])
    return answer(request, image_object(image, edited.gallery, at, base_url(request)), 201)


@patch(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    present = (await gallery_of(at.owner)).gallery.image(at.image).picture
    fields = await read_changed_image(request)
    picture = await read_changed_picture(request, fields, present)
    edited = await edit_gallery(at.owner, lambda gallery: changes(gallery, at, fields, picture), actor_of(request))
    image = edited.gallery.image(at.image)
    return answer(request, image_object(image, edited.gallery, at, base_url(request)))


@delete(MEMBER, status_code=200)  # the answer sets 204 itself
async def destroy(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    await edit_gallery(at.owner, [RemoveImage(image_id=at.image)], actor_of(request))
    return Response(b"", status_code=204, headers=allow(request))


HANDLERS = (index, show, create, update, destroy)
