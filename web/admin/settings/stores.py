"""The stores of the shop: their order, their languages, the default one."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from web.admin.settings.data import StoresData
from web.admin.shell.data import store_data
from web.admin.shell.session import HOME, AdminRequest
from web.gallery.owner import Store
from web.http.pages.forms import BadForm, Form, form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, answer_done, flash_notice, render
from web.services.catalogue import stores
from web.services.catalogue.stores import BadLocale

HERE = f"{HOME}stores"


class StoresPage(msgspec.Struct, frozen=True, kw_only=True):
    data: StoresData


@get("/stores", for_admins=True)
async def stores_page(request: AdminRequest) -> Answer:
    messages = {"saved": _("Saved."), "moved": _("The order is changed.")}
    return render(request, "settings/stores.html", await _page(), notice=flash_notice(request, messages))


@post("/stores/{number:int}", for_admins=True, status_code=200)
async def change_store(request: AdminRequest, number: FromPath[int]) -> Answer:
    form = await form_of(request)
    store = next((one for one in await stores.in_order() if one.id == number), None)
    if store is None:
        raise NotFoundException
    return await answer_done(request, HERE, await _change(store, form), _page)


async def _change(store: Store, form: Form) -> str:
    """Returns the code of the message. Raises BadForm."""
    match form.text("do"):
        case "up" | "down" as way:
            await stores.move(store, -1 if way == "up" else 1)
            return "moved"
        case "default":
            await stores.make_default(store)
        case "save":
            form.require("locale")
            await _set_locale(store, form.text("locale"))
        case _:
            raise BadForm(_("The button that was pressed is not one of ours."), "do")
    return "saved"


async def _set_locale(store: Store, locale: str) -> None:
    try:
        await stores.set_locale(store, locale)
    except BadLocale as error:
        text = _("“%(code)s” is no language code. Write one such as en, de-CH or fr.", code=locale)
        raise BadForm(text, "locale") from error


async def _page() -> StoresPage:
    return StoresPage(data=StoresData(stores=tuple(store_data(one) for one in await stores.in_order())))


HANDLERS = (stores_page, change_store)
