"""The shop under load: 1,000 products with 8 images each, in a SQLite database of its own."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from web.auth import people
from web.auth.credentials import CredentialRequest
from web.auth.secrets import SecretBox
from web.database.engines.bound import engine_for
from web.database.migrations import migrate
from web.dialects import DIALECTS
from web.gallery.edits import AddImage, ChangeImage
from web.gallery.model import Actor, Picture
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.settings import Settings, read_settings

PRODUCTS, IMAGES = 1_000, 8

CONSTANT: dict[str, object] = {
    "images": [
        {
            "id": n,
            "position": n,
            "alt": "White dress, seen from the front",
            "filename": f"dress_{n}.jpg",
            "extension": "jpg",
        }
        for n in range(IMAGES)
    ]
}


def settings_in(folder: Path) -> Settings:
    return read_settings(environ_in(folder))


def environ_in(folder: Path) -> dict[str, str]:
    return {"PACKSHOT_VAR": str(folder), "PACKSHOT_SECRET_KEY": "a secret for benchmarks", "PACKSHOT_API_QUOTA": "0"}


def build(folder: Path, products: int = PRODUCTS) -> dict[str, dict[str, Any]]:
    """Fill the database. Returns an admin's credential for each dialect."""
    return asyncio.run(_build(settings_in(folder), products))


async def _build(settings: Settings, products: int) -> dict[str, dict[str, Any]]:
    engine = engine_for(settings)
    try:
        await migrate(engine)
        await catalogue_file.load(
            msgspec.json.encode(
                {
                    "stores": [{"id": n, "code": f"store{n}", "name": f"Store {n}"} for n in (1, 2, 3)],
                    "products": [
                        {"id": n, "slug": f"product-{n}", "sku": f"P-{n}", "name": f"Product {n}"}
                        for n in range(1, products + 1)
                    ],
                }
            )
        )
        for number in range(1, products + 1):
            await _fill(number)
        person, _ = await people.add("bench", "admin", "Benchmark")
        request = CredentialRequest(person=person, scope="write", secret_box=SecretBox(settings.secret_key))
        return {dialect.name: await dialect.issue(request) for dialect in DIALECTS}
    finally:
        await engine.stop()


async def _fill(number: int) -> None:
    owner = await find_owner("product", ("id", str(number)))
    added = [
        AddImage(
            picture=_picture(f"{number}-{place}"),
            label=f"Picture {place}",
            roles=frozenset({"image"} if place == 1 else ()),
        )
        for place in range(1, IMAGES + 1)
    ]
    edited = await edit_gallery(owner, added, Actor(dialect="packshot"))
    labels = [ChangeImage(image_id=image, label="Image", store=2) for image in edited.added[:4]]
    await edit_gallery(owner, labels, Actor(dialect="packshot"))


def _picture(name: str) -> Picture:
    return Picture(
        number=0,
        content_hash=name.rjust(64, "0"),
        format="JPEG",
        size=123_456,
        width=1_600,
        height=1_200,
        mode="RGB",
        file_name=f"{name}.jpg",
        public_name=f"{name}.jpg",
        uploaded_at=0,
        uploader=None,
    )
