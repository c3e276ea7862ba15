"""Tables. Times are microseconds since 1970, UTC; ids that the shop gives are kept as they are.

Composite unique indexes are in the migrations, because the ORM cannot state them on SQLite.
"""

from piccolo.table import Table

from web.database.tables.background import CoverageDay, ImportJob, KeyValue, ListStep, OwnerFindings
from web.database.tables.catalogue import Owner, OwnerIdentifier, OwnerStore, Role, Shop, Store, Variation
from web.database.tables.galleries import (
    Content,
    Image,
    ImageOverride,
    ImageVariation,
    LabelTime,
    PendingUpload,
    Picture,
    RoleHolder,
)
from web.database.tables.journal import JournalEntry, Webhook, WebhookMessage
from web.database.tables.limits import SignInAttempt
from web.database.tables.people import (
    Consumer,
    Credential,
    CredentialKey,
    Nonce,
    Person,
    RequestKey,
    RequestToken,
    Session,
)

TABLES: tuple[type[Table], ...] = (
    Shop,
    Store,
    Role,
    Owner,
    OwnerIdentifier,
    OwnerStore,
    Variation,
    Person,
    Picture,
    Content,
    PendingUpload,
    Image,
    ImageOverride,
    OwnerFindings,
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
    RequestKey,
    SignInAttempt,
    Webhook,
    WebhookMessage,
    CoverageDay,
    KeyValue,
    ListStep,
)

__all__ = [
    "TABLES",
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
    "KeyValue",
    "LabelTime",
    "ListStep",
    "Nonce",
    "Owner",
    "OwnerFindings",
    "OwnerIdentifier",
    "OwnerStore",
    "PendingUpload",
    "Person",
    "Picture",
    "RequestKey",
    "RequestToken",
    "Role",
    "RoleHolder",
    "Session",
    "Shop",
    "SignInAttempt",
    "Store",
    "Variation",
    "Webhook",
    "WebhookMessage",
]
