"""`packshot demo` and `packshot catalogue`."""

from pathlib import Path

import click

from web.commands.common import as_json, run, tell
from web.operating import catalogue as operating


@click.command()
@as_json
def demo(as_json: bool) -> None:
    """Load the demo catalogue, its pictures and the demo people. Safe to repeat."""
    told = run(operating.load_demo)
    people = "\n".join(f"  {person['name']:<9} {person['password']:<18} {person['role']}" for person in told["people"])
    tell(as_json, told, f"The demo shop: {told['products']} products, {told['images']} images. Sign in as:\n{people}")


@click.group()
def catalogue() -> None:
    """The shop's stores, products and collections."""


@catalogue.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def catalogue_load(file: Path, as_json: bool) -> None:
    """Upsert a catalogue file. A bad one changes nothing."""
    counts = run(lambda settings: operating.load_catalogue(settings, file))
    lines = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
    tell(as_json, counts, f"Loaded {lines}.")


@catalogue.command("dump")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@as_json
def catalogue_dump(file: Path | None, as_json: bool) -> None:
    """Write the catalogue to FILE, or to standard output."""
    text = run(operating.dump_catalogue)
    if file is None:
        click.echo(text.decode(), nl=False)
        return
    run(lambda _: operating.write_file(file, text))
    tell(as_json, {"file": str(file), "bytes": len(text)}, f"Wrote {file}.")
