"""Admins add webhooks, see what was sent, and send it again."""

import re
import time
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from tests import pictures
from tests.admin.conftest import Visitor
from tests.application import client_for
from tests.receiving import Receiver, receiving
from web.settings import Settings

HERE = "/admin/webhooks"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient[Any]]:
    """A house that may post to this machine."""
    allowed = msgspec.structs.replace(settings, fetch_allow=(ip_network("127.0.0.0/8"),))
    with client_for(allowed) as client:
        yield client


def added(visitor: Visitor, url: str) -> str:
    """The new webhook's page."""
    page = visitor.post(HERE, {"url": url, "kinds": ["image.added", "image.removed"]})
    assert page.status_code == 200
    assert "whsec_" in page.text
    assert "whsec_" not in visitor.get(HERE).text
    return re.findall(rf"{HERE}/\d+", page.text)[-1]  # type: ignore[no-any-return]


def until(visitor: Visitor, page: str, words: str) -> str:
    end = time.monotonic() + 15
    while words not in (text := visitor.get(page).text):
        assert time.monotonic() < end, text
        time.sleep(0.1)
    return text


def test_a_change_arrives_and_the_log_says_so_and_it_can_be_sent_again(ann: Visitor, receiver: Receiver) -> None:
    page = added(ann, receiver.url)
    ann.upload(("front.png", pictures.png()))
    text = until(ann, page, ">arrived<")
    assert "image.added" in text
    again = re.search(rf"{page}/messages/\d+/again", text)[0]  # type: ignore[index]
    ann.post(again)
    end = time.monotonic() + 15
    while len(receiver.received) < 2:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert receiver.received[0][1] == receiver.received[1][1]


def test_a_trial_can_be_sent_and_a_webhook_switched_off_and_removed(ann: Visitor, receiver: Receiver) -> None:
    page = added(ann, receiver.url)
    ann.post(page, {"do": "try"})
    until(ann, page, "HTTP 204")
    ann.post(page, {"do": "off"})
    ann.upload(("front.png", pictures.png()))
    assert "image.added" not in ann.get(page).text.partition("<table")[2]
    ann.post(page, {"do": "remove"})
    assert ann.get(page).status_code == 404


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://169.254.169.254/latest", "ftp://example.com/", "file:///etc/passwd", "x", ""]
)
def test_an_address_that_could_reach_something_inner_is_refused_at_once(ann: Visitor, url: str) -> None:
    answer = ann.post(HERE, {"url": url})
    assert answer.status_code == 422
    assert "That address cannot be used" in answer.text
    assert "<tbody>" not in answer.text


def test_messages_of_other_webhooks_cannot_be_sent_again_through_this_one(ann: Visitor, receiver: Receiver) -> None:
    one, two = added(ann, receiver.url), added(ann, receiver.url)
    ann.post(one, {"do": "try"})
    again = re.search(rf"{one}/messages/\d+/again", until(ann, one, "HTTP 204"))[0]  # type: ignore[index]
    assert ann.post(again.replace(one, two)).status_code == 404


def test_only_admins_see_webhooks(visitor: Visitor) -> None:
    visitor.sign_in("sam")
    assert visitor.get(HERE).status_code == 403
    assert visitor.post(HERE, {"url": "http://example.com/"}).status_code == 403
