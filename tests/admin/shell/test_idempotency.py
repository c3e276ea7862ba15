"""Idempotency-Key: a request is carried out once, however often it is sent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from tests import pictures
from tests.admin.conftest import MUG, Program
from tests.listening import listening
from tests.shop import Credentials
from web.admin.gallery import uploads
from web.database.queries import request_keys as rows
from web.gallery.clock import DAY, now
from web.services.editing import request_keys
from web.settings import Settings

TYPES = "urn:packshot:problem:"
KEY = {"Idempotency-Key": "2f1c"}
FILES = [("files", ("a.png", pictures.png()))]


def images(program: Program) -> list[int]:
    return [image["id"] for image in program.data(MUG)["images"]]


def test_a_request_sent_again_is_answered_alike_and_not_carried_out_again(program: Program) -> None:
    first = program.post(f"{MUG}/images", headers=KEY, files=FILES)
    again = program.post(f"{MUG}/images", headers=KEY, files=FILES)  # its parts are divided by another boundary
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["etag"] == first.headers["etag"]
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert len(images(program)) == 1


def test_a_refusal_is_answered_alike_too(program: Program) -> None:
    path, body = f"{MUG}/images", {"addresses": ["http://127.0.0.1:1/a.png"]}
    answers = [program.post(path, body, KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["content-type"] == "application/problem+json"


def test_the_key_of_another_request_is_refused(program: Program) -> None:
    program.post(f"{MUG}/images", headers=KEY, files=FILES)
    for path in (f"{MUG}/images", "/admin/products/8/images"):
        refused = program.post(path, {"addresses": []}, KEY)
        assert (refused.status_code, refused.json()["type"]) == (422, TYPES + "key-used")
    assert len(images(program)) == 1


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_a_length(program: Program, key: str) -> None:
    refused = program.post(f"{MUG}/images", {"addresses": []}, {"Idempotency-Key": key})
    assert (refused.status_code, refused.json()["field"], refused.json()["limit"]) == (400, "Idempotency-Key", 255)


def test_another_program_has_keys_of_its_own(program: Program, credentials: Credentials) -> None:
    sam = Program(program.client, credentials["sam"]["packshot"]["token"])
    for one in (program, sam):
        assert one.post(f"{MUG}/images", headers=KEY, files=FILES).status_code == 201
    assert len(images(program)) == 2


def test_after_a_failure_of_ours_the_request_may_be_sent_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "edit_opened", failing)
        assert program.post(f"{MUG}/images", headers=KEY, files=FILES).status_code == 500
    assert program.post(f"{MUG}/images", headers=KEY, files=FILES).status_code == 201
    assert len(images(program)) == 1


def test_a_failure_after_the_edit_does_not_let_it_happen_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "edited_answer", failing)
        assert program.post(f"{MUG}/images", headers=KEY, files=FILES).status_code == 500
    monkeypatch.setattr(request_keys, "LONGEST", 0)
    again = program.post(f"{MUG}/images", headers=KEY, files=FILES)
    assert again.json()["edit"]["added"] == images(program)
    assert len(images(program)) == 1


def test_a_request_that_was_cut_short_is_not_carried_out_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object, **__: object) -> None:
        """As if the server was gone: the key stays."""

    with monkeypatch.context() as patched:
        patched.setattr(request_keys, "finish", killed)
        program.post(f"{MUG}/order", headers=KEY)
    monkeypatch.setattr(request_keys, "LONGEST", 0)
    refused = program.post(f"{MUG}/order", headers=KEY)
    assert (refused.status_code, refused.json()["type"]) == (409, TYPES + "cut-short")


def test_a_key_is_forgotten_after_a_day(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.post(f"{MUG}/images", headers=KEY, files=FILES)
    with program.client.portal() as portal:
        portal.call(request_keys.forget_old)
        assert program.post(f"{MUG}/images", headers=KEY, files=FILES).headers["idempotency-replayed"] == "true"
        portal.call(rows.forget, now() + 1)
    assert program.post(f"{MUG}/images", headers=KEY, files=FILES).status_code == 201
    assert len(images(program)) == 2
    assert request_keys.KEPT == DAY


@contextmanager
def clients(settings: Settings, token: str, number: int) -> Iterator[list[httpx.Client]]:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", **KEY}
    with listening(settings) as address:
        opened = [httpx.Client(base_url=address, headers=headers, timeout=30) for _ in range(number)]
        yield opened
        for client in opened:
            client.close()


def test_of_several_at_once_one_is_carried_out_and_all_are_answered_alike(
    settings: Settings, credentials: Credentials
) -> None:
    with (
        clients(settings, credentials["ann"]["packshot"]["token"], 6) as several,
        ThreadPoolExecutor(6) as threads,
    ):
        answers = list(threads.map(lambda client: client.post(f"{MUG}/images", files=FILES), several))
        shown = several[0].get(MUG).json()["images"]
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.content for answer in answers}) == 1
    assert len(shown) == 1


def test_a_request_that_takes_too_long_is_not_waited_for(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object, **__: object) -> None:
        """Its answer does not come."""

    monkeypatch.setattr("web.admin.shell.idempotency.WAIT", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(request_keys, "finish", never)
        program.post(f"{MUG}/order", headers=KEY)
    refused = program.post(f"{MUG}/order", headers=KEY)
    assert (refused.status_code, refused.json()["type"]) == (409, TYPES + "key-busy")
    assert refused.headers["retry-after"] == "1"
