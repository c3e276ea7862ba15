"""People, credentials, stores and webhooks, free of words: for programs, and for their pages.

Part of Packshot's own API, like `web/admin/gallery/data.py`. Secrets are in the answer to the request that made them,
and in no other.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from web.admin.shell.data import PersonData, StoreData
from web.admin.shell.session import HOME
from web.auth.credentials import CredentialParts, CredentialRow
from web.gallery.clock import as_datetime
from web.gallery.model import Person, UserRole
from web.services.webhooks.subscriptions import Message, Webhook


class AccountData(PersonData, frozen=True, kw_only=True):
    """A person, and what they may do. `active`: whether they and their credentials are let in."""

    role: UserRole
    active: bool


class PeopleData(msgspec.Struct, frozen=True, kw_only=True):
    people: tuple[AccountData, ...]
    shortest_password: int  # characters
    added: int | None = None  # the person that the request added
    password: str | None = None  # that the request had made; null where it brought its own


class ApiData(msgspec.Struct, frozen=True, kw_only=True):
    """An API that there are credentials for. `asks_for_consent`: its applications ask people to let them in."""

    title: str
    asks_for_consent: bool


class CredentialData(msgspec.Struct, frozen=True, kw_only=True):
    """A credential, without its secrets. `scope`: `read` or `write`; `application`: that the person let in."""

    id: int
    dialect: str
    scope: str
    person: PersonData
    application: str | None
    created_at: datetime
    used_at: datetime | None  # null: never
    revoked_at: datetime | None  # null: it is still good


class NewCredentialData(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that was just made. `parts`: its id and its secrets, by the names that its API has for them."""

    dialect: str
    parts: CredentialParts
    example: str  # a line for a shell that reads a product's images with it


class ConnectionsData(msgspec.Struct, frozen=True, kw_only=True):
    """`apis`: by the names that `dialect` takes; `people`: on whose behalf a credential may be made."""

    credentials: tuple[CredentialData, ...]  # the newest first; revoked ones where `?revoked` asks for them
    apis: Mapping[str, ApiData]
    people: tuple[PersonData, ...]
    made: NewCredentialData | None = None


class StoresData(msgspec.Struct, frozen=True, kw_only=True):
    """All stores, in the order in which they are shown."""

    stores: tuple[StoreData, ...]


class WebhookData(msgspec.Struct, frozen=True, kw_only=True):
    """An address that is told of changes. `kinds`: of which; of all where there are none."""

    id: int
    url: str  # that messages are posted to
    kinds: tuple[str, ...]
    active: bool
    created_at: datetime
    log: str  # where its messages are listed


class WebhooksData(msgspec.Struct, frozen=True, kw_only=True):
    webhooks: tuple[WebhookData, ...]
    kinds: tuple[str, ...]  # all that there are
    added: int | None = None  # the webhook that the request added
    secret: str | None = None  # that its messages are signed with, as Standard Webhooks has it


class MessageData(msgspec.Struct, frozen=True, kw_only=True):
    """A message to a webhook, whose `webhook-id` is `msg_` and its id. It waits as long as it has a `next_at`."""

    id: int
    kind: str
    entry: int | None  # of the journal; null for a trial
    created_at: datetime
    tries: int
    next_at: datetime | None  # of the next try; null: there is none
    arrived_at: datetime | None  # null: it did not, or not yet
    outcome: str | None  # of the last try, in English; null before the first


class WebhookLogData(msgspec.Struct, frozen=True, kw_only=True):
    webhook: WebhookData
    messages: tuple[MessageData, ...]  # the newest first
    next: str | None  # the address of the older ones; null after the last


def account_data(person: Person) -> AccountData:
    return AccountData(
        id=person.id, name=person.name, full_name=person.full_name, role=person.role, active=person.active
    )


def behalf_data(person: Person) -> PersonData:
    """The person as one on whose behalf something is done."""
    return PersonData(id=person.id, name=person.name, full_name=person.full_name)


def credential_data(row: CredentialRow) -> CredentialData:
    return CredentialData(
        id=row.id,
        dialect=row.dialect,
        scope=row.scope,
        person=PersonData(id=row.person_id, name=row.person, full_name=row.full_name),
        application=row.application,
        created_at=as_datetime(row.created_at),
        used_at=_moment(row.used_at),
        revoked_at=_moment(row.revoked_at),
    )


def webhook_data(webhook: Webhook) -> WebhookData:
    return WebhookData(
        id=webhook.id,
        url=webhook.url,
        kinds=webhook.kinds,
        active=webhook.active,
        created_at=as_datetime(webhook.created_at),
        log=f"{HOME}webhooks/{webhook.id}",
    )


def message_data(message: Message) -> MessageData:
    return MessageData(
        id=message.id,
        kind=message.kind,
        entry=message.entry,
        created_at=as_datetime(message.created_at),
        tries=message.tries,
        next_at=_moment(message.next_at),
        arrived_at=_moment(message.arrived_at),
        outcome=message.outcome or None,
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else as_datetime(at)
