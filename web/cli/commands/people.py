"""`packshot user` and `packshot credential`."""

import sys

import click
import msgspec

from web.app import APIS
from web.auth import credentials, people
from web.auth.credentials import CredentialParts, CredentialRequest, Scope
from web.auth.secrets import SecretBox
from web.cli.commands.common import NotReachable, as_json, open_context, print_result, run
from web.gallery.clock import as_datetime, now
from web.gallery.model import UserRole
from web.settings import Settings


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
    facts = run(lambda settings: add_person(settings, name, role, full_name, password))
    given = f" The password is: {facts['password']}" if "password" in facts else ""
    print_result(as_json, facts, f"Added {name} ({role}).{given}")


@click.group()
def credential() -> None:
    """API credentials."""


@credential.command("add")
@click.argument("user")
@click.option("--dialect", required=True, type=click.Choice([*APIS]))
@click.option("--scope", default="write", show_default=True, type=click.Choice(["read", "write"]))
@click.option("--application", default="", help="For dialects that ask people to let applications in: its name.")
@as_json
def credential_add(user: str, dialect: str, scope: Scope, application: str, as_json: bool) -> None:
    """Make a credential and print it, once."""
    asking = [name for name, one in APIS.items() if one.asks_for_consent]
    if application and dialect not in asking:
        raise click.UsageError(f"--application is for --dialect {' or '.join(asking)} alone")
    facts = run(lambda settings: add_credential(settings, user, dialect, scope, application))
    lines = "\n".join(f"  {name}: {value}" for name, value in facts.items())
    print_result(as_json, facts, f"Keep it well, it is not shown again:\n{lines}")


@credential.command("list")
@as_json
def credential_list(as_json: bool) -> None:
    """List credentials, without their secrets."""
    listed = run(list_credentials)
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
    run(lambda settings: revoke_credential(settings, number))
    print_result(as_json, {"id": number, "revoked": True}, f"Credential {number} is revoked.")


class ListedCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential without its secrets, as it is printed; `created_at` in ISO 8601."""

    id: int
    user: str
    dialect: str
    scope: str
    application: str | None
    created_at: str
    revoked: bool


async def add_person(
    settings: Settings, name: str, role: UserRole, full_name: str, password: str | None
) -> dict[str, int | str]:
    """The person's members, with the password where it was generated."""
    async with open_context(settings):
        person, generated = await people.add(name, role, full_name, password)
    facts: dict[str, int | str] = {"id": person.id, "name": name, "role": role, "full_name": full_name}
    return facts | ({"password": generated} if password is None else {})


async def add_credential(
    settings: Settings, user: str, dialect: str, scope: Scope, application: str
) -> CredentialParts:
    async with open_context(settings):
        person = await people.by_name(user)
        if person is None:
            raise NotReachable(f"there is nobody called {user}")
        box = SecretBox(settings.secret_key)
        request = CredentialRequest(person=person, scope=scope, secret_box=box, application=application)
        return await APIS[dialect].issue(request)


async def list_credentials(settings: Settings) -> list[ListedCredential]:
    async with open_context(settings):
        listed = await credentials.listing()
    return [
        ListedCredential(
            id=one.id,
            user=one.person,
            dialect=one.dialect,
            scope=one.scope,
            application=one.application,
            created_at=as_datetime(one.created_at).isoformat(),
            revoked=one.revoked_at is not None,
        )
        for one in listed
    ]


async def revoke_credential(settings: Settings, number: int) -> None:
    async with open_context(settings):
        if not await credentials.revoke(number, now()):
            raise NotReachable(f"there is no credential {number}")
