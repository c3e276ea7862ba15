"""The preview: a gallery as shoppers of two stores see it, side by side, following every edit."""

import msgspec
from litestar import get

from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.home.products import FilterLink
from web.admin.preview.data import PreviewData, PreviewLinks, differences, side_data
from web.admin.preview.page import Difference, PreviewSide, in_words, side_of
from web.admin.shell.data import owner_data
from web.admin.shell.session import AdminRequest
from web.context import context_of
from web.gallery.errors import UnknownStore
from web.gallery.owner import Store
from web.http.pages.faces import wants_part
from web.http.pages.forms import whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Answer, render
from web.http.urls import with_query
from web.services.catalogue.lookup import variations_of
from web.services.insight.findings import with_facts


class PreviewRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Query of the address; store 0 is All stores."""

    left: int
    right: int
    image: int | None
    variation: int | None
    aloud: bool


class PreviewPage(msgspec.Struct, frozen=True, kw_only=True):
    data: PreviewData
    address: str  # this page's, as it is
    sides: tuple[PreviewSide, PreviewSide]
    stores: tuple[tuple[int, str], ...]
    variations: tuple[FilterLink, ...]
    aloud: FilterLink
    differences: tuple[Difference, ...]


@get(addresses("/preview"))
async def preview(request: AdminRequest) -> Answer:
    opened = await open_gallery(request)
    query = _query(request, opened)
    seen = await with_facts(list(opened.gallery.images.values()))
    urls = {image: _address(opened, query, image=image) for image in opened.gallery.images}
    data, avif = _data(opened, query), context_of(request).settings.avif
    left, right = (side_of(side, opened.gallery, seen, urls, avif) for side in (data.left, data.right))
    page = PreviewPage(
        data=data,
        address=_address(opened, query),
        sides=(left, right),
        stores=((0, _("All stores")), *((store.id, store.name) for store in opened.stores)),
        variations=await _variations(opened, query),
        aloud=FilterLink(_("Read aloud"), _address(opened, query, aloud=not query.aloud), query.aloud),
        differences=in_words(data.differences, left, right),
    )
    return render(request, "preview/_sides.html" if wants_part(request) else "preview/page.html", page)


def _data(opened: OpenGallery, query: PreviewRequest) -> PreviewData:
    left, right = (
        side_data(opened, _store(opened, scope), chosen=query.image, variation=query.variation)
        for scope in (query.left, query.right)
    )
    return PreviewData(
        owner=owner_data(opened.owner),
        revision=opened.owner.revision,
        variation=query.variation,
        left=left,
        right=right,
        differences=differences(left, right),
        links=PreviewLinks(events=f"{opened.here}/events"),
    )


def _query(request: AdminRequest, opened: OpenGallery) -> PreviewRequest:
    """Query of the address; stores are the default one and the next where it names none. Raises UnknownStore."""
    query = request.query_params
    ids = [store.id for store in sorted(opened.stores, key=lambda store: not store.is_default)] or [0]
    return PreviewRequest(
        left=_scope(query.get("left", ""), opened, ids[0]),
        right=_scope(query.get("right", ""), opened, ids[1] if len(ids) > 1 else 0),
        image=whole_number(query.get("image", "")),
        variation=whole_number(query.get("variation", "")),
        aloud=query.get("aloud") == "yes",
    )


def _scope(text: str, opened: OpenGallery, otherwise: int) -> int:
    if not text:
        return otherwise
    number = whole_number(text)
    if number is None or (number and all(store.id != number for store in opened.stores)):
        raise UnknownStore(text)
    return number


def _store(opened: OpenGallery, scope: int) -> Store | None:
    return next((store for store in opened.stores if store.id == scope), None)


async def _variations(opened: OpenGallery, query: PreviewRequest) -> tuple[FilterLink, ...]:
    found = await variations_of(opened.owner.id)
    if not found:
        return ()
    every = FilterLink(_("All variations"), _address(opened, query, variation=None), query.variation is None)
    links = (
        FilterLink(one.title, _address(opened, query, variation=one.id), query.variation == one.id) for one in found
    )
    return (every, *links)


def _address(opened: OpenGallery, query: PreviewRequest, **other: object) -> str:
    parameters = msgspec.structs.asdict(msgspec.structs.replace(query, **other))
    parameters["aloud"] = "yes" if parameters["aloud"] else None
    return with_query(f"{opened.here}/preview", **parameters)


HANDLERS = (preview,)
