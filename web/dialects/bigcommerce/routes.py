"""BigCommerce's addresses: a product's images, listed, counted, shown, created, updated, deleted; and the store's."""

from litestar import Response, delete, get, post, put

from web.context import AnyRequest, base_url, context_of
from web.dialects.bigcommerce import options
from web.dialects.bigcommerce.answers import Format, answer, cached_answer, encode, no_content
from web.dialects.bigcommerce.edits import additions, changes
from web.dialects.bigcommerce.intake import read_changed_picture, read_new_picture
from web.dialects.bigcommerce.locate import (
    COLLECTION,
    COUNT,
    MEMBER,
    STORE,
    STORE_COUNT,
    address_of,
    locate,
)
from web.dialects.bigcommerce.paging import has_page, read_page
from web.dialects.bigcommerce.parse import read_changed_image, read_new_image
from web.dialects.bigcommerce.wire import Count, image_object, store_image_object
from web.dialects.paging import PagedList, ids_sorted, walker
from web.dialects.requests import actor_of
from web.gallery.edits import Edit, RemoveImage
from web.gallery.errors import ImagesNotSupported
from web.gallery.model import Gallery
from web.services.catalogue.lookup import count_product_images, gallery_of, product_images
from web.services.editing.write_path import edit_gallery


@get(STORE)
async def store_index(request: AnyRequest) -> Response[bytes]:
    page, walks = read_page(request), context_of(request).list_walks
    walk = ("bigcommerce store", walker(request))
    images = await product_images(page.limit, page.offset, await walks.last_met(walk, page.offset, page.limit))
    await walks.keep_last(walk, page.offset, page.limit, [image.id for image in images])
    return answer(request, "images", [store_image_object(image) for image in images]) if images else no_content(request)


@get(STORE_COUNT)
async def store_count(request: AnyRequest) -> Response[bytes]:
    return answer(request, "result", Count(await count_product_images()))


@get(COLLECTION)
async def index(request: AnyRequest) -> Response[bytes]:
    page, at = read_page(request), await locate(request)
    listed = PagedList(request, at.owner)
    ids = (await listed.page(page.offset, page.limit, ids_sorted)).ids

    async def make(format: Format) -> bytes:
        gallery, base = await listed.gallery(), base_url(request)
        images = [gallery.images[number] for number in ids if number in gallery.images]
        objects = [image_object(image, gallery, at, base) for image in images]
        return encode("images", objects, format) if objects else b""

    return await cached_answer(request, at.owner, "list", ids, make=make)


@get(COUNT)
async def count(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)

    async def make(format: Format) -> bytes:
        return encode("result", Count(len((await gallery_of(at.owner)).gallery.images)), format)

    return await cached_answer(request, at.owner, "count", make=make)


@get(MEMBER)
async def show(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)

    async def make(format: Format) -> bytes:
        gallery = (await gallery_of(at.owner)).gallery
        return encode("image", image_object(gallery.image(at.image), gallery, at, base_url(request)), format)

    return await cached_answer(request, at.owner, "show", at.image, make=make)


@post(COLLECTION)
async def create(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    if not at.owner.supports_images:
        raise ImagesNotSupported
    fields = await read_new_image(request)
    picture = await read_new_picture(request, fields)
    edited = await edit_gallery(at.owner, lambda gallery: additions(gallery, at, fields, picture), actor_of(request))
    number = edited.added[0]
    body = image_object(edited.gallery.image(number), edited.gallery, at, base_url(request))
    return answer(request, "image", body, 201, {"Location": address_of(request, number)})


@put(MEMBER)
async def update(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    image = (await gallery_of(at.owner)).gallery.image(at.image)
    fields = await read_changed_image(request, image)
    picture = await read_changed_picture(request, fields, image.picture)
    edited = await edit_gallery(at.owner, lambda gallery: changes(gallery, at, fields, picture), actor_of(request))
    body = image_object(edited.gallery.image(at.image), edited.gallery, at, base_url(request))
    return answer(request, "image", body)


@delete(COLLECTION, status_code=200)  # the answers set 204 themselves
async def destroy_all(request: AnyRequest) -> Response[bytes]:
    """Delete all images, or those of one page where the request names one."""
    page, at = read_page(request), await locate(request)

    def removals(gallery: Gallery) -> list[Edit]:
        numbers = sorted(gallery.images)
        return [RemoveImage(image_id=number) for number in (page.of(numbers) if has_page(request) else numbers)]

    await edit_gallery(at.owner, removals, actor_of(request))
    return no_content(request)


@delete(MEMBER, status_code=200)
async def destroy(request: AnyRequest) -> Response[bytes]:
    at = await locate(request)
    await edit_gallery(at.owner, [RemoveImage(image_id=at.image)], actor_of(request))
    return no_content(request)


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
