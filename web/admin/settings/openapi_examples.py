"""Examples of people, credentials, stores, webhooks and health."""

from datetime import timedelta

from web import __version__
from web.admin.settings.data import (
    AccountData,
    ApiData,
    ConnectionsData,
    CredentialData,
    MessageData,
    NewCredentialData,
    PeopleData,
    StoresData,
    WebhookData,
    WebhookLogData,
    WebhooksData,
)
from web.admin.settings.health_data import (
    BackendData,
    CheckUpData,
    HealthData,
    LimitsData,
    ReportData,
    TotalsData,
)
from web.admin.shell.data import PersonData
from web.admin.shell.openapi_examples import ADA, BASE, DOG, LABELLED, SAM, STORES, UPLOADED
from web.auth.people import SHORTEST_PASSWORD
from web.gallery.changes import KINDS
from web.gallery.model import UserRole
from web.services.webhooks.subscriptions import TRIAL

ONCE = "QSBkb2cgb24gYSBiZWFjaC4gVW4gY2hpZW4u"  # a password, token or secret that one answer alone has
API_TITLES = {
    "spree": "Spree v1",
    "bigcommerce": "BigCommerce V2",
    "token": "Token API",
    "magento": "Magento 1 REST",
    "spiffy": "Spiffy Stores",
    "packshot": "Packshot",
}


def _account(person: PersonData, role: UserRole) -> AccountData:
    return AccountData(id=person.id, name=person.name, full_name=person.full_name, role=role, active=True)


ACCOUNTS = (_account(ADA, "admin"), _account(SAM, "staff"))
EVE = AccountData(id=3, name="eve", full_name="Eve Editor", role="staff", active=True)
PEOPLE = PeopleData(people=ACCOUNTS, shortest_password=SHORTEST_PASSWORD)
ADDED_PERSON = PeopleData(people=(*ACCOUNTS, EVE), shortest_password=SHORTEST_PASSWORD, added=EVE.id, password=ONCE)


def _credential(number: int, dialect: str, person: PersonData, *, used: bool) -> CredentialData:
    return CredentialData(
        id=number,
        dialect=dialect,
        scope="write" if used else "read",
        person=person,
        application=None,
        created_at=UPLOADED,
        used_at=LABELLED if used else None,
        revoked_at=None,
    )


def _connections(*credentials: CredentialData, made: NewCredentialData | None = None) -> ConnectionsData:
    return ConnectionsData(
        credentials=credentials,
        apis={name: ApiData(title=title, asks_for_consent=name == "magento") for name, title in API_TITLES.items()},
        people=(ADA, SAM),
        made=made,
    )


SAMS = _credential(4, "packshot", SAM, used=True)
CONNECTIONS = _connections(SAMS)
MADE = _connections(
    _credential(5, "packshot", ADA, used=False),
    SAMS,
    made=NewCredentialData(
        dialect="packshot",
        parts={"id": 5, "token": ONCE},
        example=f"curl --header 'Authorization: Bearer {ONCE}' --header 'Accept: application/json' {BASE}{DOG}",
    ),
)
STORES_IN_ORDER = StoresData(stores=STORES)

WEBHOOK = WebhookData(
    id=1,
    url="https://shop.example.com/cache",
    kinds=("image.added", "image.removed"),
    active=True,
    created_at=UPLOADED,
    log="/admin/webhooks/1",
)
WEBHOOKS = WebhooksData(webhooks=(WEBHOOK,), kinds=KINDS)
ADDED_WEBHOOK = WebhooksData(webhooks=(WEBHOOK,), kinds=KINDS, added=WEBHOOK.id, secret=f"whsec_{ONCE}")


def _message(number: int, kind: str, entry: int | None, *, arrived: bool, outcome: str | None) -> MessageData:
    """A message that arrived, or that waits for its first try."""
    return MessageData(
        id=number,
        kind=kind,
        entry=entry,
        created_at=UPLOADED,
        tries=int(arrived),
        next_at=None if arrived else LABELLED,
        arrived_at=UPLOADED + timedelta(seconds=1) if arrived else None,
        outcome=outcome,
    )


ARRIVED = _message(1, "image.added", 11, arrived=True, outcome="HTTP 204")
WEBHOOK_LOG = WebhookLogData(webhook=WEBHOOK, messages=(ARRIVED,), next=None)
TRIED = WebhookLogData(
    webhook=WEBHOOK, messages=(_message(2, TRIAL, None, arrived=False, outcome=None), ARRIVED), next=None
)
SENT_AGAIN = WebhookLogData(
    webhook=WEBHOOK, messages=(_message(1, "image.added", 11, arrived=False, outcome="HTTP 204"),), next=None
)


def _health(*, running: bool) -> HealthData:
    return HealthData(
        database=BackendData(kind="sqlite", reachable=True),
        storage=BackendData(kind="file", place="/srv/packshot/media", reachable=True),
        limits=LimitsData(
            max_bytes=25 * 2**20, max_pixels=100_000_000, max_frames=1000, calls_per_hour=20_000, days_kept=30
        ),
        versions={"python": "3.11.7", "packshot": __version__, "litestar": "2.25.0", "pillow": "13.0.0"},
        totals=TotalsData(products=12, collections=3, images=24, pictures=25, bytes=10_485_760),
        check_up=CheckUpData(
            running=running,
            at=LABELLED,
            report=ReportData(
                healthy=True,
                pictures=25,
                files=25,
                bytes=10_485_760,
                missing=(),
                damaged=(),
                orphaned=(),
                orphaned_bytes=0,
                stale_renditions=0,
                stale_rendition_bytes=0,
            ),
        ),
    )


HEALTH, CHECKING = _health(running=False), _health(running=True)
