"""The Token API's addresses: a product's images, listed, uploaded, shown, changed, deleted."""

import msgspec
from litestar import Response, delete, get, patch, post
from msgspec import UNSET

from web.context import base_url
from web.dialects.answers import cached_response
from web.dialects.spec import AnyRequest, actor_of, public_request_of, segment
from web.dialects.token_api import messages
from web.dialects.token_api.auth import JSON, allow
from web.dialects.token_api.body import read_body
from web.dialects.token_api.errors import Invalid, NoSuchAddress
from web.dialects.token_api.intake import new_picture
from web.dialects.token_api.paging import following, page_query, part, preceding
from web.dialects.token_api.parse import Fields, read_fields
from web.dialects.token_api.wire import Page, product_image
from web.gallery.edits import AddImage, AssignRoles, ChangeImage, Edit, MoveImage, RemoveImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Gallery, Image, Picture
from web.gallery.owner import Owner
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.editing.write_path import edit_gallery

COLLECTION = "/products/{product:str}/images"
MEMBER = "/products/{product:str}/images/{image:str}"

PRIMARY = frozenset({"image"})  # the role that `is_primary` stands for


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    owner = await _product(request)
    path, query = public_request_of(request).path, request.url.query

    async def make() -> bytes:
        images = (await gallery_of(owner)).gallery.listed()
        asked, base = page_query(query), base_url(request)
        page = Page(
            count=len(images),
            next=following(asked, len(images), base + path),
            previous=preceding(asked, base + path),
            results=[product_image(image, base) for image in part(images, asked)],
        )
        return msgspec.json.encode(page)

    return await cached_response(
        request, owner, "token list", path, query, make=make, media_type=JSON, headers=allow(request)
    )


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    owner = await _product(request)
    if not owner.supports_images:
        raise ImagesNotSupported
    fields = read_fields(await read_body(request))
    if fields.image is UNSET:
        raise Invalid({"image": [messages.NO_FILE]} | fields.errors)
    edit = AddImage(
        picture=await new_picture(request, fields.image, fields.errors),
        label=None if fields.alt_text is UNSET else fields.alt_text,
        position=0 if fields.order is UNSET else fields.order,
        roles=PRIMARY if fields.is_primary is True else frozenset(),
    )
    edited = await edit_gallery(owner, [edit], actor_of(request, "token"))
    return _shown(request, edited.gallery.images[edited.added[0]], 201)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    owner, number = await _product(request), _id(request, "image")

    async def make() -> bytes:
        image = (await gallery_of(owner)).gallery.image(number)
        return msgspec.json.encode(product_image(image, base_url(request)))

    return await cached_response(
        request, owner, "token show", number, make=make, media_type=JSON, headers=allow(request)
    )


@patch(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    owner, number = await _product(request), _id(request, "image")
    (await gallery_of(owner)).gallery.image(number)
    fields, picture = read_fields(await read_body(request)), None
    if fields.image is not UNSET:
        picture = await new_picture(request, fields.image, fields.errors)
    elif fields.errors:
        raise Invalid(fields.errors)
    edited = await edit_gallery(
        owner, lambda gallery: _edits(gallery, number, fields, picture), actor_of(request, "token")
    )
    return _shown(request, edited.gallery.images[number], 200)


@delete(MEMBER, status_code=200)  # the answer says 204 itself
async def destroy(request: AnyRequest) -> Response[bytes]:
    owner, number = await _product(request), _id(request, "image")
    await edit_gallery(owner, [RemoveImage(image_id=number)], actor_of(request, "token"))
    return Response(b"", status_code=204, headers=allow(request))


def _edits(gallery: Gallery, number: int, fields: Fields, picture: Picture | None) -> list[Edit]:
    """Only what was sent; the roles that are not ours to speak of stay."""
    edits: list[Edit] = []
    if picture is not None:
        edits.append(ReplacePicture(image_id=number, picture=picture))
    if fields.alt_text is not UNSET:
        edits.append(ChangeImage(image_id=number, label=fields.alt_text))
    if fields.order is not UNSET:
        edits.append(MoveImage(image_id=number, position=fields.order))
    if fields.is_primary is not UNSET:
        held = gallery.roles_of(number)
        edits.append(AssignRoles(image_id=number, roles=held | PRIMARY if fields.is_primary else held - PRIMARY))
    return edits


async def _product(request: AnyRequest) -> Owner:
    """By its id and nothing else. Raises NoSuchAddress, UnknownOwner."""
    return await find_owner("product", ("id", str(_id(request, "product"))))


def _id(request: AnyRequest, name: str) -> int:
    """Raises NoSuchAddress for what is no whole number; longer ones than any id are none of ours."""
    text = segment(request, name)
    if not (text.isascii() and text.isdigit()):
        raise NoSuchAddress
    return int(text.lstrip("0")[:19] or 0)


def _shown(request: AnyRequest, image: Image, status: int) -> Response[bytes]:
    body = msgspec.json.encode(product_image(image, base_url(request)))
    return Response(body, status_code=status, media_type=JSON, headers=allow(request))


HANDLERS = (index, create, show, update, destroy)
