"""Spree's addresses: a product's or a variation's images, listed, shown, created, updated, deleted."""

from litestar import Response, delete, get, post, route
from msgspec import UNSET

from web.context import base_url
from web.dialects.answers import JSON, REVALIDATE, cached_response, finished_response, respond_cached
from web.dialects.intake import from_received
from web.dialects.spec import AnyRequest, NoPermission, actor_of, segment
from web.dialects.spree.edits import linked, moved
from web.dialects.spree.errors import MUST_BE_PRESENT, UNCACHED, Invalid
from web.dialects.spree.locate import Parent, VisibleImages, images_visible_to, is_admin, may_write, parent_of
from web.dialects.spree.nowhere import nowhere
from web.dialects.spree.override import meant
from web.dialects.spree.parse import image_params, number_of, place
from web.dialects.spree.wire import NEW, encode, spree_image
from web.gallery.edits import AddImage, ChangeImage, Edit, Placement, RemoveImage, ReplacePicture
from web.gallery.errors import ImagesNotSupported, UnknownImage
from web.gallery.model import Gallery, Picture
from web.gallery.picture_errors import EmptyFile
from web.http.multipart import File
from web.services.editing.write_path import edit_gallery

COLLECTION = ["/products/{product:str}/images", "/variants/{variant:str}/images"]
MEMBER = ["/products/{product:str}/images/{image:str}", "/variants/{variant:str}/images/{image:str}"]
NEW_ONE = ["/products/{product:str}/images/new", "/variants/{variant:str}/images/new"]

ALLOWED = frozenset({"JPEG", "PNG", "GIF", "WEBP"})
ATTRIBUTES = finished_response(encode(NEW), JSON)


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    parent = await parent_of(request)

    async def make() -> bytes:
        seen, base = await images_visible_to(request, parent), base_url(request)
        return encode({"images": [spree_image(image, parent.owner, seen.variations, base) for image in seen.images]})

    return await cached_response(request, parent.owner, "spree list", is_admin(request), parent.variation, make=make)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    parent, number = await parent_of(request), _image_number(request)

    async def make() -> bytes:
        seen = await images_visible_to(request, parent)
        return encode(spree_image(seen.image(number), parent.owner, seen.variations, base_url(request)))

    return await cached_response(
        request, parent.owner, "spree show", is_admin(request), parent.variation, number, make=make
    )


@get(NEW_ONE)
async def new(request: AnyRequest) -> Response[bytes]:
    """Not even the product is looked for."""
    return respond_cached(request, ATTRIBUTES)


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    if not may_write(request):
        raise NoPermission
    if await meant(request) != "POST":
        raise nowhere(request)
    parent = await parent_of(request)
    seen, params = await images_visible_to(request, parent), await image_params(request)
    if params.attachment is UNSET:
        raise Invalid(attachment=MUST_BE_PRESENT)
    if not parent.owner.supports_images:
        raise ImagesNotSupported
    position = place(params.position) if isinstance(params.position, int) else UNSET
    edit = AddImage(
        picture=await _picture(request, params.attachment),
        label=None if params.alt is UNSET else params.alt,
        position=position,
        place=Placement.SLIDE,
        variations=(parent.variation,) if parent.variation in seen.variations else (),
    )
    edited = await edit_gallery(parent.owner, [edit], actor_of(request, "spree"))
    return _shown(request, parent, seen, edited.gallery, edited.added[0])


@route(MEMBER, http_method=["PUT", "PATCH"])
async def update(request: AnyRequest) -> Response[bytes]:
    parent, seen, number = await _writable(request)
    params, image = await image_params(request), seen.image(number)
    position = params.position
    if isinstance(position, int) and position != image.position:  # others may place images where Spree has no places
        position = place(position)
    variations = linked(params, image, parent.owner, seen.variations)
    links = UNSET if variations == image.variations else variations
    changes: list[Edit] = [ChangeImage(image_id=number, label=params.alt, variations=links)]
    if params.attachment is not UNSET:
        changes.append(ReplacePicture(image_id=number, picture=await _picture(request, params.attachment)))

    def edits(gallery: Gallery) -> list[Edit]:
        return [*changes, *moved(gallery, number, position)]

    edited = await edit_gallery(parent.owner, edits, actor_of(request, "spree"))
    return _shown(request, parent, seen, edited.gallery, number)


@delete(MEMBER, status_code=200)  # the answer says 204 itself
async def destroy(request: AnyRequest) -> Response[bytes]:
    parent, _, number = await _writable(request)
    await edit_gallery(parent.owner, [RemoveImage(image_id=number, close_gap=True)], actor_of(request, "spree"))
    return Response(b"", status_code=204, headers=UNCACHED)


@post(MEMBER, status_code=200)  # the answers say their status themselves
async def overridden(request: AnyRequest) -> Response[bytes]:
    """A POST that means nothing else has nothing to do at an image's address."""
    method = await meant(request)
    if method == "POST":
        raise nowhere(request)
    act = destroy if method == "DELETE" else update
    answer: Response[bytes] = await act.fn(request)
    return answer


async def _picture(request: AnyRequest, file: File) -> Picture:
    """Raises PictureRefused."""
    if file.received is None:
        raise EmptyFile
    return await from_received(request, file.received, file.name, ALLOWED)


def _shown(request: AnyRequest, parent: Parent, seen: VisibleImages, gallery: Gallery, number: int) -> Response[bytes]:
    """201 after an update too: the guide says so."""
    image = spree_image(gallery.images[number], parent.owner, seen.variations, base_url(request))
    answer = finished_response(encode(image), JSON)
    headers = {"ETag": answer.etag, "Cache-Control": REVALIDATE}
    return Response(answer.body, status_code=201, media_type=JSON, headers=headers)


async def _writable(request: AnyRequest) -> tuple[Parent, VisibleImages, int]:
    """The image to be changed, by its parent. Users do not even learn that it is there.

    Raises UnknownOwner, UnknownImage, NoPermission (an admin whose credential only reads).
    """
    parent, number = await parent_of(request), _image_number(request)
    if not is_admin(request):
        raise UnknownImage(number)
    seen = await images_visible_to(request, parent)
    seen.image(number)
    if not may_write(request):
        raise NoPermission
    return parent, seen, number


def _image_number(request: AnyRequest) -> int:
    return number_of(segment(request, "image"))


HANDLERS = (index, show, new, create, update, destroy, overridden)
