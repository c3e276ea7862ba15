"""A small shop for tests: its catalogue, its people and their credentials."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import msgspec

from web.app import APIS
from web.auth import people
from web.auth.credentials import CredentialParts, CredentialRequest, Scope
from web.auth.secrets import SecretBox
from web.database.engines.bound import engine_for
from web.database.migrations import migrate
from web.database.queries import credentials
from web.gallery.clock import now
from web.gallery.model import Person
from web.services.catalogue import catalogue_file
from web.settings import Settings, read_settings

CATALOGUE = {
    "stores": [
        {"id": 1, "code": "default", "name": "English store", "locale": "en", "default": True},
        {"id": 2, "code": "french", "name": "French store", "locale": "fr"},
        {"id": 3, "code": "german", "name": "German store", "locale": "de"},
        {"id": 4, "code": "second_en", "name": "Second English store", "locale": "en"},
    ],
    "image_roles": [{"code": "hover_image", "name": "Hover image"}],
    "products": [
        {
            "id": 8,
            "slug": "cute-dog",
            "old_slugs": ["dog"],
            "sku": "DOG-8",
            "name": "Cute dog",
            "variations": [
                {"id": 5595, "sku": "DOG-8-S", "name": "Small"},
                {"id": 5596, "sku": "DOG-8-L", "name": "Large"},
            ],
        },
        {"id": 28, "slug": "mug", "sku": "MUG-28", "name": "Mug"},
        {"id": 123, "slug": "lamp", "sku": "LAMP 1/2", "name": "Lamp"},
        {"id": 200, "slug": "1", "sku": "28", "name": "Named like ids"},
        {"id": 300, "slug": "hidden", "sku": "HID", "name": "Hidden", "visible": False},
        {"id": 400, "slug": "no-images", "sku": "NOIMG", "name": "Takes no images", "supports_images": False},
        {"id": 500, "slug": "abroad", "sku": "ABR", "name": "Only in the second store", "stores": ["second_en"]},
        {"id": 600, "slug": "nowhere", "sku": "NOW", "name": "On no store", "stores": []},
    ],
    "collections": [
        {"id": 155, "kind": "standard", "slug": "home-collection", "name": "Home"},
        {"id": 156, "kind": "super", "slug": "featured-collection", "name": "Featured"},
        {"id": 8, "kind": "standard", "slug": "cute-dog", "name": "Numbered like a product"},
    ],
}

SECRET = "a secret for tests only"
PASSWORD = "correct horse battery"
# ann and rob are admins, rob's credentials only read; sam is staff, cus a customer; dan's credentials are revoked.
PEOPLE = {"ann": "admin", "rob": "admin", "sam": "staff", "cus": "customer", "dan": "admin"}

Credentials = dict[str, dict[str, dict[str, Any]]]  # person -> dialect -> what was issued


def settings_in(folder: Path, **more: str) -> Settings:
    return read_settings({"PACKSHOT_VAR": str(folder), "PACKSHOT_SECRET_KEY": SECRET, **more})


def copy_shop(filled_shop: tuple[Path, Credentials], folder: Path, **more: str) -> Settings:
    """Settings over a copy of a filled shop's database in another folder."""
    shutil.copy(filled_shop[0] / "packshot.sqlite", folder / "packshot.sqlite")
    return settings_in(folder, **more)


def fill_shop(settings: Settings) -> Credentials:
    """A migrated database with the catalogue, the people and a credential each in every dialect."""
    return asyncio.run(_fill_shop(settings))


async def _fill_shop(settings: Settings) -> Credentials:
    engine = engine_for(settings)
    try:
        await migrate(engine)
        await catalogue_file.load(msgspec.json.encode(CATALOGUE))
        return {name: await _person(name, settings) for name in PEOPLE}
    finally:
        await engine.stop()


async def _person(name: str, settings: Settings) -> dict[str, dict[str, Any]]:
    person, _ = await people.add(name, PEOPLE[name], f"{name.title()} Example", PASSWORD)  # type: ignore[arg-type]
    issued = {
        dialect: await issue(person, dialect, "read" if name == "rob" else "write", SecretBox(settings.secret_key))
        for dialect in APIS
    }
    if name == "dan":
        for one in issued.values():
            await credentials.revoke(int(one["id"]), now())
    return {str(dialect): one for dialect, one in issued.items()}


async def issue(person: Person, dialect: str, scope: Scope, box: SecretBox, application: str = "") -> CredentialParts:
    """A new credential, as the command line makes it."""
    request = CredentialRequest(person=person, scope=scope, secret_box=box, application=application)
    return await APIS[dialect].issue(request)
