"""Webhooks: their addresses, the log of messages, and sending one again."""

from functools import partial

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from web.admin.settings.data import WebhookLogData, WebhooksData, message_data, webhook_data
from web.admin.shell.session import HOME, AdminRequest
from web.context import context_of
from web.gallery.changes import KINDS
from web.http.pages.faces import wants_json
from web.http.pages.forms import BadForm, Form, form_of, whole_number
from web.http.pages.language import _, gettext
from web.http.pages.problems import Problem, problem_for
from web.http.pages.rendering import Answer, answer_done, flash_notice, render
from web.http.urls import with_query
from web.outbound.post import NotPosted
from web.services.webhooks import subscriptions
from web.services.webhooks.subscriptions import Webhook

HERE = f"{HOME}webhooks"
PER_PAGE = 50  # messages of the log


class UnfitAddress(Exception):
    """Nothing could be posted to the address."""

    field = "url"


class WebhooksPage(msgspec.Struct, frozen=True, kw_only=True):
    data: WebhooksData
    typed: str = ""


class WebhookPage(msgspec.Struct, frozen=True, kw_only=True):
    data: WebhookLogData
    outcomes: dict[int, str]  # of the messages that were tried
    before: int | None  # the message that these are older than


@get("/webhooks", for_admins=True)
async def webhooks_page(request: AdminRequest) -> Answer:
    messages = {"removed": _("Removed. Nothing is sent there any more.")}
    return render(request, "settings/webhooks.html", await _webhooks_page(), notice=flash_notice(request, messages))


@post("/webhooks", for_admins=True, status_code=200)
async def add(request: AdminRequest) -> Answer:
    form = await form_of(request)
    form.require("url")
    url, kinds = form.text("url"), _kinds(form)
    try:
        await context_of(request).poster.check(url)
    except NotPosted:
        return render(request, "settings/webhooks.html", await _webhooks_page(typed=url), problem=_unfit_address())
    number, secret = await subscriptions.add(url, kinds, context_of(request).secret_box.seal)
    page, status = await _webhooks_page(added=number, secret=secret), 201 if wants_json(request) else 200
    return render(request, "settings/webhooks.html", page, status=status)


def _kinds(form: Form) -> list[str]:
    """Raises BadForm: a kind that is not known must not make it all of them."""
    kinds = form.texts("kinds")
    unknown = next((kind for kind in kinds if kind not in KINDS), None)
    if unknown is not None:
        raise BadForm(_("There are no changes of the kind “%(kind)s”.", kind=unknown), "kinds")
    return kinds


def _unfit_address() -> Problem:
    detail = _("That address cannot be used. It has to be an http or https address that the internet can reach.")
    return problem_for(UnfitAddress(), 422, _("That did not work"), detail)


async def _webhooks_page(typed: str = "", added: int | None = None, secret: str | None = None) -> WebhooksPage:
    webhooks = tuple(webhook_data(one) for one in await subscriptions.listing())
    return WebhooksPage(data=WebhooksData(webhooks=webhooks, kinds=KINDS, added=added, secret=secret), typed=typed)


@get("/webhooks/{number:int}", for_admins=True)
async def webhook_page(request: AdminRequest, number: FromPath[int]) -> Answer:
    notices = {
        "sent": _("It is sent within a second or two. Reload to see what came of it."),
        "on": _("Switched on."),
        "off": _("Switched off. Nothing is sent there until it is switched on again."),
    }
    page = await _webhook_page(request, number)
    return render(request, "settings/webhook.html", page, notice=flash_notice(request, notices))


async def _webhook_page(request: AdminRequest, number: int) -> WebhookPage:
    webhook, before = webhook_data(await _webhook(number)), _before(request)
    found = await subscriptions.latest(number, PER_PAGE + 1, before)
    messages = found[:PER_PAGE]
    older = with_query(webhook.log, before=messages[-1].id) if len(found) > PER_PAGE else None
    data = WebhookLogData(webhook=webhook, messages=tuple(message_data(one) for one in messages), next=older)
    outcomes = {one.id: gettext(one.outcome) for one in messages if one.outcome}
    return WebhookPage(data=data, outcomes=outcomes, before=before)


def _before(request: AdminRequest) -> int | None:
    return whole_number(request.query_params.get("before", ""))


@post("/webhooks/{number:int}", for_admins=True, status_code=200)
async def change(request: AdminRequest, number: FromPath[int]) -> Answer:
    webhook = await _webhook(number)
    match (await form_of(request)).text("do"):
        case "try":
            await subscriptions.try_out(webhook.id)
            return await _log_answer(request, number, "sent")
        case "on" | "off" as way:
            await subscriptions.switch(webhook.id, way == "on")
            return await _log_answer(request, number, way)
        case "remove":
            await subscriptions.remove(webhook.id)
            return await answer_done(request, HERE, "removed", _webhooks_page)
    raise BadForm(_("The button that was pressed is not one of ours."), "do")


@post("/webhooks/{number:int}/messages/{message:int}/again", for_admins=True, status_code=200)
async def send_again(request: AdminRequest, number: FromPath[int], message: FromPath[int]) -> Answer:
    if not await subscriptions.send_again(number, message):
        raise NotFoundException
    return await _log_answer(request, number, "sent")


async def _log_answer(request: AdminRequest, number: int, done: str) -> Answer:
    """Lead back to the part of the log that the form was in."""
    address = with_query(f"{HERE}/{number}", before=_before(request))
    return await answer_done(request, address, done, partial(_webhook_page, request, number))


async def _webhook(number: int) -> Webhook:
    webhook = await subscriptions.by_id(number)
    if webhook is None:
        raise NotFoundException
    return webhook


HANDLERS = (webhooks_page, add, webhook_page, change, send_again)
