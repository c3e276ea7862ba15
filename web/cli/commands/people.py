"""`packshot user` and `packshot credential`."""

import sys

import click

from web.auth.credentials import Scope
from web.cli.commands.common import as_json, print_result, run
from web.cli.operations import people as operations
from web.dialects import BY_NAME
from web.gallery.actor import UserRole


@click.group()
def user() -> None:
    """People."""


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(["admin", "staff", "customer"]))
@click.option("--full-name", default="")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@as_json
def user_add(name: str, role: UserRole, full_name: str, password_stdin: bool, as_json: bool) -> None:
    """Add a person. Without a password, one is made and printed."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    facts = run(lambda settings: operations.add_person(settings, name, role, full_name, password))
    given = f" The password is: {facts['password']}" if "password" in facts else ""
    print_result(as_json, facts, f"Added {name} ({role}).{given}")


@click.group()
def credential() -> None:
    """API credentials."""


@credential.command("add")
@click.argument("user")
@click.option("--dialect", required=True, type=click.Choice([*BY_NAME]))
@click.option("--scope", default="write", show_default=True, type=click.Choice(["read", "write"]))
@click.option("--application", default="", help="For dialects that ask people to let applications in: its name.")
@as_json
def credential_add(user: str, dialect: str, scope: Scope, application: str, as_json: bool) -> None:
    """Make a credential and print it, once."""
    asking = [name for name, one in BY_NAME.items() if one.asks_for_consent]
    if application and dialect not in asking:
        raise click.UsageError(f"--application is for --dialect {' or '.join(asking)} alone")
    facts = run(lambda settings: operations.add_credential(settings, user, dialect, scope, application))
    lines = "\n".join(f"  {name}: {value}" for name, value in facts.items())
    print_result(as_json, facts, f"Keep it well, it is not shown again:\n{lines}")


@credential.command("list")
@as_json
def credential_list(as_json: bool) -> None:
    """List credentials, without their secrets."""
    listed = run(operations.list_credentials)
    rows = [
        f"{one.id:>4}  {one.user:<16} {one.dialect:<12} {'revoked' if one.revoked else one.scope:<8}"
        f"{one.application or ''}".rstrip()
        for one in listed
    ]
    print_result(as_json, {"credentials": listed}, "\n".join(rows) or "There are no credentials.")


@credential.command("revoke")
@click.argument("number", metavar="ID", type=click.IntRange(1, 2**63 - 1))
@as_json
def credential_revoke(number: int, as_json: bool) -> None:
    """Revoke a credential: at once, for good."""
    run(lambda settings: operations.revoke_credential(settings, number))
    print_result(as_json, {"id": number, "revoked": True}, f"Credential {number} is revoked.")
