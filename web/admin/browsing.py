"""The first page: products and collections, searched, a page at a time; the state is in the address."""

from urllib.parse import urlencode

import msgspec
from litestar import get
from litestar.response import Template

from web.admin.pictures import Shown, shown
from web.admin.session import HOME, AdminRequest
from web.numbers import whole
from web.pages.rendering import render, wants_part
from web.services.browsing import Found, Labelled, Listed, Search, browse

KINDS = {"product": "Product", "standard": "Collection", "super": "Super collection"}
TABS = (
    ("Everything", "", False),
    ("Products", "products", False),
    ("Collections", "collections", False),
    ("Without images", "", True),
)


class Link(msgspec.Struct, frozen=True):
    name: str
    url: str
    current: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    url: str
    name: str
    kind: str
    sku: str | None
    slug: str
    images: int
    picture: Shown | None
    visible: bool
    supports_images: bool
    coverage: tuple[Labelled, ...]


class BrowsingPage(msgspec.Struct, frozen=True, kw_only=True):
    search: Search
    tabs: tuple[Link, ...]
    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    previous: str | None
    next: str | None


@get("/")
async def browsing(request: AdminRequest) -> Template:
    search = _search(request)
    found = await browse(search)
    name = "browsing/_results.html" if wants_part(request) else "browsing/page.html"
    return render(request, name, _page(search, found))


def _search(request: AdminRequest) -> Search:
    asked = request.query_params
    number = whole(asked.get("page", "1"), 8)
    return Search(
        text=asked.get("q", "").replace("\0", "").strip(),
        kind=asked.get("kind", ""),
        without_images=asked.get("without") == "images",
        page=number if number is not None else 1,
    )


def _page(search: Search, found: Found) -> BrowsingPage:
    return BrowsingPage(
        search=search,
        tabs=tuple(_tab(search, *tab) for tab in TABS),
        rows=tuple(_row(owner, coverage) for owner, coverage in found.owners),
        total=found.total,
        number=found.page,
        pages=found.pages,
        previous=_address(search, page=found.page - 1) if found.page > 1 else None,
        next=_address(search, page=found.page + 1) if found.page < found.pages else None,
    )


def _tab(search: Search, name: str, kind: str, without_images: bool) -> Link:
    current = (search.kind, search.without_images) == (kind, without_images)
    return Link(name, _address(search, kind=kind, without_images=without_images, page=1), current)


def _row(owner: Listed, coverage: tuple[Labelled, ...]) -> Row:
    return Row(
        url=address_of(owner.kind, owner.shop_id),
        name=owner.name,
        kind=KINDS[owner.kind],
        sku=owner.sku,
        slug=owner.slug,
        images=owner.images,
        picture=shown(owner.first, largest=320) if owner.first else None,
        visible=owner.visible,
        supports_images=owner.supports_images,
        coverage=coverage,
    )


def address_of(kind: str, shop_id: int) -> str:
    return f"{HOME}products/{shop_id}" if kind == "product" else f"{HOME}collections/{kind}/{shop_id}"


def _address(search: Search, **other: object) -> str:
    wanted = msgspec.structs.replace(search, **other)
    query = {
        "q": wanted.text,
        "kind": wanted.kind,
        "without": "images" if wanted.without_images else "",
        "page": wanted.page if wanted.page > 1 else "",
    }
    given = {name: value for name, value in query.items() if value}
    return f"{HOME}?{urlencode(given)}" if given else HOME


HANDLERS = (browsing,)
