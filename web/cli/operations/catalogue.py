"""The demo shop, and the catalogue in and out."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from web.cli.operations.open_context import open_context
from web.demo.loading import load
from web.files.store import FileStore
from web.services.catalogue import catalogue_file
from web.settings import Settings


async def load_demo(settings: Settings) -> dict[str, Any]:
    async with open_context(settings):
        return await load(settings, FileStore(settings.storage_url))


async def load_catalogue(settings: Settings, file: Path) -> dict[str, int]:
    text = await asyncio.to_thread(file.read_bytes)
    async with open_context(settings):
        return msgspec.structs.asdict(await catalogue_file.load(text))


async def dump_catalogue(settings: Settings) -> bytes:
    async with open_context(settings):
        return await catalogue_file.dump()


async def write_file(file: Path, text: bytes) -> None:
    await asyncio.to_thread(file.write_bytes, text)
