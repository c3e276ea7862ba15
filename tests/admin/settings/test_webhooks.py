"""Admins add webhooks, see what was sent, and send it again."""

import re
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from tests import pictures
from tests.admin.conftest import Visitor
from tests.application import client_for
from tests.fixtures.hosts import Receiver
from web.admin.settings import webhooks as pages
from web.auth.secrets import SecretBox
from web.outbound.post import Poster
from web.services.webhooks.delivery import Sender
from web.settings import Settings

HERE = "/admin/webhooks"


@pytest.fixture
def settings_allowing(settings: Settings) -> Settings:
    """A shop that may post to this machine."""
    return msgspec.structs.replace(settings, fetch_allow=(ip_network("127.0.0.0/8"),))


@pytest.fixture
def client(settings_allowing: Settings) -> Iterator[TestClient[Any]]:
    """Sends when a test calls `send`, and not by itself."""
    with client_for(settings_allowing) as client:
        yield client


@pytest.fixture
def send(client: TestClient[Any], settings_allowing: Settings) -> Callable[[], int]:
    """Tries what is due, as the server does every second."""
    sender = Sender(Poster(settings_allowing.fetch_allow), SecretBox(settings_allowing.secret_key).open)

    def send() -> int:
        with client.portal() as portal:
            return portal.call(sender.send_due)

    return send


def add_webhook(visitor: Visitor, url: str) -> str:
    """The new webhook's page."""
    page = visitor.post(HERE, {"url": url, "kinds": ["image.added", "image.removed"]})
    assert page.status_code == 200
    assert "whsec_" in page.text
    assert "whsec_" not in visitor.get(HERE).text
    return re.findall(rf"{HERE}/\d+", page.text)[-1]  # type: ignore[no-any-return]


def test_a_change_arrives_and_the_log_says_so_and_it_can_be_sent_again(
    ann: Visitor, receiver: Receiver, send: Callable[[], int]
) -> None:
    page = add_webhook(ann, receiver.url)
    ann.upload(("front.png", pictures.png()))
    assert send() == 1
    text = ann.get(page).text
    assert ">arrived<" in text
    assert "image.added" in text
    again = re.search(rf"{page}/messages/\d+/again", text)[0]  # type: ignore[index]
    ann.post(again)
    assert send() == 1
    assert receiver.received[0][1] == receiver.received[1][1]


def test_a_server_sends_by_itself(settings_allowing: Settings, receiver: Receiver) -> None:
    with client_for(settings_allowing, periodic=True) as client:
        ann = Visitor(client)
        ann.sign_in("ann")
        add_webhook(ann, receiver.url)
        ann.upload(("front.png", pictures.png()))
        receiver.wait_for(1)


def test_the_log_says_why_something_was_not_sent_in_the_readers_language(
    ann: Visitor, receiver: Receiver, settings_allowing: Settings
) -> None:
    page = add_webhook(ann, receiver.url)
    ann.post(page, {"do": "try"})
    sender = Sender(Poster(settings_allowing.fetch_allow), SecretBox("another key").open)
    with ann.client.portal() as portal:
        portal.call(sender.send_due)
    for language, reason in (
        ("en", "The secret can&#39;t be read with this server&#39;s key"),
        ("de", "Das Geheimnis lässt sich mit dem Schlüssel dieses Servers nicht lesen"),
    ):
        assert reason in ann.get(page, **{"Accept-Language": language}).text


def test_a_trial_can_be_sent_and_a_webhook_switched_off_and_removed(
    ann: Visitor, receiver: Receiver, send: Callable[[], int]
) -> None:
    page = add_webhook(ann, receiver.url)
    ann.post(page, {"do": "try"})
    send()
    assert "HTTP 204" in ann.get(page).text
    ann.post(page, {"do": "off"})
    ann.upload(("front.png", pictures.png()))
    assert "image.added" not in ann.get(page).text.partition("<table")[2]
    ann.post(page, {"do": "remove"})
    assert ann.get(page).status_code == 404


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://169.254.169.254/latest", "ftp://example.com/", "file:///etc/passwd", "x", ""]
)
def test_an_address_that_could_reach_something_inner_is_refused_at_once(ann: Visitor, url: str) -> None:
    response = ann.post(HERE, {"url": url})
    assert response.status_code == 422
    assert "That address cannot be used" in response.text
    assert "<tbody>" not in response.text


def test_messages_of_other_webhooks_cannot_be_sent_again_through_this_one(
    ann: Visitor, receiver: Receiver, send: Callable[[], int]
) -> None:
    one, two = add_webhook(ann, receiver.url), add_webhook(ann, receiver.url)
    ann.post(one, {"do": "try"})
    send()
    again = re.search(rf"{one}/messages/\d+/again", ann.get(one).text)[0]  # type: ignore[index]
    assert ann.post(again.replace(one, two)).status_code == 404


def test_older_messages_are_a_page_further_and_sending_one_again_leads_back_there(
    ann: Visitor, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    page = add_webhook(ann, receiver.url)
    for _ in range(3):
        ann.post(page, {"do": "try"})
    first = ann.get(page).text
    older = re.search(r'href="([^"]+)" rel="next"', first)[1]  # type: ignore[index]
    last = ann.get(older).text
    numbers = [int(number) for text in (first, last) for number in re.findall(r">msg_(\d+)<", text)]
    assert numbers == list(range(max(numbers), max(numbers) - 3, -1))
    assert 'rel="next"' not in last
    again = re.search(rf'action="({page}/messages/{numbers[-1]}/again[^"]*)"', last)[1]  # type: ignore[index]
    assert ann.post(again).headers["location"] == f"{older}&done=sent"


def test_only_admins_see_webhooks(visitor: Visitor) -> None:
    visitor.sign_in("sam")
    assert visitor.get(HERE).status_code == 403
    assert visitor.post(HERE, {"url": "http://example.com/"}).status_code == 403
