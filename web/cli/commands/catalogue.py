"""`packshot demo` and `packshot catalogue`."""

import asyncio
from pathlib import Path

import click
import msgspec

from web.cli.commands.common import as_json, open_context, print_result, run
from web.demo.loading import DemoLoaded, load
from web.files.store import FileStore
from web.services.catalogue import catalogue_file
from web.settings import Settings


@click.command()
@as_json
def demo(as_json: bool) -> None:
    """Load the demo catalogue, its pictures and the demo people. Safe to repeat."""
    loaded = run(load_demo)
    lines = [f"  {one.name:<9} {one.password:<18} {one.role}" for one in loaded.people]
    summary = f"The demo shop: {loaded.products} products, {loaded.images} images. Sign in as:"
    print_result(as_json, loaded, "\n".join([summary, *lines]))


@click.group()
def catalogue() -> None:
    """The shop's stores, products and collections."""


@catalogue.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def catalogue_load(file: Path, as_json: bool) -> None:
    """Upsert a catalogue file. A bad one changes nothing."""
    counts = run(lambda settings: load_catalogue(settings, file))
    lines = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
    print_result(as_json, counts, f"Loaded {lines}.")


@catalogue.command("dump")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@as_json
def catalogue_dump(file: Path | None, as_json: bool) -> None:
    """Write the catalogue to FILE, or to standard output."""
    text = run(dump_catalogue)
    if file is None:
        click.echo(text.decode(), nl=False)
        return
    run(lambda _: write_file(file, text))
    print_result(as_json, {"file": str(file), "bytes": len(text)}, f"Wrote {file}.")


async def load_demo(settings: Settings) -> DemoLoaded:
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
