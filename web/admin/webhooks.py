"""Webhooks: addresses that are told of changes, what was sent to them, and sending it again."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec.structs import replace

from web.admin.session import HOME, AdminRequest
from web.clock import now
from web.database import webhooks
from web.database.webhooks import Message, Webhook
from web.gallery.kinds import KINDS
from web.house import house
from web.pages.forms import BadForm, text, texts
from web.pages.language import _, gettext
from web.pages.notices import gone_back, notice_of
from web.pages.rendering import render
from web.services.webhooks import TRIAL, new_secret
from web.storage.posting import NotPosted

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
async def webhooks_page(request: AdminRequest) -> Template:
    words = {"removed": _("Removed. Nothing is sent there any more.")}
    page = WebhooksPage(webhooks=tuple(await webhooks.listing()))
    return render(request, "webhooks/page.html", page, notice=notice_of(request, words))


@post("/webhooks", for_admins=True, status_code=200)
async def add(request: AdminRequest) -> Template:
    form = await request.form()
    url, kinds = text(form, "url"), [kind for kind in texts(form, "kinds") if kind in KINDS]
    try:
        await house(request).poster.check(url)
    except NotPosted:
        trouble = _("That address cannot be used. It has to be an http or https address that the internet can reach.")
        page = WebhooksPage(webhooks=tuple(await webhooks.listing()), trouble=trouble, typed=url)
        return render(request, "webhooks/page.html", page, status=422)
    secret = new_secret()
    every = len(kinds) == len(KINDS)
    await webhooks.add(url, house(request).sealer.seal(secret), () if every else kinds, now())
    page = WebhooksPage(webhooks=tuple(await webhooks.listing()), secret=secret)
    return render(request, "webhooks/page.html", page)


@get("/webhooks/{number:int}", for_admins=True)
async def webhook_page(request: AdminRequest, number: FromPath[int]) -> Template:
    webhook = await _webhook(number)
    words = {
        "sent": _("It is sent within a second or two. Reload to see what came of it."),
        "on": _("Switched on."),
        "off": _("Switched off. Nothing is sent there until it is switched on again."),
    }
    messages = tuple(_translated(one) for one in await webhooks.latest(number, LATEST))
    page = WebhookPage(webhook=webhook, messages=messages)
    return render(request, "webhooks/one.html", page, notice=notice_of(request, words))


def _translated(message: Message) -> Message:
    return replace(message, said=gettext(message.said)) if message.said else message


@post("/webhooks/{number:int}", for_admins=True)
async def change(request: AdminRequest, number: FromPath[int]) -> Redirect:
    webhook = await _webhook(number)
    match text(await request.form(), "do"):
        case "try":
            await webhooks.try_out(webhook.id, TRIAL, now())
            return gone_back(f"{HERE}/{number}", "sent")
        case "on" | "off" as way:
            await webhooks.switch(webhook.id, way == "on")
            return gone_back(f"{HERE}/{number}", way)
        case "remove":
            await webhooks.remove(webhook.id)
            return gone_back(HERE, "removed")
    raise BadForm(_("The button that was pressed is not one of ours."))


@post("/webhooks/{number:int}/messages/{message:int}/again", for_admins=True)
async def send_again(number: FromPath[int], message: FromPath[int]) -> Redirect:
    if not await webhooks.send_again(number, message, now()):
        raise NotFoundException
    return gone_back(f"{HERE}/{number}", "sent")


async def _webhook(number: int) -> Webhook:
    webhook = await webhooks.by_id(number)
    if webhook is None:
        raise NotFoundException
    return webhook


HANDLERS = (webhooks_page, add, webhook_page, change, send_again)
