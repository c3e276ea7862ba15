"""People and their credentials."""

import msgspec

from web.auth import credentials, people
from web.auth.credentials import CredentialParts, CredentialRequest, Scope
from web.auth.secrets import SecretBox
from web.cli.operations.open_context import NotReachable, open_context
from web.dialects import BY_NAME
from web.gallery.actor import UserRole
from web.gallery.clock import as_datetime, now
from web.settings import Settings


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
        return await BY_NAME[dialect].issue(request)


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
