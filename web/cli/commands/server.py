"""`packshot migrate` and `packshot serve`."""

import click
import uvicorn

from web.cli import serving
from web.cli.commands.common import as_json, print_result, run
from web.cli.serving import LOG_CONFIG


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
    address, port = run(lambda settings: serving.prepare_to_serve(settings, host, port))
    if as_json:
        print_result(True, {"address": address}, "")
    else:
        click.echo(f"Packshot serves on {address}", err=True)
    uvicorn.run(
        "web.app:served",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        reload=reload,
        reload_includes=["*.py", "*.html", "*.css", "*.js"] if reload else None,
        log_config=LOG_CONFIG,
        log_level="warning",
        access_log=False,
        date_header=True,
        server_header=False,
        proxy_headers=False,  # the application itself knows whom to believe
        timeout_keep_alive=65,
    )
