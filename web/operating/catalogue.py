"""The demo shop, and the catalogue in and out."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from web.demo.loading import load
from web.operating.opening import opened
from web.services import catalogue
from web.settings import Settings
from web.storage.files import FileStore


async def load_demo(settings: Settings) -> dict[str, Any]:
    async with opened(settings):
        return await load(settings, FileStore(settings.storage_url))


async def load_catalogue(settings: Settings, file: Path) -> dict[str, int]:
    text = await asyncio.to_thread(file.read_bytes)
    async with opened(settings):
        return msgspec.structs.asdict(await catalogue.load(text))


async def dump_catalogue(settings: Settings) -> bytes:
    async with opened(settings):
        return await catalogue.dump()


async def write_file(file: Path, text: bytes) -> None:
    await asyncio.to_thread(file.write_bytes, text)
