"""The first five minutes of the README by Packshot's own API alone, read in the browser and in all five dialects."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser.conftest import NewTab
from tests.browser.shops import Shop
from tests.shop import issue
from web.auth import people
from web.auth.secrets import SecretBox
from web.cli.commands.common import open_context
from web.settings import Settings, read_settings


@pytest.fixture
def shop(demo: Shop) -> Shop:
    return demo


async def _token(settings: Settings) -> str:
    async with open_context(settings):
        ada = await people.by_name("ada")
        assert ada
        return str((await issue(ada, "packshot", "write", SecretBox(settings.secret_key)))["token"])


@pytest.fixture
def token(shop: Shop) -> str:
    """Ada's access token, made before the server starts: both would have a database, and the tables know one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _token(read_settings({"PACKSHOT_VAR": str(shop.folder)}))).result()


@pytest.fixture
def settings(shop: Shop, token: str) -> Settings:
    return read_settings({"PACKSHOT_VAR": str(shop.folder)})


@pytest.fixture
def program(token: str, address: str) -> Iterator[httpx.Client]:
    """A program with Ada's access token."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    with httpx.Client(base_url=address, headers=headers) as client:
        yield client


def said(response: httpx.Response, status: int = 200) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def credential(program: httpx.Client, dialect: str) -> dict[str, str]:
    """A new credential of a dialect, made for the program's own person."""
    people = said(program.get("/admin/people"))["people"]
    ada = next(one["id"] for one in people if one["name"] == "ada")
    asked = {"dialect": dialect, "person": ada, "scope": "write"}
    parts: dict[str, str] = said(program.post("/admin/connections", json=asked), 201)["made"]["parts"]
    return parts


def labels_by_dialect(program: httpx.Client, product: int) -> dict[str, dict[int, str | None]]:
    """The label of each image, as each vendor's API has it."""
    spree, token, spiffy = (credential(program, name) for name in ("spree", "token", "spiffy"))
    bigcommerce = credential(program, "bigcommerce")
    json, bearer = {"Accept": "application/json"}, {"Authorization": f"Bearer {spiffy['access_token']}"}

    def read(path: str, headers: dict[str, str]) -> Any:
        return said(httpx.get(f"{program.base_url}{path}", headers={**json, **headers}))

    lists = {
        "spree": (read(f"/api/v1/products/{product}/images", {"X-Spree-Token": spree["token"]})["images"], "alt"),
        "bigcommerce": (
            read(f"/api/v2/products/{product}/images.json", {"X-Auth-Token": bigcommerce["access_token"]}),
            "description",
        ),
        "token": (
            read(f"/api/products/{product}/images?limit=100", {"Authorization": f"Token {token['key']}"})["results"],
            "description",
        ),
        "magento": (read(f"/api/rest/products/{product}/images", {}), "label"),
        "spiffy": (read(f"/api/products/{product}/images.json", bearer)["images"], "alt"),
    }
    return {name: {int(one["id"]): one[member] for one in listed} for name, (listed, member) in lists.items()}


@pytest.mark.browser
def test_the_first_five_minutes_by_json_alone(program: httpx.Client, new_tab: NewTab, address: str) -> None:
    found = said(program.get("/admin/", params={"q": "Cute dog"}))["owners"]
    dog = next(one["url"] for one in found if one["name"] == "Cute dog")
    before = said(program.get(dog))
    french = next(store["id"] for store in before["stores"] if store["code"] == "french")

    added = said(program.post(f"{dog}/images", files={"files": ("photo.jpg", pictures.jpeg(800, 600))}), 201)
    (image,) = added["edit"]["added"]
    assert len(added["images"]) == len(before["images"]) + 1
    here, at_french = f"{dog}/images/{image}", f"{dog}/images/{image}?store={french}"
    said(program.post(here, json={"do": "label", "label": "Our own photograph"}))
    assert said(program.get(at_french))["label"] == {"text": "Our own photograph", "source": "default"}
    said(program.post(at_french, json={"do": "label", "label": "Notre photographie"}))
    assert said(program.get(at_french))["label"] == {"text": "Notre photographie", "source": "store"}
    said(program.post(at_french, json={"do": "inherit-label"}))
    assert said(program.get(at_french))["label"]["source"] == "default"

    token = credential(program, "spree")["token"]
    uploaded = httpx.post(
        f"{address}/api/v1/products/cute-dog/images",
        headers={"X-Spree-Token": token},
        files={"image[attachment]": ("photo.jpg", pictures.jpeg(640, 480))},
    )
    theirs = said(uploaded, 201)["id"]
    grid = {"image": theirs, "store": 0, "text": "One photograph more"}
    saved = said(program.post(f"{dog}/labels", json={"cells": [grid, {**grid, "store": french, "text": "De plus"}]}))
    assert saved["edit"]["conflicts"] == []

    for name, labels in labels_by_dialect(program, before["owner"]["id"]).items():
        assert labels[image] == "Our own photograph", name
        assert labels[theirs] == "One photograph more", name

    tab = new_tab(signed_in=False)
    tab.sign_in("ada", "demo-admin-ada")
    tab.page.goto(f"{address}{dog}?store={french}")
    expect(tab.page.locator(f"#image-{theirs} textarea")).to_have_value("De plus")
    expect(tab.page.locator(f"#image-{image} textarea")).to_have_value("Our own photograph")

    assert said(program.get(f"{dog}/preview"))["left"]["store"]
    assert said(program.get("/admin/coverage"))["stores"]
    entry = said(program.get("/admin/history"))["entries"][0]
    assert {change["after"] for change in entry["changes"]} == {"One photograph more", "De plus"}
    undone = said(program.post(f"{dog}/undo", json={"entry": entry["id"]}))
    assert next(one for one in undone["images"] if one["id"] == theirs)["label"]["text"] is None
    expect(tab.page.locator(f"#image-{theirs} textarea")).to_have_value("")
