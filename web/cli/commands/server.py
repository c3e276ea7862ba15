"""`packshot migrate` and `packshot serve`."""

import click

from web.cli import serving
from web.cli.commands.common import as_json, print_result, run
from web.cli.server.connection import Config
from web.cli.server.running import configuration, run_server
from web.settings import Settings


@click.command()
@as_json
def migrate(as_json: bool) -> None:
    """Bring the database to the newest schema. Safe to repeat and to run from several processes."""
    run(serving.migrate)
    print_result(as_json, {"migrated": True}, "The database has the newest schema.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--reload", is_flag=True, help="Start again when a source file changes.")
@as_json
def serve(host: str, port: int, workers: int, reload: bool, as_json: bool) -> None:
    """Serve; on the embedded database, migrate first."""

    async def prepare(settings: Settings) -> tuple[str, Config]:
        address, free = await serving.prepare_to_serve(settings, host, port)
        return address, configuration(settings.connections, host, free, workers, reload=reload)

    address, config = run(prepare)
    if as_json:
        print_result(True, {"address": address}, "")
    else:
        click.echo(f"Packshot serves on {address}", err=True)
    run_server(config)
