"""BigCommerce's addresses: a product's images, listed, counted, shown, created, updated, deleted; and the store's."""

from collections.abc import Callable, Sequence

from litestar import Response, delete, get, post, put
from msgspec import UNSET

from web.dialects.bigcommerce import options
from web.dialects.bigcommerce.answers import answered, no_content, read
from web.dialects.bigcommerce.formats import Format, encode
from web.dialects.bigcommerce.intake import picture_from
from web.dialects.bigcommerce.locate import (
    COLLECTION,
    COUNT,
    MEMBER,
    STORE,
    STORE_COUNT,
    address_of,
    image_number,
    product_of,
)
from web.dialects.bigcommerce.paging import page_of, pages_asked_for
from web.dialects.bigcommerce.parse import ImageFields, sent
from web.dialects.bigcommerce.wire import THUMBNAIL, Count, of_gallery, of_store, path_of
from web.dialects.spec import AnyRequest, actor_of
from web.gallery.edits import (
    AddImage,
    AssignRoles,
    ChangeImage,
    Edit,
    MoveImage,
    Placement,
    RemoveImage,
    ReplacePicture,
)
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Gallery, Picture
from web.services.catalogue.lookup import count_product_images, gallery_of, product_images
from web.services.editing.write_path import edit_gallery


@get(STORE)
async def store_index(request: AnyRequest) -> Response[bytes]:
    page = page_of(request)
    images = await product_images(page.limit, page.offset)
    return answered(request, "images", [of_store(image) for image in images]) if images else no_content(request)


@get(STORE_COUNT)
async def store_count(request: AnyRequest) -> Response[bytes]:
    return answered(request, "result", Count(await count_product_images()))


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    page, owner = page_of(request), await product_of(request)

    async def make(format: Format) -> bytes:
        gallery = (await gallery_of(owner)).gallery
        images = page.of([gallery.images[number] for number in sorted(gallery.images)])
        listed = [of_gallery(gallery, image, owner.shop_id) for image in images]
        return encode("images", listed, format) if listed else b""

    return await read(request, owner, "list", page, make=make)


@get(COUNT)
async def count(request: AnyRequest) -> Response[bytes]:
    owner = await product_of(request)

    async def make(format: Format) -> bytes:
        return encode("result", Count(len((await gallery_of(owner)).gallery.images)), format)

    return await read(request, owner, "count", make=make)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    owner, number = await product_of(request), image_number(request)

    async def make(format: Format) -> bytes:
        gallery = (await gallery_of(owner)).gallery
        return encode("image", of_gallery(gallery, gallery.image(number), owner.shop_id), format)

    return await read(request, owner, "show", number, make=make)


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    owner = await product_of(request)
    if not owner.supports_images:
        raise ImagesNotSupported
    wanted = await sent(request, owner.shop_id)
    assert wanted.image_file is not UNSET  # noqa: S101 - for the type checker; `sent` asked
    edit = AddImage(
        picture=await picture_from(request, wanted.image_file),
        label="" if wanted.description is UNSET else wanted.description,
        position=0 if wanted.sort_order is UNSET else wanted.sort_order,
        roles=frozenset({THUMBNAIL} if wanted.is_thumbnail is True else ()),
    )
    edited = await edit_gallery(owner, [edit], actor_of(request, "bigcommerce"))
    image = edited.gallery.images[edited.added[0]]
    body = of_gallery(edited.gallery, image, owner.shop_id)
    return answered(request, "image", body, 201, {"Location": address_of(request, image)})


@put(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    owner, number = await product_of(request), image_number(request)
    image = (await gallery_of(owner)).gallery.image(number)
    wanted = await sent(request, owner.shop_id, image)
    picture = None
    if wanted.image_file is not UNSET and wanted.image_file != path_of(image.picture):
        picture = await picture_from(request, wanted.image_file)
    edits = _edits(number, wanted, picture)
    edited = await edit_gallery(owner, edits, actor_of(request, "bigcommerce"))
    return answered(request, "image", of_gallery(edited.gallery, edited.gallery.images[number], owner.shop_id))


@delete(COLLECTION, status_code=200)  # the answers say 204 themselves
async def destroy_all(request: AnyRequest) -> Response[bytes]:
    """Every image, or those of one page where the request names one."""
    page, owner = page_of(request), await product_of(request)

    def edits(gallery: Gallery) -> Sequence[Edit]:
        numbers = sorted(gallery.images)
        return [RemoveImage(image_id=number) for number in (page.of(numbers) if pages_asked_for(request) else numbers)]

    await edit_gallery(owner, edits, actor_of(request, "bigcommerce"))
    return no_content(request)


@delete(MEMBER, status_code=200)
async def destroy(request: AnyRequest) -> Response[bytes]:
    owner, number = await product_of(request), image_number(request)
    await edit_gallery(owner, [RemoveImage(image_id=number)], actor_of(request, "bigcommerce"))
    return no_content(request)


def _edits(number: int, wanted: ImageFields, picture: Picture | None) -> Callable[[Gallery], Sequence[Edit]]:
    """What to do, worked out on the gallery as it is then: an image keeps the roles that are not spoken of here."""

    def edits(gallery: Gallery) -> Sequence[Edit]:
        found: list[Edit] = []
        if picture is not None:
            found.append(ReplacePicture(image_id=number, picture=picture))
        if wanted.description is not UNSET:
            found.append(ChangeImage(image_id=number, label=wanted.description))
        if wanted.sort_order is not UNSET:
            found.append(MoveImage(image_id=number, position=wanted.sort_order, place=Placement.MAKE_ROOM))
        if wanted.is_thumbnail is not UNSET:
            others = gallery.roles_of(number) - {THUMBNAIL}
            found.append(AssignRoles(image_id=number, roles=others | ({THUMBNAIL} if wanted.is_thumbnail else set())))
        return found

    return edits


HANDLERS = (
    *options.HANDLERS,
    store_index,
    store_count,
    index,
    count,
    show,
    create,
    update,
    destroy_all,
    destroy,
)
