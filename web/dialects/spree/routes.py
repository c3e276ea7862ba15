"""Spree's addresses: a product's or a variation's images, listed, shown, created, updated, deleted."""

import msgspec
from litestar import Response, delete, get, post, route
from msgspec import UNSET

from web.dialects.answers import JSON, kept
from web.dialects.dialect import AnyRequest, NoPermission, by, caller_of, segment
from web.dialects.spree.errors import MUST_BE_PRESENT, UNCACHED, Invalid
from web.dialects.spree.params import image_number, image_params
from web.dialects.spree.wire import NEW, encode, listed, master, spree_image
from web.dialects.uploads import from_form
from web.gallery.edits import AddImage, ChangeImage, Edit, MoveImage, Place, RemoveImage, ReplacePicture
from web.gallery.errors import UnknownImage, UnknownOwner
from web.gallery.model import Image
from web.gallery.owner import Owner
from web.house import base_url
from web.services.editing import Edited, edit_gallery
from web.services.reading import find_owner, gallery_of

COLLECTION = ["/products/{product:str}/images", "/variants/{variant:str}/images"]
MEMBER = ["/products/{product:str}/images/{image:str}", "/variants/{variant:str}/images/{image:str}"]
NEW_ONE = ["/products/{product:str}/images/new", "/variants/{variant:str}/images/new"]

ALLOWED = frozenset({"JPEG", "PNG", "GIF", "WEBP"})


class Parent(msgspec.Struct, frozen=True):
    """Under what the images of an address hang: a product, or one of its variations."""

    owner: Owner
    variation: int | None = None


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    parent = await _parent(request)

    async def make() -> bytes:
        images, variations = await _visible(parent, _is_admin(request))
        base = base_url(request)
        return encode({"images": [spree_image(image, parent.owner, variations, base) for image in images]})

    return await kept(request, parent.owner, "spree list", _is_admin(request), parent.variation, make=make)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    parent, number = await _parent(request), image_number(segment(request, "image"))

    async def make() -> bytes:
        images, variations = await _visible(parent, _is_admin(request))
        for image in images:
            if image.id == number:
                return encode(spree_image(image, parent.owner, variations, base_url(request)))
        raise UnknownImage(number)

    return await kept(request, parent.owner, "spree show", _is_admin(request), parent.variation, number, make=make)


@get(NEW_ONE)
async def new() -> Response[bytes]:
    return Response(encode(NEW), media_type=JSON)


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    if not _may_write(request):
        raise NoPermission
    parent = await _parent(request)
    params = await image_params(request)
    if params.attachment is UNSET:
        raise Invalid(attachment=MUST_BE_PRESENT)
    edit = AddImage(
        picture=await from_form(request, params.attachment, ALLOWED),
        label=None if params.alt is UNSET else params.alt,
        position=params.position,
        place=Place.SLIDE,
        variations=() if parent.variation in (None, parent.owner.shop_id) else (parent.variation,),
    )
    edited = await edit_gallery(parent.owner, [edit], by(request, "spree"))
    return await _shown(request, parent, edited, edited.added[0])


@route(MEMBER, http_method=["PUT", "PATCH"])
async def update(request: AnyRequest) -> Response[bytes]:
    parent, number = await _writable(request)
    params = await image_params(request)
    edits: list[Edit] = []
    if params.attachment is not UNSET:
        picture = await from_form(request, params.attachment, ALLOWED)
        edits.append(ReplacePicture(image_id=number, picture=picture))
    if params.alt is not UNSET:
        edits.append(ChangeImage(image_id=number, label=params.alt))
    if params.position is not UNSET:
        edits.append(MoveImage(image_id=number, position=params.position, place=Place.SLIDE))
    edited = await edit_gallery(parent.owner, edits, by(request, "spree"))
    return await _shown(request, parent, edited, number)


@delete(MEMBER, status_code=200)  # the answer says 204 itself
async def destroy(request: AnyRequest) -> Response[bytes]:
    parent, number = await _writable(request)
    await edit_gallery(parent.owner, [RemoveImage(image_id=number, close_gap=True)], by(request, "spree"))
    return Response(b"", status_code=204, headers=UNCACHED)


async def _shown(request: AnyRequest, parent: Parent, edited: Edited, number: int) -> Response[bytes]:
    """201 after an update too: the guide says so."""
    variations = (await gallery_of(parent.owner)).variations
    body = spree_image(edited.gallery.images[number], parent.owner, variations, base_url(request))
    return Response(encode(body), status_code=201, media_type=JSON)


async def _parent(request: AnyRequest) -> Parent:
    """A product by permalink, by an old permalink, and only then by id; a variation by id. Raises UnknownOwner."""
    if "variant" in request.path_params:
        number = image_number(segment(request, "variant"))
        text = str(number)
        return Parent(await find_owner("product", ("variation", text), ("id", text)), number)
    reference = segment(request, "product")
    number_text = str(int(reference)) if reference.isascii() and reference.isdigit() else reference
    return Parent(await find_owner("product", ("slug", reference), ("old_slug", reference), ("id", number_text)))


async def _visible(parent: Parent, everything: bool) -> tuple[list[Image], tuple[int, ...]]:
    """What the caller may see there, and the product's variations. Raises UnknownOwner."""
    owner = parent.owner
    loaded = await gallery_of(owner)
    known = (*loaded.variations, master(owner, loaded.variations))
    if parent.variation is not None and parent.variation not in known:
        raise UnknownOwner
    if not everything and not owner.visible:
        raise UnknownOwner
    return listed(loaded, owner, everything=everything, variation=parent.variation), loaded.variations


async def _writable(request: AnyRequest) -> tuple[Parent, int]:
    """The image to be changed. Whoever may not write does not even learn that it is there."""
    parent, number = await _parent(request), image_number(segment(request, "image"))
    if not _may_write(request):
        raise UnknownImage(number)
    images, _ = await _visible(parent, everything=True)
    if number not in {image.id for image in images}:
        raise UnknownImage(number)
    return parent, number


def _is_admin(request: AnyRequest) -> bool:
    """Spree knows admins and users; staff are users there, and so are guests where they are let in."""
    caller = caller_of(request)
    return caller is not None and caller.person.role == "admin"


def _may_write(request: AnyRequest) -> bool:
    return _is_admin(request) and caller_of(request).may_write


HANDLERS = (index, show, new, create, update, destroy)
