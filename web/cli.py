"""The `packshot` command: every line of the contract's section 2."""

import sys
from pathlib import Path
from typing import Any

import click
import msgspec
import uvicorn

from web import operating, reports
from web.auth.credentials import DIALECTS
from web.commands import as_json, run, tell
from web.gallery.formats import EXTENSIONS
from web.import_commands import export, import_, jobs
from web.renditions.free import LARGEST


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Packshot: one gallery for a shop's product images, answering five vendor APIs."""


for command in (import_, jobs, export):
    main.add_command(command)


@main.command()
@as_json
def migrate(as_json: bool) -> None:
    """Bring the database to the newest schema. Safe to repeat and to run from several processes."""
    run(operating.migrate)
    tell(as_json, {"migrated": True}, "The database has the newest schema.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--reload", is_flag=True, help="Start again when a source file changes.")
@as_json
def serve(host: str, port: int, workers: int, reload: bool, as_json: bool) -> None:
    """Serve; on the embedded database, migrate first."""
    address, port = run(lambda settings: operating.prepare_to_serve(settings, host, port))
    if as_json:
        tell(True, {"address": address}, "")
    else:
        click.echo(f"Packshot serves on {address}", err=True)
    uvicorn.run(
        "web.app:served",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        reload=reload,
        log_level="warning",
        access_log=False,
        date_header=True,
        server_header=False,
        proxy_headers=False,  # the application itself knows whom to believe
        timeout_keep_alive=65,
    )


@main.command()
@as_json
def demo(as_json: bool) -> None:
    """Load the demo catalogue, its pictures and the demo people. Safe to repeat."""
    told = run(lambda settings: operating.load_demo(settings, progress=not as_json))
    people = "\n".join(f"  {person['name']:<9} {person['password']:<18} {person['role']}" for person in told["people"])
    tell(as_json, told, f"The demo shop: {told['products']} products, {told['images']} images. Sign in as:\n{people}")


@main.group()
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


@main.group()
def user() -> None:
    """People."""


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(["admin", "staff", "customer"]))
@click.option("--full-name", default="")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@as_json
def user_add(name: str, role: Any, full_name: str, password_stdin: bool, as_json: bool) -> None:
    """Add a person. Without a password, one is made and printed."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    facts = run(lambda settings: operating.add_person(settings, name, role, full_name, password))
    given = f" The password is: {facts['password']}" if "password" in facts else ""
    tell(as_json, facts, f"Added {name} ({role}).{given}")


@main.group()
def credential() -> None:
    """API credentials."""


@credential.command("add")
@click.argument("user")
@click.option("--dialect", required=True, type=click.Choice(DIALECTS))
@click.option("--scope", default="write", show_default=True, type=click.Choice(["read", "write"]))
@click.option("--application", default="", help="Magento: what people are told who asks them to be let in.")
@as_json
def credential_add(user: str, dialect: Any, scope: Any, application: str, as_json: bool) -> None:
    """Make a credential and print it, once."""
    if application and dialect != "magento":
        raise click.UsageError("--application is for --dialect magento alone")
    facts = run(lambda settings: operating.add_credential(settings, user, dialect, scope, application))
    lines = "\n".join(f"  {name}: {value}" for name, value in facts.items())
    tell(as_json, facts, f"Keep it well, it is not shown again:\n{lines}")


@credential.command("list")
@as_json
def credential_list(as_json: bool) -> None:
    """List credentials, without their secrets."""
    listed = run(operating.list_credentials)
    rows = [
        f"{one['id']:>4}  {one['user']:<16} {one['dialect']:<12} {'revoked' if one['revoked'] else one['scope']:<8}"
        f"{one['application'] or ''}".rstrip()
        for one in listed
    ]
    tell(as_json, {"credentials": listed}, "\n".join(rows) or "There are no credentials.")


@credential.command("revoke")
@click.argument("number", metavar="ID", type=click.IntRange(1, 2**63 - 1))
@as_json
def credential_revoke(number: int, as_json: bool) -> None:
    """Revoke a credential: at once, for good."""
    run(lambda settings: operating.revoke_credential(settings, number))
    tell(as_json, {"id": number, "revoked": True}, f"Credential {number} is revoked.")


@main.command()
@click.option("--repair", is_flag=True, help="Put orphaned files aside; what is missing can't be made up.")
@as_json
def doctor(repair: bool, as_json: bool) -> None:
    """Check the database against the storage; exit status 1 when something is wrong."""
    report = run(lambda settings: operating.examine(settings, repair))
    tell(as_json, msgspec.structs.asdict(report), reports.of_examination(report))
    if not report.healthy:
        sys.exit(1)


@main.command("picture-address")
@click.argument("number", metavar="IMAGE", type=click.IntRange(1, 2**63 - 1))
@click.option("--width", type=click.IntRange(1, LARGEST), help="In pixels; left out, it follows from the height.")
@click.option("--height", type=click.IntRange(1, LARGEST), help="In pixels; left out, it follows from the width.")
@click.option("--fit", "way", default="fit", show_default=True, type=click.Choice(["fit", "fill"]))
@click.option("--format", "ending", default="webp", show_default=True, type=click.Choice(sorted(EXTENSIONS.values())))
@as_json
def picture_address(number: int, width: int | None, height: int | None, way: Any, ending: str, as_json: bool) -> None:
    """Print the signed address of an image's present picture in a size of your own.

    `fit` shows the whole picture inside the box, `fill` cuts it to the box's shape around the point that matters.
    """
    if width is None and height is None:
        raise click.UsageError("give --width, --height or both")
    facts = run(lambda settings: operating.picture_address(settings, number, width, height, way, ending))
    tell(as_json, facts, str(facts["address"]))


@main.command()
@as_json
def findings(as_json: bool) -> None:
    """What is not good about the pictures: too small, blurred, alike … Nothing is refused for it."""
    noted = run(operating.list_findings)
    tell(as_json, {"findings": [msgspec.structs.asdict(one) for one in noted]}, reports.of_findings(noted))


@main.command()
@as_json
def sweep(as_json: bool) -> None:
    """Put aside what was replaced or removed longer ago than the grace time; delete what has lain aside as long."""
    swept = run(operating.sweep)
    tell(as_json, msgspec.structs.asdict(swept), reports.of_sweep(swept))


if __name__ == "__main__":
    main()
