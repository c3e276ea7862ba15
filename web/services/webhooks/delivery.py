"""Delivery of webhook messages as Standard Webhooks has it: signed, tried again for hours, every try logged."""

import asyncio
import base64
import hmac
from collections.abc import Callable

import msgspec
from cryptography.fernet import InvalidToken

from web.database.queries import webhooks
from web.database.queries.webhooks import Message, Webhook
from web.gallery.clock import DAY, SECOND, now
from web.outbound.post import NoAddress, NotPosted, Poster
from web.services.insight.messages import for_translation
from web.services.jobs.periodic import FailureLog
from web.services.webhooks.events import NoEntry, event_of

TASK, LOG_TASK = "webhooks", "webhook_log"
RETRY_DELAYS = (5, 60, 300, 1800, 7200, 18000, 36000)  # seconds after each try that failed; then it is given up
TRIES = len(RETRY_DELAYS) + 1
GONE = 410
LEASE = 60 * SECOND
LOG_RETENTION = 30 * DAY
MAX_CONCURRENT = 8
INTERVAL = 1.0  # seconds between two looks; one statement each
LOG_INTERVAL = 86_400.0  # seconds


def signature(secret: str, message: str, at: int, body: bytes) -> str:
    """`at` in seconds. https://www.standardwebhooks.com, "signature scheme", symmetric."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{message}.{at}.".encode() + body, "sha256")
    return "v1," + base64.b64encode(signed).decode()


class NotSent(Exception):
    """Stands in the log for another error, whose own words may quote an address or a secret."""


# Lines of the delivery log for errors, for admins; the first that fits.
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (NoAddress, for_translation("This is not an address that can be posted to")),
    (NotPosted, for_translation("no answer")),
    (InvalidToken, for_translation("The secret can't be read with this server's key")),
    (NoEntry, for_translation("The change is not in the history any more")),
    (msgspec.DecodeError, for_translation("The change can't be read from the history")),
)
UNEXPECTED = for_translation("An error on this server, which its log describes")
SWITCHED_OFF = for_translation("The webhook was switched off")
INTERRUPTED = for_translation("The server stopped while it was sending")


class Outcome(msgspec.Struct, frozen=True):
    """The outcome of a try: its line in the delivery log, and the status of the response, 0 where there was none."""

    text: str
    status: int = 0
    final: bool = False  # it is not tried again, whatever it was


class Sender:
    """Sends messages, one per process; a message is sent by whichever claims it first."""

    def __init__(self, poster: Poster, unsealed: Callable[[str], str]) -> None:
        self._poster = poster
        self._unsealed = unsealed  # a webhook's secret, which is encrypted at rest
        self._failures = FailureLog(TASK)

    async def send_due(self) -> int:
        """Returns how many were tried. What keeps one of them from being tried is raised when the others are done."""
        due = await webhooks.due(now(), MAX_CONCURRENT)
        outcomes = await asyncio.gather(*(self._claim_and_try(one) for one in due), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        return outcomes.count(True)

    async def forget_old(self) -> None:
        await webhooks.forget(now() - LOG_RETENTION)

    async def _claim_and_try(self, message: Message) -> bool:
        if message.tries >= TRIES:  # the last one was never settled
            await webhooks.settle(message.id, INTERRUPTED, None, None)
            return False
        if not await webhooks.claim(message, now() + LEASE):
            return False
        await self._try(message)
        return True

    async def _try(self, message: Message) -> None:
        outcome = await self._outcome(message)
        again = (
            None
            if outcome.final or message.tries >= len(RETRY_DELAYS)
            else now() + RETRY_DELAYS[message.tries] * SECOND
        )
        arrived = 200 <= outcome.status < 300
        await webhooks.settle(message.id, outcome.text, *((now(), None) if arrived else (None, again)))
        if outcome.status == GONE:  # the address wants no more messages
            await webhooks.switch(message.webhook, False)

    async def _outcome(self, message: Message) -> Outcome:
        """Any error while sending is a failed try, with its reason."""
        try:
            webhook = await webhooks.by_id(message.webhook)
            if webhook is None or not webhook.active:
                return Outcome(SWITCHED_OFF, final=True)
            status = await self._poster.post(webhook.url, *await self._request(message, webhook))
        except Exception as error:
            return Outcome(self._reason(message, error))
        self._failures.recovered(_named(message))
        return Outcome(f"HTTP {status}", status, final=status == GONE)

    def _reason(self, message: Message, error: Exception) -> str:
        """The line for the delivery log. Errors of this server go into its own log too."""
        reason = next((text for kind, text in REASONS if isinstance(error, kind)), UNEXPECTED)
        if not isinstance(error, NotPosted):
            stand_in = NotSent(f"{type(error).__name__}: {reason}").with_traceback(error.__traceback__)
            self._failures.failed(stand_in, _named(message))
        return reason

    async def _request(self, message: Message, webhook: Webhook) -> tuple[dict[str, str], bytes]:
        body, at, number = msgspec.json.encode(await event_of(message)), now() // SECOND, f"msg_{message.id}"
        secret = self._unsealed(webhook.sealed_secret)
        headers = {
            "User-Agent": "Packshot",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "webhook-id": number,
            "webhook-timestamp": str(at),
            "webhook-signature": signature(secret, number, at, body),
        }
        return headers, body


def _named(message: Message) -> str:
    return f"webhook {message.webhook}"
