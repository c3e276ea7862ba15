"""The preview: a gallery as shoppers of two stores see it, side by side, following every edit."""

from urllib.parse import urlencode

import msgspec
from litestar import get
from litestar.response import Template

from web.admin.browsing import Link
from web.admin.opened import Opened, addresses, open_gallery
from web.admin.preview_view import Difference, Side, differences, side_of
from web.admin.session import AdminRequest
from web.database.owners import variations
from web.gallery.errors import UnknownStore
from web.gallery.owner import Owner, Store
from web.house import house
from web.pages.forms import whole_number
from web.pages.language import _
from web.pages.rendering import render, wants_part
from web.services.findings import looked_at


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the address says: 0 is All stores."""

    left: int
    right: int
    image: int | None
    variation: int | None
    aloud: bool


class PreviewPage(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    gallery: str  # its address
    address: str  # this page's, as it is
    events: str
    revision: int
    asked: Asked
    sides: tuple[Side, Side]
    stores: tuple[tuple[int, str], ...]
    variations: tuple[Link, ...]
    aloud: Link
    differences: tuple[Difference, ...]


@get(addresses("/preview"))
async def preview(request: AdminRequest) -> Template:
    opened = await open_gallery(request)
    asked, home = _asked(request, opened), house(request)
    seen = await looked_at(list(opened.gallery.images.values()))
    urls = {image: _address(opened, asked, image=image) for image in opened.gallery.images}
    left, right = (
        side_of(
            opened.gallery,
            _store(opened, scope),
            seen,
            urls,
            chosen=asked.image,
            variation=asked.variation,
            avif=home.settings.avif,
        )
        for scope in (asked.left, asked.right)
    )
    page = PreviewPage(
        owner=opened.owner,
        gallery=opened.here,
        address=_address(opened, asked),
        events=f"{opened.here}/events",
        revision=opened.owner.revision,
        asked=asked,
        sides=(left, right),
        stores=((0, _("All stores")), *((store.id, store.name) for store in opened.stores)),
        variations=await _variations(opened, asked),
        aloud=Link(_("Read aloud"), _address(opened, asked, aloud=not asked.aloud), asked.aloud),
        differences=differences(left, right),
    )
    return render(request, "preview/_sides.html" if wants_part(request) else "preview/page.html", page)


def _asked(request: AdminRequest, opened: Opened) -> Asked:
    """Without a word about stores: the default one and the next. Raises UnknownStore."""
    query = request.query_params
    ids = [store.id for store in sorted(opened.stores, key=lambda store: not store.is_default)] or [0]
    return Asked(
        left=_scope(query.get("left", ""), opened, ids[0]),
        right=_scope(query.get("right", ""), opened, ids[1] if len(ids) > 1 else 0),
        image=whole_number(query.get("image", "")),
        variation=whole_number(query.get("variation", "")),
        aloud=query.get("aloud") == "yes",
    )


def _scope(text: str, opened: Opened, otherwise: int) -> int:
    if not text:
        return otherwise
    number = whole_number(text)
    if number is None or (number and all(store.id != number for store in opened.stores)):
        raise UnknownStore(text)
    return number


def _store(opened: Opened, scope: int) -> Store | None:
    return next((store for store in opened.stores if store.id == scope), None)


async def _variations(opened: Opened, asked: Asked) -> tuple[Link, ...]:
    found = await variations(opened.owner.id)
    if not found:
        return ()
    every = Link(_("All variations"), _address(opened, asked, variation=None), asked.variation is None)
    links = (Link(name, _address(opened, asked, variation=number), asked.variation == number) for number, name in found)
    return (every, *links)


def _address(opened: Opened, asked: Asked, **other: object) -> str:
    wanted = msgspec.structs.asdict(msgspec.structs.replace(asked, **other))
    wanted["aloud"] = "yes" if wanted["aloud"] else None
    return f"{opened.here}/preview?{urlencode({name: value for name, value in wanted.items() if value is not None})}"


HANDLERS = (preview,)
