"""Webhooks: what a change tells, to whom, signed; tried again, given up, and never sent twice at once."""

import asyncio
import json
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

import msgspec
import pytest
from standardwebhooks import Webhook as Standard
from standardwebhooks import WebhookVerificationError

from tests.fixtures.hosts import Receiver
from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.auth.secrets import SecretBox
from web.database.engines.bound import Database
from web.database.queries import journal, webhooks
from web.database.tables import JournalEntry
from web.database.tables import Webhook as WebhookRow
from web.gallery.clock import SECOND, now
from web.gallery.edits import AddImage, ChangeImage
from web.gallery.errors import UnknownImage
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.outbound.post import Poster
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.webhooks.delivery import RETRY_DELAYS, Sender
from web.services.webhooks.subscriptions import TRIAL, new_secret

pytestmark = pytest.mark.anyio

SECRET = new_secret()
BY = Actor(dialect="admin")
LOCAL = (ip_network("127.0.0.0/8"),)


@pytest.fixture
async def dog(database: Database) -> Owner:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    return await find_owner("product", ("id", "8"))


def sender(allowed: tuple[object, ...] = LOCAL) -> Sender:
    return Sender(Poster(allowed), lambda sealed: sealed)  # type: ignore[arg-type]


async def hook(receiver: Receiver, *kinds: str) -> int:
    return await webhooks.add(receiver.url, SECRET, kinds, now())


async def add_an_image(owner: Owner) -> int:
    return (await edit_gallery(owner, [AddImage(picture=picture(0), label="x")], BY)).added[0]


async def advance_clock(number: int) -> None:
    """Make the next try due."""
    (message,) = await webhooks.latest(number, 1)
    if message.next_at is not None:
        await webhooks.settle(message.id, message.outcome, None, now())


async def test_a_change_is_told_with_a_signature_that_the_standards_library_accepts(
    dog: Owner, receiver: Receiver
) -> None:
    await hook(receiver)
    image = await add_an_image(dog)
    assert await sender().send_due() == 1
    ((headers, body),) = receiver.received
    event = Standard(SECRET).verify(body, headers)
    assert event["type"] == "image.added"
    assert event["data"]["owner"] == {"kind": "product", "id": 8, "slug": "cute-dog", "sku": "DOG-8"}
    assert event["data"]["images"] == [image]
    with pytest.raises(WebhookVerificationError):
        Standard(new_secret()).verify(body, headers)


async def test_only_what_a_webhook_wants_to_hear_of_is_told_to_it(dog: Owner, receiver: Receiver) -> None:
    await hook(receiver, "image.relabelled")
    image = await add_an_image(dog)
    await edit_gallery(dog, [ChangeImage(image_id=image, label="y")], BY)
    await sender().send_due()
    assert [json.loads(body)["type"] for _, body in receiver.received] == ["image.relabelled"]


async def test_an_edit_that_fails_or_changes_nothing_tells_nothing(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    with pytest.raises(UnknownImage):
        await edit_gallery(dog, [AddImage(picture=picture(0)), ChangeImage(image_id=99, label="y")], BY)
    await edit_gallery(dog, [], BY)
    assert await webhooks.latest(number, 10) == []


async def test_what_fails_is_tried_again_with_the_same_number_and_given_up_in_the_end(
    dog: Owner, receiver: Receiver
) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    receiver.statuses = [500] * (len(RETRY_DELAYS) + 1)
    for tried in range(1, len(RETRY_DELAYS) + 2):
        assert await sender().send_due() == 1
        assert await sender().send_due() == 0
        (message,) = await webhooks.latest(number, 1)
        assert (message.tries, message.outcome, message.arrived_at) == (tried, "HTTP 500", None)
        if tried <= len(RETRY_DELAYS):
            assert message.next_at is not None
            assert 0 <= now() + RETRY_DELAYS[tried - 1] * SECOND - message.next_at < 5 * SECOND
        await advance_clock(number)
    assert message.next_at is None
    assert len({headers["webhook-id"] for headers, _ in receiver.received}) == 1
    assert len({body for _, body in receiver.received}) == 1
    assert await webhooks.send_again(number, message.id, now())
    assert await sender().send_due() == 1
    (message,) = await webhooks.latest(number, 1)
    assert message.arrived_at is not None


async def try_until_given_up(number: int, sending: Sender) -> list[tuple[int, str]]:
    """Tries until nothing is due any more: the number of each try and what the log says of it."""
    tries = []
    while await sending.send_due():
        (message,) = await webhooks.latest(number, 1)
        tries.append((message.tries, message.outcome))
        await advance_clock(number)
    return tries


KEY_CHANGED = "The secret can't be read with this server's key"


async def test_a_changed_key_is_a_reason_and_as_many_tries_as_are_allowed(
    dog: Owner, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    number = await webhooks.add(f"{receiver.url}?token=hush", SecretBox("a key").seal(SECRET), (), now())
    await add_an_image(dog)
    tries = await try_until_given_up(number, Sender(Poster(LOCAL), SecretBox("another key").open))
    assert tries == [(tried, KEY_CHANGED) for tried in range(1, 9)]
    assert (await webhooks.latest(number, 1))[0].next_at is None
    assert receiver.received == []
    (logged,) = caplog.records
    assert logged.getMessage() == f"periodic task webhooks failed for webhook {number}"
    assert f"InvalidToken: {KEY_CHANGED}" in caplog.text


async def test_when_the_key_is_back_the_messages_arrive_and_the_log_says_so(
    dog: Owner, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    number = await webhooks.add(receiver.url, SecretBox("a key").seal(SECRET), (), now())
    keys = [SecretBox("another key"), SecretBox("a key")]
    turning = Sender(Poster(LOCAL), lambda sealed: keys.pop(0).open(sealed))
    await add_an_image(dog)
    assert await try_until_given_up(number, turning) == [(1, KEY_CHANGED), (2, "HTTP 204")]
    assert caplog.records[-1].getMessage() == f"periodic task webhooks works again for webhook {number}"


@pytest.mark.parametrize("url", ["http://ann:hush@127.0.0.1/", "ftp://127.0.0.1/", "http://127.0.0.1:hush/", ""])
async def test_an_address_that_is_none_is_a_reason(
    dog: Owner, receiver: Receiver, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    number = await webhooks.add(url, SECRET, (), now())
    await add_an_image(dog)
    assert await sender().send_due() == 1
    assert (await webhooks.latest(number, 1))[0].outcome == "This is not an address that can be posted to"
    assert "hush" not in caplog.text


async def test_a_change_that_cannot_be_read_from_the_history_is_a_reason(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    await JournalEntry.update({JournalEntry.changes: "no JSON"}, force=True)
    assert await sender().send_due() == 1
    assert (await webhooks.latest(number, 1))[0].outcome == "The change can't be read from the history"


async def test_a_change_that_is_not_in_the_history_any_more_is_a_reason(
    dog: Owner, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(_: int) -> None:
        return None

    number = await hook(receiver)
    await add_an_image(dog)
    monkeypatch.setattr(journal, "entry", gone)
    assert await sender().send_due() == 1
    assert (await webhooks.latest(number, 1))[0].outcome == "The change is not in the history any more"


class LeakyClient(Poster):
    """Fails in a way that nobody thought of, and says everything it knows, where the address has a query."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        if "?" in url:
            raise RuntimeError(f"{url} {headers} {SECRET}")
        return await super().post(url, headers, body)


async def test_whatever_fails_keeps_no_other_from_being_sent_and_no_secret_is_logged(
    dog: Owner, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    bad = await webhooks.add(f"{receiver.url}?token=hush", SECRET, (), now())
    good = await hook(receiver)
    await add_an_image(dog)
    careless = Sender(LeakyClient(LOCAL), lambda sealed: sealed)
    assert await careless.send_due() == 2
    assert (await webhooks.latest(good, 1))[0].arrived_at is not None
    await advance_clock(bad)
    assert await try_until_given_up(bad, careless) == [
        (tried, "An error on this server, which its log describes") for tried in range(2, 9)
    ]
    (logged,) = caplog.records
    assert logged.getMessage() == f"periodic task webhooks failed for webhook {bad}"
    assert "raise RuntimeError" in caplog.text
    for secret in ("hush", SECRET, SECRET.removeprefix("whsec_"), "v1,", receiver.url):
        assert secret not in caplog.text


async def test_what_keeps_one_message_from_being_settled_is_raised_when_the_others_are_sent(
    dog: Owner, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, broken = webhooks.settle, [OSError("away")]

    async def settle_but_one(*values: Any) -> None:
        if broken:
            raise broken.pop()
        await settle(*values)

    numbers = [await hook(receiver) for _ in range(3)]
    await add_an_image(dog)
    monkeypatch.setattr(webhooks, "settle", settle_but_one)
    with pytest.raises(OSError, match="away"):
        await sender().send_due()
    arrived = [(await webhooks.latest(number, 1))[0].arrived_at is not None for number in numbers]
    assert sorted(arrived) == [False, True, True]


async def test_a_message_whose_tries_all_broke_off_is_given_up(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    for _ in range(len(RETRY_DELAYS) + 1):
        (message,) = await webhooks.latest(number, 1)
        assert await webhooks.claim(message, now())
    assert await sender().send_due() == 0
    (message,) = await webhooks.latest(number, 1)
    assert (message.tries, message.outcome, message.next_at) == (8, "The server stopped while it was sending", None)
    assert receiver.received == []


async def test_a_message_recorded_while_its_webhook_was_being_switched_off_is_not_sent(
    dog: Owner, receiver: Receiver
) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    await WebhookRow.update({WebhookRow.active: False}).where(WebhookRow.id == number)
    await sender().send_due()
    (message,) = await webhooks.latest(number, 1)
    assert (message.outcome, message.next_at) == ("The webhook was switched off", None)
    assert receiver.received == []


async def test_a_redirect_is_no_arrival_and_is_not_followed(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    receiver.statuses = [302]
    await sender().send_due()
    assert len(receiver.received) == 1
    assert (await webhooks.latest(number, 1))[0].outcome == "HTTP 302"


async def test_an_address_that_is_gone_is_told_nothing_more(dog: Owner, receiver: Receiver) -> None:
    await hook(receiver)
    await add_an_image(dog)
    receiver.statuses = [410]
    await sender().send_due()
    await add_an_image(dog)
    assert await sender().send_due() == 0
    assert not (await webhooks.listing())[0].active


async def test_two_senders_send_a_message_once(dog: Owner, receiver: Receiver) -> None:
    await hook(receiver)
    for _ in range(5):
        await add_an_image(dog)
    counts = await asyncio.gather(*(sender().send_due() for _ in range(4)))
    assert sum(counts) == 5
    assert len({headers["webhook-id"] for headers, _ in receiver.received}) == len(receiver.received) == 5


async def test_nothing_inner_is_ever_posted_to(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    await sender(allowed=()).send_due()
    assert receiver.received == []
    assert (await webhooks.latest(number, 1))[0].outcome == "no answer"


async def test_a_trial_is_signed_like_the_rest(database: Database, receiver: Receiver) -> None:
    number = await hook(receiver, "image.added")
    await webhooks.try_out(number, TRIAL, now())
    await sender().send_due()
    ((headers, body),) = receiver.received
    assert Standard(SECRET).verify(body, headers) == {
        "type": TRIAL,
        "timestamp": json.loads(body)["timestamp"],
        "data": {},
    }


async def test_settled_messages_are_forgotten_after_a_while(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    await webhooks.forget(now() + SECOND)
    assert len(await webhooks.latest(number, 10)) == 1
    await sender().send_due()
    await webhooks.forget(now() + SECOND)
    assert await webhooks.latest(number, 10) == []
