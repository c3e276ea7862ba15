"""Copying selected images to another product or collection, which is found by its name or number."""

import msgspec
from litestar import get

from web.admin.gallery.data import EditData, edit_data
from web.admin.gallery.entry_notices import copy_notice
from web.admin.gallery.opened import OpenGallery, addresses, open_gallery
from web.admin.shell.data import OwnerData, owner_data
from web.admin.shell.picture_sources import ResponsivePicture, square
from web.admin.shell.session import AdminRequest, by, uploader
from web.context import context_of
from web.gallery.errors import UnknownOwner
from web.gallery.owner import Kind, Owner
from web.http.pages.faces import wants_json, wants_part
from web.http.pages.forms import BadForm, Form
from web.http.pages.language import _
from web.http.pages.problems import Problem, problem_for
from web.http.pages.rendering import Answer, redirect_done, render, render_toast
from web.services.catalogue.browse import OwnerRow, Search, browse
from web.services.catalogue.lookup import find_owner
from web.services.editing.copying import copy_images
from web.services.insight.findings import facts_in

KINDS: dict[str, Kind] = {"product": "product", "standard": "standard", "super": "super"}
MAX_SHOWN = 8  # of those found


class CopyTarget(msgspec.Struct, frozen=True):
    value: str  # what a form says for it
    name: str
    sku: str
    picture: ResponsivePicture | None


class TargetData(msgspec.Struct, frozen=True, kw_only=True):
    """An owner to copy to. `to`: what the form says for it."""

    to: str
    name: str
    sku: str | None


class TargetsData(msgspec.Struct, frozen=True, kw_only=True):
    targets: tuple[TargetData, ...]


class CopiedData(msgspec.Struct, frozen=True, kw_only=True):
    """Where the images were copied to; the entry is undone there."""

    owner: OwnerData
    edit: EditData


class CopyPage(msgspec.Struct, frozen=True, kw_only=True):
    data: TargetsData
    targets: tuple[CopyTarget, ...]
    find: str
    address: str
    back: str
    several: str
    images: tuple[int, ...] = ()


@get(addresses("/targets"))
async def targets(request: AdminRequest) -> Answer:
    """Products and collections to copy to, while somebody types."""
    opened = await open_gallery(request)
    find = request.query_params.get("find", "").strip()
    return render(request, "gallery/_targets.html", _page(request, opened, find, await _search(opened, find)))


async def copy_answer(request: AdminRequest, opened: OpenGallery, form: Form, selected: set[int]) -> Answer:
    """Copy to the owner that is chosen, or the only one that was found; else show a page on which to choose."""
    find, chosen = form.text("find"), form.text("to")
    if not find and not chosen:
        raise BadForm(_("Write the name or SKU of the product to copy to."), "find")
    if not chosen:
        found = await _search(opened, find)
        if len(found) != 1:
            page = _page(request, opened, find, found, tuple(sorted(selected)))
            return render(request, "gallery/copying.html", page, problem=_not_one(request))
        chosen = f"{found[0].kind}/{found[0].shop_id}"
    to = await _target_owner(chosen)
    if to.id == opened.owner.id:
        raise BadForm(_("These images are there already. Choose another product."), "to")
    images = [image for image in opened.gallery.listed(opened.scope) if image.id in selected]
    edited = await copy_images(images, to, by(request), uploader(request))
    if wants_json(request):
        there = CopiedData(owner=owner_data(to), edit=edit_data(edited))
        return render(request, "", there, status=201)
    if not wants_part(request):
        return redirect_done(opened.address(), edited.entry)
    return render_toast(request, copy_notice(opened, to, len(images), edited.entry))


async def _search(opened: OpenGallery, find: str) -> list[OwnerRow]:
    """Search for owners with images; an exact SKU or name wins over the others."""
    if not find:
        return []
    found = [owner for owner, _coverage in (await browse(Search(text=find))).owners if owner.supports_images]
    others = [one for one in found if (one.kind, one.shop_id) != (opened.owner.kind, opened.owner.shop_id)]
    exact = [one for one in others if find.casefold() in {(one.sku or "").casefold(), one.name.casefold()}]
    return exact if len(exact) == 1 else others


async def _target_owner(chosen: str) -> Owner:
    """Find the owner by kind and id, as in `product/28`. Raises UnknownOwner."""
    kind, _slash, shop_id = chosen.partition("/")
    if kind not in KINDS:
        raise UnknownOwner
    return await find_owner(KINDS[kind], ("id", shop_id))


def _not_one(request: AdminRequest) -> Problem | None:
    """For a program, which cannot choose on a page."""
    if not wants_json(request):
        return None
    text = _("That is the name of none, or of several. Choose one of these.")
    return problem_for(BadForm(text, "find"), 422, _("That did not work"), text)


def _page(
    request: AdminRequest, opened: OpenGallery, find: str, found: list[OwnerRow], images: tuple[int, ...] = ()
) -> CopyPage:
    avif = context_of(request).settings.avif
    shown = found[:MAX_SHOWN]
    data = tuple(TargetData(to=f"{one.kind}/{one.shop_id}", name=one.name, sku=one.sku) for one in shown)
    return CopyPage(
        data=TargetsData(targets=data),
        targets=tuple(_target(one, avif) for one in shown),
        find=find,
        address=opened.address("/targets"),
        back=opened.address(),
        several=opened.address("/several"),
        images=images,
    )


def _target(one: OwnerRow, avif: bool) -> CopyTarget:
    picture = square(one.first, one.focus, facts_in(one.facts), avif) if one.first else None
    return CopyTarget(f"{one.kind}/{one.shop_id}", one.name, one.sku or "", picture)


HANDLERS = (targets,)
