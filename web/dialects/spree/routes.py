"""Spree's addresses: a product's or a variation's images, listed, shown, created, updated, deleted."""

from litestar import Response, delete, get, post, route

from web.context import AnyRequest, base_url
from web.dialects.answers import JSON, REVALIDATE, cached_response, finished_response, respond_cached
from web.dialects.requests import NoPermission, actor_of
from web.dialects.spree.auth import is_admin, may_write
from web.dialects.spree.edits import additions, changes, checked
from web.dialects.spree.errors import UNCACHED, no_route
from web.dialects.spree.intake import read_changed_picture, read_new_picture
from web.dialects.spree.locate import SpreeLocation, locate, visible_gallery
from web.dialects.spree.parse import read_changed_image, read_method, read_new_image
from web.dialects.spree.wire import NEW, encode, image_object
from web.gallery.edits import RemoveImage
from web.gallery.errors import ImagesNotSupported, UnknownImage
from web.gallery.model import Image
from web.services.editing.write_path import edit_gallery

COLLECTION = ["/products/{product:str}/images", "/variants/{variant:str}/images"]
MEMBER = ["/products/{product:str}/images/{image:str}", "/variants/{variant:str}/images/{image:str}"]
NEW_IMAGE = ["/products/{product:str}/images/new", "/variants/{variant:str}/images/new"]

ATTRIBUTES = finished_response(encode(NEW), JSON)


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    at, everything = await locate(request), is_admin(request)

    async def make() -> bytes:
        there, gallery = await visible_gallery(at, everything=everything)
        base = base_url(request)
        return encode({"images": [image_object(image, gallery, there, base) for image in gallery.listed()]})

    return await cached_response(request, at.owner, "spree list", everything, at.variation, make=make)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    at, everything = await locate(request), is_admin(request)

    async def make() -> bytes:
        there, gallery = await visible_gallery(at, everything=everything)
        return encode(image_object(gallery.image(at.image), gallery, there, base_url(request)))

    return await cached_response(request, at.owner, "spree show", everything, at.variation, at.image, make=make)


@get(NEW_IMAGE)
async def new(request: AnyRequest) -> Response[bytes]:
    """Attributes of an image, for any product, known or not."""
    return respond_cached(request, ATTRIBUTES)


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    if not may_write(request):
        raise NoPermission
    if await read_method(request) != "POST":
        raise no_route(request)
    at, _ = await visible_gallery(await locate(request), everything=True)
    fields = await read_new_image(request)
    if not at.owner.supports_images:
        raise ImagesNotSupported
    picture = await read_new_picture(request, fields)
    edited = await edit_gallery(at.owner, lambda gallery: additions(gallery, at, fields, picture), actor_of(request))
    number = edited.added[0]
    return _written(encode(image_object(edited.gallery.image(number), edited.gallery, at, base_url(request))))


@route(MEMBER, http_method=["PUT", "PATCH"])
async def update(request: AnyRequest) -> Response[bytes]:
    at, image = await _writable(request)
    fields = checked(await read_changed_image(request), image, at)
    picture = await read_changed_picture(request, fields, image.picture)
    edited = await edit_gallery(at.owner, lambda gallery: changes(gallery, at, fields, picture), actor_of(request))
    return _written(encode(image_object(edited.gallery.image(at.image), edited.gallery, at, base_url(request))))


@delete(MEMBER, status_code=200)  # the answer sets 204 itself
async def destroy(request: AnyRequest) -> Response[bytes]:
    at, image = await _writable(request)
    await edit_gallery(at.owner, [RemoveImage(image_id=image.id, close_gap=True)], actor_of(request))
    return Response(b"", status_code=204, headers=UNCACHED)


@post(MEMBER, status_code=200)  # the answers set their status themselves
async def overridden(request: AnyRequest) -> Response[bytes]:
    """A POST at an image's address is an update or a deletion by another method's name, or nothing."""
    method = await read_method(request)
    if method == "POST":
        raise no_route(request)
    handler = destroy if method == "DELETE" else update
    answer: Response[bytes] = await handler.fn(request)
    return answer


async def _writable(request: AnyRequest) -> tuple[SpreeLocation, Image]:
    """The image to be changed. Users do not even learn that it is there.

    Raises UnknownOwner, UnknownImage, NoPermission (an admin whose credential only reads).
    """
    at = await locate(request)
    if not is_admin(request):
        raise UnknownImage(at.image)
    at, gallery = await visible_gallery(at, everything=True)
    image = gallery.image(at.image)
    if not may_write(request):
        raise NoPermission
    return at, image


def _written(body: bytes) -> Response[bytes]:
    """201 after an update too: the guide has it so."""
    answer = finished_response(body, JSON)
    headers = {"ETag": answer.etag, "Cache-Control": REVALIDATE}
    return Response(answer.body, status_code=201, media_type=JSON, headers=headers)


HANDLERS = (index, show, new, create, update, destroy, overridden)
