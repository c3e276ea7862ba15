"""The first page: products and collections, searched, filtered and sorted; the state is in the address."""

import msgspec
from litestar import get

from web.admin.home.data import ListedOwnerData, OwnersData, SearchData, owners_data
from web.admin.shell.owners import kinds
from web.admin.shell.picture_sources import ResponsivePicture, square
from web.admin.shell.session import HOME, AdminRequest
from web.context import context_of
from web.gallery.owner import Store
from web.http.pages.faces import wants_part
from web.http.pages.language import _
from web.http.pages.rendering import Answer, render
from web.http.urls import whole, with_query
from web.services.catalogue import stores
from web.services.catalogue.browse import KINDS, MISSING_FILTERS, OwnerRow, Search, SearchPage, browse
from web.services.insight.findings import facts_in


class FilterLink(msgspec.Struct, frozen=True):
    name: str
    url: str
    current: bool = False


class ProductRow(msgspec.Struct, frozen=True, kw_only=True):
    owner: ListedOwnerData
    kind: str
    picture: ResponsivePicture | None


class ProductsPage(msgspec.Struct, frozen=True, kw_only=True):
    data: OwnersData
    tabs: tuple[FilterLink, ...]
    filters: tuple[FilterLink, ...]
    orders: tuple[FilterLink, ...]
    rows: tuple[ProductRow, ...]
    stores: dict[int, Store]  # those in `coverage`, by id
    narrowed: bool  # an empty list says nothing about the shop then
    everything: str  # the same list without search and filter


@get("/")
async def browsing(request: AdminRequest) -> Answer:
    shown = await stores.in_order()
    search = _search(request, shown)
    found = await browse(search)
    name = "home/_results.html" if wants_part(request) else "home/page.html"
    return render(request, name, _page(search, found, shown, context_of(request).settings.avif))


def _search(request: AdminRequest, shown: tuple[Store, ...]) -> Search:
    """The search in the address; unknown values count as absent."""
    query = request.query_params
    kind = query.get("kind", "")
    lacking, __, store = query.get("lacks", "").partition("-")
    number = whole(store, 15) or 0
    known = lacking in MISSING_FILTERS and (lacking != "label" or any(one.id == number for one in shown))
    return Search(
        text=query.get("q", "").replace("\0", "").strip(),
        kind=kind if kind in KINDS else "",
        lacking=lacking if known else "",
        store=number if known and lacking == "label" else 0,
        order="changed" if query.get("sort") == "changed" else "name",
        after=whole(query.get("after", ""), 15) or None,
        before=whole(query.get("before", ""), 15) or None,
    )


def _page(search: Search, found: SearchPage, shown: tuple[Store, ...], avif: bool) -> ProductsPage:
    data = _data(search, found)
    rows = zip(data.owners, (owner for owner, _coverage in found.owners), strict=True)
    return ProductsPage(
        data=data,
        tabs=_tabs(search),
        filters=_filters(search, shown),
        orders=(
            FilterLink(_("By name"), _address(search, order="name"), search.order == "name"),
            FilterLink(_("Latest change first"), _address(search, order="changed"), search.order == "changed"),
        ),
        rows=tuple(ProductRow(owner=one, kind=kinds()[one.kind], picture=_picture(row, avif)) for one, row in rows),
        stores={one.store.id: one.store for _owner, coverage in found.owners for one in coverage},
        narrowed=bool(search.kind or search.lacking or search.after or search.before),
        everything=_address(Search()),
    )


def _data(search: Search, found: SearchPage) -> OwnersData:
    return owners_data(
        SearchData(q=search.text, kind=search.kind, lacks=_lacks(search.lacking, search.store), sort=search.order),
        found,
        previous=_address(search, before=found.before) if found.before else None,
        next=_address(search, after=found.after) if found.after else None,
    )


def _tabs(search: Search) -> tuple[FilterLink, ...]:
    names = {"": _("Everything"), "products": _("Products"), "collections": _("Collections")}
    return tuple(FilterLink(name, _address(search, kind=kind), search.kind == kind) for kind, name in names.items())


def _filters(search: Search, shown: tuple[Store, ...]) -> tuple[FilterLink, ...]:
    names = [
        ("", 0, _("All of them")),
        ("images", 0, _("Without images")),
        *(("label", store.id, _("Texts missing: %(store)s", store=store.name)) for store in shown),
        ("notes", 0, _("Pictures to look at")),
        ("hidden", 0, _("Hidden in the shop")),
    ]
    return tuple(
        FilterLink(name, _lacks(lacking, store), (search.lacking, search.store) == (lacking, store))
        for lacking, store, name in names
    )


def _picture(owner: OwnerRow, avif: bool) -> ResponsivePicture | None:
    return square(owner.first, owner.focus, facts_in(owner.facts), avif) if owner.first else None


def _lacks(lacking: str, store: int) -> str:
    return f"{lacking}-{store}" if store else lacking


def _address(search: Search, **other: object) -> str:
    """Address of a search: its first page, unless `after` or `before` says otherwise."""
    linked = msgspec.structs.replace(search, **{"after": None, "before": None, **other})
    return with_query(
        HOME,
        q=linked.text,
        kind=linked.kind,
        lacks=_lacks(linked.lacking, linked.store),
        sort=linked.order if linked.order != "name" else "",
        after=linked.after,
        before=linked.before,
    )


HANDLERS = (browsing,)
