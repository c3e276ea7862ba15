"""The stores of the shop: their order, their languages, the default one."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from web.admin.shell.session import HOME, AdminRequest
from web.gallery.owner import Store
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, flash_notice, redirect_done, render
from web.services.catalogue import stores
from web.services.catalogue.stores import BadLocale

HERE = f"{HOME}stores"


class StoresPage(msgspec.Struct, frozen=True, kw_only=True):
    stores: tuple[Store, ...]


@get("/stores", for_admins=True)
async def stores_page(request: AdminRequest) -> Answer:
    messages = {"saved": _("Saved."), "moved": _("The order is changed.")}
    page = StoresPage(stores=await stores.in_order())
    return render(request, "settings/stores.html", page, notice=flash_notice(request, messages))


@post("/stores/{number:int}", for_admins=True)
async def change_store(request: AdminRequest, number: FromPath[int]) -> Redirect:
    form = await form_of(request)
    store = next((one for one in await stores.in_order() if one.id == number), None)
    if store is None:
        raise NotFoundException
    match form.text("do"):
        case "up" | "down" as way:
            await stores.move(store, -1 if way == "up" else 1)
            return redirect_done(HERE, "moved")
        case "default":
            await stores.make_default(store)
        case "save":
            await _rename(store, form.text("locale"))
        case _:
            raise BadForm(_("The button that was pressed is not one of ours."))
    return redirect_done(HERE, "saved")


async def _rename(store: Store, locale: str) -> None:
    try:
        await stores.set_locale(store, locale)
    except BadLocale as error:
        raise BadForm(_("“%(code)s” is no language code. Write one such as en, de-CH or fr.", code=locale)) from error


HANDLERS = (stores_page, change_store)
