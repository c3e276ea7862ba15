"""The `packshot` command: every line of the contract's section 2."""

from importlib import import_module

import click

COMMANDS = {
    "migrate": "server:migrate",
    "serve": "server:serve",
    "demo": "catalogue:demo",
    "catalogue": "catalogue:catalogue",
    "user": "people:user",
    "credential": "people:credential",
    "import": "importing:import_",
    "jobs": "importing:jobs",
    "export": "importing:export",
    "doctor": "pictures:doctor",
    "findings": "pictures:findings",
    "sweep": "pictures:sweep",
    "picture-address": "pictures:picture_address",
}


class LazyGroup(click.Group):
    """Imports only the module of the command that is run: all of them together take half a second."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _colon, function = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(f"web.cli.commands.{module}"), function)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Packshot: one gallery for a shop's product images, answering five vendor APIs."""


if __name__ == "__main__":
    main()
