"""Magento's addresses: a product's images and one of them, globally or at a store; read, added, changed, taken out."""

from litestar import Response, delete, get, post, put

from web.context import base_url
from web.dialects.answers import cached_response
from web.dialects.magento.edits import added, changed, known
from web.dialects.magento.formats import MEDIA_TYPES, format_of, written
from web.dialects.magento.intake import new_picture, other_picture
from web.dialects.magento.locate import Location, gallery_at, image_number, locate
from web.dialects.magento.parse import params_of
from web.dialects.magento.wire import MEMBERS, items, one
from web.dialects.spec import AnyRequest, actor_of, public_request_of
from web.gallery.edits import RemoveImage
from web.services.editing.write_path import edit_gallery

COLLECTION = ["/products/{product:str}/images", "/stores/{store:str}/products/{product:str}/images"]
MEMBER = ["/products/{product:str}/images/{image:str}", "/products/{product:str}/images/{image:str}/store/{store:str}"]

DONE = "text/html"  # an empty answer is neither XML nor JSON, and clients that try to parse it fail
VARY = {"Vary": "Accept, Authorization"}


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    place = await locate(request)
    return await _read(request, place, None)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    place = await locate(request)
    return await _read(request, place, image_number(request))


async def _read(request: AnyRequest, place: Location, number: int | None) -> Response[bytes]:
    """One image, or all of them for None."""
    format_, wanted, base = format_of(request), _wanted(request, place), base_url(request)

    async def make() -> bytes:
        gallery = await gallery_at(place)
        if number is None:
            return written(items(gallery, place, base, wanted), format_)
        return written(one(number, gallery, place, base, wanted), format_)

    facts = ("magento", number, format_, place.store, place.sees_all, wanted)
    return await cached_response(request, place.owner, *facts, make=make, media_type=MEDIA_TYPES[format_], headers=VARY)


def _wanted(request: AnyRequest, place: Location) -> tuple[str, ...]:
    """`attrs=id,label` or `attrs[]=id&attrs[]=label`: those of the caller's members that are named."""
    readable = MEMBERS if place.sees_all else tuple(name for name in MEMBERS if name != "exclude")
    texts = [text for name, text in request.query_params.multi_items() if name == "attrs" or name.startswith("attrs[")]
    named = {name.strip() for text in texts for name in text.split(",")}
    return tuple(name for name in readable if name in named) if texts else readable


@post(COLLECTION, status_code=200)
async def create(request: AnyRequest) -> Response[bytes]:
    params = await params_of(request, creating=True)
    picture = await new_picture(request, params)
    place = await locate(request)
    await gallery_at(place)
    edited = await edit_gallery(place.owner, added(params, picture, place), actor_of(request, "magento"))
    product = [part for part in public_request_of(request).path.split("/") if part][3]  # as written there, be it a SKU
    return _done({"Location": f"/api/rest/products/{product}/images/{edited.added[0]}"})


@put(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    params = await params_of(request)
    place, number = await locate(request), image_number(request)
    present = known(await gallery_at(place), number, place).picture
    picture = await other_picture(request, params, present)
    await edit_gallery(place.owner, changed(params, number, picture, place), actor_of(request, "magento"))
    return _done()


@delete(MEMBER, status_code=200)
async def destroy(request: AnyRequest) -> Response[bytes]:
    place, number = await locate(request), image_number(request)
    known(await gallery_at(place), number, place)
    edits = [RemoveImage(image_id=number, store=place.store)]
    await edit_gallery(place.owner, edits, actor_of(request, "magento"))
    return _done()


def _done(headers: dict[str, str] | None = None) -> Response[bytes]:
    return Response(b"", media_type=DONE, headers={"Cache-Control": "no-store", **(headers or {})})


HANDLERS = (index, show, create, update, destroy)
