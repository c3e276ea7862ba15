"""The addresses of people, credentials, stores, webhooks and health for `/openapi.json`."""

from web.admin.settings import openapi_examples as examples
from web.admin.shell.openapi_parts import (
    BODY,
    FLAG,
    IDEMPOTENCY_KEY,
    MISSING,
    NUMBER,
    READING,
    TEXT,
    Answers,
    Schema,
    data,
    fields,
    form,
    intention,
    one_of,
    problem,
)
from web.gallery.changes import KINDS
from web.http.operations import Operation, Parameter

WRITE: Answers = {
    **READING,
    400: BODY[400],
    **problem(409, "Still under way, or cut short", "key-busy", "Ask again in a moment."),
    413: BODY[413],
    507: BODY[507],
    **problem(422, "The Idempotency-Key came with something else before", "key-used", "Make up a new one."),
}
CHANGE: Answers = {**MISSING, **WRITE}
KEY_USED = "or the Idempotency-Key came with something else before"
REFUSED = problem(422, f"Refused, {KEY_USED}", "password-too-short", "A password needs at least 8 characters.")
UNFIT = problem(422, f"It cannot be reached, {KEY_USED}", "unfit-address", "That address cannot be used.")

REVOKED = Parameter("revoked", "Present, even without a value: those that were revoked, too.", {"type": "string"})
BEFORE = Parameter("before", "Messages older than this one, as `next` has it.", NUMBER)
ROLE: Schema = {"enum": ["admin", "staff", "customer"]}
PASSWORD: Schema = {"type": "string", "minLength": 8, "description": "Left out, one is made and answered this once."}

CONNECTIONS = (
    Operation(
        "GET",
        "/admin/connections",
        "List the credentials of all APIs",
        {**data(examples.CONNECTIONS, "The credentials, without their secrets"), **READING},
        text="For admins.",
        parameters=(REVOKED,),
    ),
    Operation(
        "POST",
        "/admin/connections",
        "Make a credential",
        {**data(examples.MADE, "The credentials; `made` has the new one's secrets, this once", 201), **WRITE},
        text="For admins. `application`: its name, where its API has applications that ask people to let them in.",
        parameters=(REVOKED, IDEMPOTENCY_KEY),
        body=form(
            fields(
                {"dialect": TEXT, "person": NUMBER, "scope": {"enum": ["read", "write"]}, "application": TEXT},
                *("dialect", "person", "scope"),
            ),
            {"dialect": "packshot", "person": 1, "scope": "read"},
        ),
    ),
    Operation(
        "POST",
        "/admin/connections/{credential_id}/revoke",
        "Revoke a credential",
        {**data(examples.CONNECTIONS, "The credentials that are left"), **CHANGE},
        text="For admins. It opens nothing from now on, and cannot be brought back.",
        parameters=(REVOKED, IDEMPOTENCY_KEY),
        body=form(fields({}), {}),
    ),
)
PEOPLE = (
    Operation(
        "GET",
        "/admin/people",
        "List the people who may sign in",
        {**data(examples.PEOPLE, "The people"), **READING},
        text="For admins.",
    ),
    Operation(
        "POST",
        "/admin/people",
        "Add a person",
        {**data(examples.ADDED_PERSON, "The people; `added` is the new one's id", 201), **WRITE, **REFUSED},
        text="For admins.",
        parameters=(IDEMPOTENCY_KEY,),
        body=form(
            fields({"name": TEXT, "full_name": TEXT, "role": ROLE, "password": PASSWORD}, "name", "role"),
            {"name": "eve", "full_name": "Eve Editor", "role": "staff"},
        ),
    ),
    Operation(
        "POST",
        "/admin/people/{person_id}",
        "Change a person, or give them a new password",
        {**data(examples.PEOPLE, "The people as they are now"), **CHANGE, **REFUSED},
        text="For admins. With `save`, what is left out stays as it is. A new password ends the person's sessions.",
        parameters=(IDEMPOTENCY_KEY,),
        body=one_of(
            (
                intention("save", {"full_name": TEXT, "role": ROLE, "active": FLAG}),
                intention("password", {"password": PASSWORD}),
            ),
            {"do": "save", "role": "staff"},
        ),
    ),
)
STORES = (
    Operation(
        "GET",
        "/admin/stores",
        "List the stores",
        {**data(examples.STORES_IN_ORDER, "The stores, in the order in which they are shown"), **READING},
        text="For admins.",
    ),
    Operation(
        "POST",
        "/admin/stores/{store_id}",
        "Move a store, make it the default one, or set its language",
        {**data(examples.STORES_IN_ORDER, "The stores as they are now"), **CHANGE},
        text="For admins. `locale`: a language code such as `de-CH`, or empty.",
        parameters=(IDEMPOTENCY_KEY,),
        body=one_of(
            (intention(("up", "down", "default")), intention("save", {"locale": TEXT}, "locale")),
            {"do": "save", "locale": "de-CH"},
        ),
    ),
)
WEBHOOKS = (
    Operation(
        "GET",
        "/admin/webhooks",
        "List the webhooks",
        {**data(examples.WEBHOOKS, "The webhooks"), **READING},
        text="For admins.",
    ),
    Operation(
        "POST",
        "/admin/webhooks",
        "Add a webhook",
        {**data(examples.ADDED_WEBHOOK, "The webhooks; `added` and `secret` are the new one's", 201), **WRITE, **UNFIT},
        text="For admins. Without `kinds` it hears of every change, also of kinds that come later.",
        parameters=(IDEMPOTENCY_KEY,),
        body=form(
            fields({"url": TEXT, "kinds": {"type": "array", "items": {"enum": list(KINDS)}}}, "url"),
            {"url": "https://shop.example.com/cache", "kinds": ["image.added", "image.removed"]},
        ),
    ),
    Operation(
        "GET",
        "/admin/webhooks/{webhook_id}",
        "Read a webhook and its log",
        {**data(examples.WEBHOOK_LOG, "The webhook, and its messages, the newest first"), **MISSING, **READING},
        text="For admins.",
        parameters=(BEFORE,),
    ),
    Operation(
        "POST",
        "/admin/webhooks/{webhook_id}",
        "Try a webhook, switch it on or off, or remove it",
        {
            **data(examples.TRIED, "The webhook as it is now; the other webhooks (WebhooksData), where it was removed"),
            **CHANGE,
        },
        text="For admins.",
        parameters=(IDEMPOTENCY_KEY,),
        body=form(intention(("try", "on", "off", "remove")), {"do": "try"}),
    ),
    Operation(
        "POST",
        "/admin/webhooks/{webhook_id}/messages/{message_id}/again",
        "Send a message again",
        {**data(examples.SENT_AGAIN, "The webhook, and its messages, the newest first"), **CHANGE},
        text="For admins.",
        parameters=(BEFORE, IDEMPOTENCY_KEY),
        body=form(fields({}), {}),
    ),
)
HEALTH = (
    Operation(
        "GET",
        "/admin/health",
        "Read how the installation is doing",
        {**data(examples.HEALTH, "Database, storage, limits, versions, and the last check-up"), **READING},
    ),
    Operation(
        "POST",
        "/admin/health/check",
        "Begin a check-up of the storage",
        {**data(examples.CHECKING, "As it is now, with the check-up under way"), **WRITE},
        text="For admins. Where one is under way already, no other begins.",
        parameters=(IDEMPOTENCY_KEY,),
        body=form(fields({}), {}),
    ),
)
OPERATIONS = (*CONNECTIONS, *PEOPLE, *STORES, *WEBHOOKS, *HEALTH)
