"""Store in an address of the admin: the one of that id, whatever the stores' codes look like."""

import asyncio
from typing import Any

import msgspec
import pytest

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.application import client_for
from web.database.engines.bound import bind, engine_for
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner, gallery_of
from web.settings import Settings

STORES = [{"id": 7, "code": "8", "name": "Called eight"}, {"id": 8, "code": "a&b c", "name": "With signs"}]


@pytest.fixture
def client(settings: Settings) -> Any:
    async def load() -> None:
        engine = engine_for(settings)
        bind(engine)
        await catalogue_file.load(msgspec.json.encode({"stores": STORES}))
        await engine.stop()

    asyncio.run(load())
    with client_for(settings) as client:
        yield client


def labels(ann: Visitor, image: int) -> dict[int, str | None]:
    async def read() -> dict[int, str | None]:
        gallery = (await gallery_of(await find_owner("product", ("id", "28")))).gallery
        return {store: gallery.images[image].label_at(store) for store in (7, 8)}

    return asyncio.run(read())


@pytest.mark.parametrize(("store", "other", "name"), [(7, 8, "Called eight"), (8, 7, "With signs")])
def test_an_edit_goes_to_the_store_whose_page_it_was_made_on(ann: Visitor, store: int, other: int, name: str) -> None:
    ann.upload(("a.png", pictures.png()))
    (image,) = ann.images()
    assert f'href="{MUG}?store={store}"' in ann.get(MUG).text
    page = ann.get(f"{MUG}?store={store}").text
    assert f"counts for <strong>{name}</strong> alone" in page
    action = f"{MUG}/images/{image}?store={store}"
    assert f'action="{action}"' in page
    ann.post(action, {"do": "label", "label": "Own"})
    assert labels(ann, image)[store] == "Own"
    assert labels(ann, image)[other] != "Own"


def test_an_address_with_a_code_still_leads_to_its_store_unless_it_could_be_an_id(ann: Visitor) -> None:
    assert "counts for <strong>With signs</strong> alone" in ann.get(f"{MUG}?store=a%26b%20c").text
    assert "counts for <strong>With signs</strong> alone" in ann.get(f"{MUG}?store=8").text
    assert ann.get(f"{MUG}?store=99").status_code == 404
