"""Magento's addresses: a product's images and one of them, globally or at a store; read, added, changed, taken out."""

from collections.abc import Callable, Collection

from litestar import Response, delete, get, post, put

from web.context import AnyRequest, base_url
from web.dialects.answers import cached_response
from web.dialects.magento.edits import additions, changes
from web.dialects.magento.formats import MEDIA_TYPES, Value, encode, format_of
from web.dialects.magento.intake import read_changed_picture, read_new_picture
from web.dialects.magento.locate import MagentoLocation, gallery_at, image_at, locate
from web.dialects.magento.parse import read_changed_image, read_members, read_new_image
from web.dialects.magento.wire import MEMBERS, PUBLIC_MEMBERS, image_value, list_value
from web.dialects.requests import actor_of, public_request_of
from web.gallery.edits import RemoveImage
from web.gallery.model import Gallery
from web.services.editing.write_path import edit_gallery

COLLECTION = ["/products/{product:str}/images", "/stores/{store:str}/products/{product:str}/images"]
MEMBER = ["/products/{product:str}/images/{image:str}", "/products/{product:str}/images/{image:str}/store/{store:str}"]

DONE = "text/html"  # an empty answer is neither XML nor JSON, and clients that try to parse it fail
VARY = {"Vary": "Accept, Authorization"}

Writer = Callable[[Gallery, MagentoLocation, str, Collection[str]], Value]


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    return await _read(request, await locate(request), list_value)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    return await _read(request, await locate(request), image_value)


async def _read(request: AnyRequest, at: MagentoLocation, write: Writer) -> Response[bytes]:
    format_ = format_of(request)
    members = read_members(request, MEMBERS if at.sees_all else PUBLIC_MEMBERS)

    async def make() -> bytes:
        return encode(write(await gallery_at(at), at, base_url(request), members), format_)

    facts = ("magento", write, at.image, format_, at.store, at.sees_all, members)
    return await cached_response(request, at.owner, *facts, make=make, media_type=MEDIA_TYPES[format_], headers=VARY)


@post(COLLECTION, status_code=200)
async def create(request: AnyRequest) -> Response[bytes]:
    fields = await read_new_image(request)
    picture = await read_new_picture(request, fields)
    at = await locate(request)
    await gallery_at(at)
    edited = await edit_gallery(at.owner, lambda gallery: additions(gallery, at, fields, picture), actor_of(request))
    product = [part for part in public_request_of(request).path.split("/") if part][3]  # as written there, be it a SKU
    return _done({"Location": f"/api/rest/products/{product}/images/{edited.added[0]}"})


@put(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    fields, at = await read_changed_image(request), await locate(request)
    present = image_at(await gallery_at(at), at).picture
    picture = await read_changed_picture(request, fields, present)
    await edit_gallery(at.owner, lambda gallery: changes(gallery, at, fields, picture), actor_of(request))
    return _done()


@delete(MEMBER, status_code=200)
async def destroy(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    image = image_at(await gallery_at(at), at)
    await edit_gallery(at.owner, [RemoveImage(image_id=image.id, store=at.store)], actor_of(request))
    return _done()


def _done(headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(b"", media_type=DONE, headers={"Cache-Control": "no-store", **(headers or {})})


HANDLERS = (index, show, create, update, destroy)
