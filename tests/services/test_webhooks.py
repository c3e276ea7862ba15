"""Webhooks: what a change tells, to whom, signed; tried again, given up, and never sent twice at once."""

import asyncio
import json
from collections.abc import Iterator
from ipaddress import ip_network

import msgspec
import pytest
from standardwebhooks import Webhook as Standard
from standardwebhooks import WebhookVerificationError

from tests.gallery.galleries import picture
from tests.receiving import Receiver, receiving
from tests.shop import CATALOGUE
from web.clock import SECOND, now
from web.database import webhooks
from web.database.engine import Database
from web.database.journal import By
from web.gallery.edits import AddImage, ChangeImage
from web.gallery.errors import UnknownImage
from web.gallery.owner import Owner
from web.services import catalogue
from web.services.editing import edit_gallery
from web.services.reading import find_owner
from web.services.webhooks import TRIAL, WAITS, Sender, new_secret
from web.storage.posting import Poster

pytestmark = pytest.mark.anyio

SECRET = new_secret()
BY = By(dialect="admin")
LOCAL = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
async def dog(database: Database) -> Owner:
    await catalogue.load(msgspec.json.encode(CATALOGUE))
    return await find_owner("product", ("id", "8"))


def sender(allowed: tuple[object, ...] = LOCAL) -> Sender:
    return Sender(Poster(allowed), lambda sealed: sealed)  # type: ignore[arg-type]


async def hook(receiver: Receiver, *kinds: str) -> int:
    return await webhooks.add(receiver.url, SECRET, kinds, now())


async def add_an_image(owner: Owner) -> int:
    return (await edit_gallery(owner, [AddImage(picture=picture(0), label="x")], BY)).added[0]


async def put_clock_on(number: int) -> None:
    """As if the wait were over."""
    (message,) = await webhooks.latest(number, 1)
    if message.next_at is not None:
        await webhooks.settle(message.id, message.said, None, now())


async def test_a_change_is_told_with_a_signature_that_the_standards_library_accepts(
    dog: Owner, receiver: Receiver
) -> None:
    await hook(receiver)
    image = await add_an_image(dog)
    assert await sender().send_due() == 1
    ((headers, body),) = receiver.received
    told = Standard(SECRET).verify(body, headers)
    assert told["type"] == "image.added"
    assert told["data"]["owner"] == {"kind": "product", "id": 8, "slug": "cute-dog", "sku": "DOG-8"}
    assert told["data"]["images"] == [image]
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
    receiver.answers = [500] * (len(WAITS) + 1)
    for tried in range(1, len(WAITS) + 2):
        assert await sender().send_due() == 1
        assert await sender().send_due() == 0
        (message,) = await webhooks.latest(number, 1)
        assert (message.tries, message.said, message.arrived_at) == (tried, "HTTP 500", None)
        if tried <= len(WAITS):
            assert message.next_at is not None
            assert 0 <= now() + WAITS[tried - 1] * SECOND - message.next_at < 5 * SECOND
        await put_clock_on(number)
    assert message.next_at is None
    assert len({headers["webhook-id"] for headers, _ in receiver.received}) == 1
    assert len({body for _, body in receiver.received}) == 1
    assert await webhooks.send_again(number, message.id, now())
    assert await sender().send_due() == 1
    (message,) = await webhooks.latest(number, 1)
    assert message.arrived_at is not None


async def test_a_redirect_is_no_arrival_and_is_not_followed(dog: Owner, receiver: Receiver) -> None:
    number = await hook(receiver)
    await add_an_image(dog)
    receiver.answers = [302]
    await sender().send_due()
    assert len(receiver.received) == 1
    assert (await webhooks.latest(number, 1))[0].said == "HTTP 302"


async def test_an_address_that_is_gone_is_told_nothing_more(dog: Owner, receiver: Receiver) -> None:
    await hook(receiver)
    await add_an_image(dog)
    receiver.answers = [410]
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
    assert (await webhooks.latest(number, 1))[0].said == "no answer"


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
