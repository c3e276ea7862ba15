"""`packshot demo` and `packshot catalogue`."""

from pathlib import Path

import click

from web.cli.commands.common import as_json, print_result, run
from web.cli.operations import catalogue as operations


@click.command()
@as_json
def demo(as_json: bool) -> None:
    """Load the demo catalogue, its pictures and the demo people. Safe to repeat."""
    loaded = run(operations.load_demo)
    lines = [f"  {person['name']:<9} {person['password']:<18} {person['role']}" for person in loaded["people"]]
    summary = f"The demo shop: {loaded['products']} products, {loaded['images']} images. Sign in as:"
    print_result(as_json, loaded, "\n".join([summary, *lines]))


@click.group()
def catalogue() -> None:
    """The shop's stores, products and collections."""


@catalogue.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def catalogue_load(file: Path, as_json: bool) -> None:
    """Upsert a catalogue file. A bad one changes nothing."""
    counts = run(lambda settings: operations.load_catalogue(settings, file))
    lines = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
    print_result(as_json, counts, f"Loaded {lines}.")


@catalogue.command("dump")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@as_json
def catalogue_dump(file: Path | None, as_json: bool) -> None:
    """Write the catalogue to FILE, or to standard output."""
    text = run(operations.dump_catalogue)
    if file is None:
        click.echo(text.decode(), nl=False)
        return
    run(lambda _: operations.write_file(file, text))
    print_result(as_json, {"file": str(file), "bytes": len(text)}, f"Wrote {file}.")
