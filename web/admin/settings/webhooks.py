"""Webhooks: their addresses, the log of messages, and sending one again."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect
from msgspec.structs import replace

from web.admin.shell.session import HOME, AdminRequest
from web.context import context_of
from web.gallery.changes import KINDS
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import _, gettext
from web.http.pages.rendering import Answer, flash_notice, redirect_done, render
from web.outbound.post import NotPosted
from web.services.webhooks import subscriptions
from web.services.webhooks.subscriptions import Message, Webhook

HERE = f"{HOME}webhooks"
LATEST = 50  # messages that the log shows


class WebhooksPage(msgspec.Struct, frozen=True, kw_only=True):
    webhooks: tuple[Webhook, ...]
    kinds: tuple[str, ...] = KINDS
    trouble: str = ""
    typed: str = ""
    secret: str = ""  # of the one that was just made


class WebhookPage(msgspec.Struct, frozen=True, kw_only=True):
    webhook: Webhook
    messages: tuple[Message, ...]


@get("/webhooks", for_admins=True)
async def webhooks_page(request: AdminRequest) -> Answer:
    messages = {"removed": _("Removed. Nothing is sent there any more.")}
    page = WebhooksPage(webhooks=tuple(await subscriptions.listing()))
    return render(request, "settings/webhooks.html", page, notice=flash_notice(request, messages))


@post("/webhooks", for_admins=True, status_code=200)
async def add(request: AdminRequest) -> Answer:
    form = await form_of(request)
    url, kinds = form.text("url"), [kind for kind in form.texts("kinds") if kind in KINDS]
    try:
        await context_of(request).poster.check(url)
    except NotPosted:
        trouble = _("That address cannot be used. It has to be an http or https address that the internet can reach.")
        page = WebhooksPage(webhooks=tuple(await subscriptions.listing()), trouble=trouble, typed=url)
        return render(request, "settings/webhooks.html", page, status=422)
    secret = await subscriptions.add(url, kinds, context_of(request).secret_box.seal)
    page = WebhooksPage(webhooks=tuple(await subscriptions.listing()), secret=secret)
    return render(request, "settings/webhooks.html", page)


@get("/webhooks/{number:int}", for_admins=True)
async def webhook_page(request: AdminRequest, number: FromPath[int]) -> Answer:
    webhook = await _webhook(number)
    notices = {
        "sent": _("It is sent within a second or two. Reload to see what came of it."),
        "on": _("Switched on."),
        "off": _("Switched off. Nothing is sent there until it is switched on again."),
    }
    messages = tuple(_translated(one) for one in await subscriptions.latest(number, LATEST))
    page = WebhookPage(webhook=webhook, messages=messages)
    return render(request, "settings/webhook.html", page, notice=flash_notice(request, notices))


def _translated(message: Message) -> Message:
    return replace(message, outcome=gettext(message.outcome)) if message.outcome else message


@post("/webhooks/{number:int}", for_admins=True)
async def change(request: AdminRequest, number: FromPath[int]) -> Redirect:
    webhook = await _webhook(number)
    match (await form_of(request)).text("do"):
        case "try":
            await subscriptions.try_out(webhook.id)
            return redirect_done(f"{HERE}/{number}", "sent")
        case "on" | "off" as way:
            await subscriptions.switch(webhook.id, way == "on")
            return redirect_done(f"{HERE}/{number}", way)
        case "remove":
            await subscriptions.remove(webhook.id)
            return redirect_done(HERE, "removed")
    raise BadForm(_("The button that was pressed is not one of ours."))


@post("/webhooks/{number:int}/messages/{message:int}/again", for_admins=True)
async def send_again(number: FromPath[int], message: FromPath[int]) -> Redirect:
    if not await subscriptions.send_again(number, message):
        raise NotFoundException
    return redirect_done(f"{HERE}/{number}", "sent")


async def _webhook(number: int) -> Webhook:
    webhook = await subscriptions.by_id(number)
    if webhook is None:
        raise NotFoundException
    return webhook


HANDLERS = (webhooks_page, add, webhook_page, change, send_again)
