"""Spree's addresses: a product's or a variation's images, listed, shown, created, updated, deleted."""

from litestar import Response, delete, get, post, route
from msgspec import UNSET

from web.dialects.answers import JSON, kept
from web.dialects.dialect import AnyRequest, NoPermission, by, segment
from web.dialects.forms import File
from web.dialects.spree.errors import MUST_BE_PRESENT, UNCACHED, Invalid
from web.dialects.spree.params import image_params, number_of, place
from web.dialects.spree.parents import Parent, Seen, is_admin, may_write, parent_of, seen_by
from web.dialects.spree.wire import NEW, encode, spree_image
from web.dialects.uploads import from_received
from web.gallery.edits import AddImage, ChangeImage, Edit, MoveImage, Place, RemoveImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported, UnknownImage
from web.gallery.model import Gallery, Picture
from web.house import base_url
from web.services.editing import edit_gallery
from web.storage.errors import EmptyFile

COLLECTION = ["/products/{product:str}/images", "/variants/{variant:str}/images"]
MEMBER = ["/products/{product:str}/images/{image:str}", "/variants/{variant:str}/images/{image:str}"]
NEW_ONE = ["/products/{product:str}/images/new", "/variants/{variant:str}/images/new"]

ALLOWED = frozenset({"JPEG", "PNG", "GIF", "WEBP"})


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    parent = await parent_of(request)

    async def make() -> bytes:
        seen, base = await seen_by(request, parent), base_url(request)
        return encode({"images": [spree_image(image, parent.owner, seen.variations, base) for image in seen.images]})

    return await kept(request, parent.owner, "spree list", is_admin(request), parent.variation, make=make)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    parent, number = await parent_of(request), _image_number(request)

    async def make() -> bytes:
        seen = await seen_by(request, parent)
        return encode(spree_image(seen.image(number), parent.owner, seen.variations, base_url(request)))

    return await kept(request, parent.owner, "spree show", is_admin(request), parent.variation, number, make=make)


@get(NEW_ONE)
async def new() -> Response[bytes]:
    return Response(encode(NEW), media_type=JSON)


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    if not may_write(request):
        raise NoPermission
    parent = await parent_of(request)
    seen, params = await seen_by(request, parent), await image_params(request)
    if params.attachment is UNSET:
        raise Invalid(attachment=MUST_BE_PRESENT)
    if not parent.owner.supports_images:
        raise ImagesNotSupported
    edit = AddImage(
        picture=await _picture(request, params.attachment),
        label=None if params.alt is UNSET else params.alt,
        position=params.position if params.position is UNSET else place(params.position),
        place=Place.SLIDE,
        variations=(parent.variation,) if parent.variation in seen.variations else (),
    )
    edited = await edit_gallery(parent.owner, [edit], by(request, "spree"))
    return _shown(request, parent, seen, edited.gallery, edited.added[0])


@route(MEMBER, http_method=["PUT", "PATCH"])
async def update(request: AnyRequest) -> Response[bytes]:
    parent, seen, number = await _writable(request)
    params = await image_params(request)
    edits: list[Edit] = []
    if params.attachment is not UNSET:
        edits.append(ReplacePicture(image_id=number, picture=await _picture(request, params.attachment)))
    if params.alt is not UNSET:
        edits.append(ChangeImage(image_id=number, label=params.alt))

    def wanted(gallery: Gallery) -> list[Edit]:
        """A position that was read and is written back stays, though other dialects may have chosen one below 1."""
        image = gallery.images.get(number)
        if params.position is UNSET or image is None or image.position == params.position:
            return edits
        return [*edits, MoveImage(image_id=number, position=place(params.position), place=Place.SLIDE)]

    edited = await edit_gallery(parent.owner, wanted, by(request, "spree"))
    return _shown(request, parent, seen, edited.gallery, number)


@delete(MEMBER, status_code=200)  # the answer says 204 itself
async def destroy(request: AnyRequest) -> Response[bytes]:
    parent, _, number = await _writable(request)
    await edit_gallery(parent.owner, [RemoveImage(image_id=number, close_gap=True)], by(request, "spree"))
    return Response(b"", status_code=204, headers=UNCACHED)


async def _picture(request: AnyRequest, file: File) -> Picture:
    """Raises PictureRefused."""
    if file.received is None:
        raise EmptyFile
    return await from_received(request, file.received, file.name, ALLOWED)


def _shown(request: AnyRequest, parent: Parent, seen: Seen, gallery: Gallery, number: int) -> Response[bytes]:
    """201 after an update too: the guide says so."""
    body = spree_image(gallery.images[number], parent.owner, seen.variations, base_url(request))
    return Response(encode(body), status_code=201, media_type=JSON)


async def _writable(request: AnyRequest) -> tuple[Parent, Seen, int]:
    """The image to be changed, by its parent. Users do not even learn that it is there.

    Raises UnknownOwner, UnknownImage, NoPermission (an admin whose credential only reads).
    """
    parent, number = await parent_of(request), _image_number(request)
    if not is_admin(request):
        raise UnknownImage(number)
    seen = await seen_by(request, parent)
    seen.image(number)
    if not may_write(request):
        raise NoPermission
    return parent, seen, number


def _image_number(request: AnyRequest) -> int:
    return number_of(segment(request, "image"))


HANDLERS = (index, show, new, create, update, destroy)
