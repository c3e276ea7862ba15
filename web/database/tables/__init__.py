"""Every table. Times are microseconds since 1970, UTC; ids that the shop gives are kept as they are.

Composite unique indexes are in the migrations, because the ORM cannot state them on SQLite.
"""

from piccolo.table import Table

from web.database.tables.catalogue import Address, Owner, OwnerStore, Role, Shop, Store, Variation
from web.database.tables.galleries import (
    Content,
    Image,
    ImageOverride,
    ImageVariation,
    LabelTime,
    Picture,
    RoleHolder,
    WaitingUpload,
)
from web.database.tables.insight import CoverageDay, OwnerNotes
from web.database.tables.jobs import ImportJob, Note
from web.database.tables.journal import JournalEntry, Webhook, WebhookMessage
from web.database.tables.people import Consumer, Credential, CredentialKey, Nonce, Person, RequestToken, Session

TABLES: tuple[type[Table], ...] = (
    Shop,
    Store,
    Role,
    Owner,
    Address,
    OwnerStore,
    Variation,
    Person,
    Picture,
    Content,
    WaitingUpload,
    Image,
    ImageOverride,
    OwnerNotes,
    LabelTime,
    RoleHolder,
    ImageVariation,
    JournalEntry,
    ImportJob,
    Session,
    Consumer,
    Credential,
    CredentialKey,
    RequestToken,
    Nonce,
    Webhook,
    WebhookMessage,
    CoverageDay,
    Note,
)

__all__ = [
    "TABLES",
    "Address",
    "Consumer",
    "Content",
    "CoverageDay",
    "Credential",
    "CredentialKey",
    "Image",
    "ImageOverride",
    "ImageVariation",
    "ImportJob",
    "JournalEntry",
    "LabelTime",
    "Nonce",
    "Note",
    "Owner",
    "OwnerNotes",
    "OwnerStore",
    "Person",
    "Picture",
    "RequestToken",
    "Role",
    "RoleHolder",
    "Session",
    "Shop",
    "Store",
    "Variation",
    "WaitingUpload",
    "Webhook",
    "WebhookMessage",
]
