"""Webhooks by Packshot's own API: added with a secret that is answered once, their log, switched off and removed."""

from typing import Any

import pytest

from tests.admin.conftest import Program
from web.admin.settings import webhooks as pages
from web.auth.secrets import SecretBox
from web.outbound.post import Poster
from web.services.webhooks.delivery import Sender

WEBHOOKS = "/admin/webhooks"
OUTSIDE = "http://93.184.216.34/told"  # is checked, and not asked


def webhook(program: Program, **more: Any) -> Any:
    response = program.post(WEBHOOKS, {"url": OUTSIDE, **more})
    assert response.status_code == 201, response.text
    return response.json()


def test_a_webhook_is_added_with_a_secret_that_is_answered_once(program: Program) -> None:
    data = webhook(program, kinds=["image.added"])
    assert data["secret"].startswith("whsec_")
    (added,) = data["webhooks"]
    assert added["id"] == data["added"]
    assert (added["url"], added["kinds"], added["active"]) == (OUTSIDE, ["image.added"], True)
    again = program.data(WEBHOOKS)
    assert (again["added"], again["secret"], again["webhooks"]) == (None, None, [added])
    assert program.data(added["log"]) == {"webhook": added, "messages": [], "next": None}
    assert webhook(program)["webhooks"][1]["kinds"] == []


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"url": "http://10.0.0.1/"}, 422, "url"),
        ({"url": "x"}, 422, "url"),
        ({"kinds": ["image.added"]}, 400, "url"),
        ({"url": OUTSIDE, "kinds": ["image.added", "image.lost"]}, 400, "kinds"),
    ],
)
def test_a_webhook_that_cannot_be_is_a_problem_with_its_field(
    program: Program, body: dict[str, object], status: int, field: str
) -> None:
    response = program.post(WEBHOOKS, body)
    assert (response.status_code, response.json()["field"]) == (status, field)
    assert program.data(WEBHOOKS)["webhooks"] == []


def test_the_log_has_the_messages_of_a_webhook_the_newest_first(program: Program) -> None:
    log = webhook(program)["webhooks"][0]["log"]
    first = program.post(log, {"do": "try"}).json()["messages"]
    assert [(one["kind"], one["entry"], one["tries"], one["outcome"]) for one in first] == [
        ("packshot.trial", None, 0, None)
    ]
    sender = Sender(Poster(()), SecretBox("another key").open)
    with program.client.portal() as portal:
        portal.call(sender.send_due)
    messages = program.post(log, {"do": "try"}).json()["messages"]
    assert messages[1]["id"] == first[0]["id"] < messages[0]["id"]
    assert (messages[1]["tries"], messages[1]["arrived_at"]) == (1, None)
    assert messages[1]["next_at"].endswith("Z")
    german = program.get(log, **{"Accept-Language": "de"}).json()["messages"][1]
    assert german["outcome"] == "The secret can't be read with this server's key"
    again = program.post(f"{log}/messages/{first[0]['id']}/again").json()["messages"]
    assert again[1]["tries"] == 0
    assert program.post(f"{log}/messages/999/again").status_code == 404


def logs(program: Program, count: int) -> list[str]:
    """The logs of two webhooks with so many messages each, which took turns."""
    webhook(program)
    both = [one["log"] for one in webhook(program)["webhooks"]]
    for _ in range(count):
        for log in both:
            program.post(log, {"do": "try"})
    return both


def ids(page: Any) -> list[int]:
    return [one["id"] for one in page["messages"]]


def test_the_log_is_walked_a_page_at_a_time_and_has_no_other_webhooks_messages(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, other = logs(program, 4)
    everything = ids(program.data(log))
    assert (len(everything), set(everything) & set(ids(program.data(other)))) == (4, set())
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    first = program.data(log)
    last = program.data(first["next"])
    assert (ids(first), ids(last), last["next"]) == (everything[:2], everything[2:], None)
    assert program.data(f"{log}?before={everything[-1]}")["messages"] == []


@pytest.mark.parametrize("before", ["", "x", "-1", "١", "9" * 20])
def test_a_log_before_what_is_no_message_is_all_of_it(program: Program, before: str) -> None:
    log, _ = logs(program, 1)
    assert program.data(f"{log}?before={before}") == program.data(log)


def test_an_old_message_that_is_sent_again_is_in_the_answer(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    log, _ = logs(program, 2)
    older = program.data(log)["next"]
    (oldest,) = ids(program.data(older))
    again = program.post(older.replace("?", f"/messages/{oldest}/again?"))
    assert (again.status_code, ids(again.json())) == (200, [oldest])


def test_a_webhook_is_switched_off_and_on_and_removed(program: Program) -> None:
    log = webhook(program)["webhooks"][0]["log"]
    assert program.post(log, {"do": "off"}).json()["webhook"]["active"] is False
    assert program.post(log, {"do": "on"}).json()["webhook"]["active"] is True
    assert program.post(log, {"do": "explode"}).json()["field"] == "do"
    assert program.post(log, {"do": "remove"}).json()["webhooks"] == []
    assert program.get(log).status_code == 404
