"""Keys of requests that are carried out once, on both engines."""

import asyncio
from contextvars import copy_context

import msgspec
import pytest

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.gallery.edits import AddImage
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing import request_keys
from web.services.editing.request_keys import CutShort, KeptAnswer, KeyBusy, KeyUsed, claim
from web.services.editing.write_path import edit_gallery

pytestmark = pytest.mark.anyio
BY = Actor(dialect="packshot")


@pytest.fixture
async def dog(database: Database) -> Owner:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    return await find_owner("product", ("id", "8"))


async def test_of_many_that_claim_a_key_at_once_one_gets_it(database: Database) -> None:
    claims = [asyncio.create_task(claim("key", "same"), context=copy_context()) for _ in range(8)]
    outcomes = await asyncio.gather(*claims, return_exceptions=True)
    assert outcomes.count(None) == 1
    assert sum(isinstance(one, KeyBusy) for one in outcomes) == 7


async def test_a_finished_request_is_answered_from_what_is_kept(database: Database) -> None:
    assert await claim("key", "same") is None
    await request_keys.finish("key", "sealed")
    assert await claim("key", "same") == KeptAnswer("sealed", None)
    with pytest.raises(KeyUsed):
        await claim("key", "other")
    await request_keys.release("key")
    assert await claim("key", "same") == KeptAnswer("sealed", None), "what was answered stays"


async def test_a_failed_request_may_be_sent_again(database: Database) -> None:
    assert await claim("key", "same") is None
    await request_keys.release("key")
    assert await claim("key", "same") is None


async def test_an_edit_notes_its_entry_with_the_key_or_not_at_all(dog: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    async def failing(_added: tuple[int, ...]) -> None:
        raise RuntimeError

    monkeypatch.setattr(request_keys, "LONGEST", 0)
    assert await claim("refused", "same") is None
    with pytest.raises(RuntimeError):
        await edit_gallery(dog, [AddImage(picture=picture(0))], BY, in_transaction=failing)
    with pytest.raises(CutShort):
        await claim("refused", "same")
    assert await claim("done", "same") is None
    edited = await edit_gallery(dog, [AddImage(picture=picture(0))], BY)
    await request_keys.release("done")
    assert await claim("done", "same") == KeptAnswer(None, edited.entry), "it is done, whatever came of the answer"
