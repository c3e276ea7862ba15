"""API credentials: made once and shown once, recognised by what a client presents, revoked by id."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from web.auth.secrets import SecretBox, hash_of
from web.database.queries import credentials
from web.database.queries import credentials as rows
from web.database.queries.credentials import CredentialRow, listing, revoke
from web.database.queries.quotas import Account, Window
from web.gallery.addresses import Addresses
from web.gallery.clock import now
from web.gallery.model import Person

OWN_API = "packshot"  # whose credentials are access tokens, beside those of the vendors' APIs
TASK = "credential_uses"
INTERVAL = 20.0  # seconds


class CredentialUsage:
    def __init__(self) -> None:
        self._uses: dict[int, int] = {}

    def record(self, credential: int) -> None:
        self._uses[credential] = now()

    async def write(self) -> None:
        """Write what was recorded; on failure it is kept for the next time, unless the credential was used since."""
        uses, self._uses = self._uses, {}
        try:
            if uses:
                await credentials.note_uses(uses)
        except BaseException:  # being cancelled, too
            self._uses = uses | self._uses
            raise


usage = CredentialUsage()


__all__ = ["CredentialRow", "listing", "revoke"]  # re-exported, for callers that must not import the database

Scope = Literal["read", "write"]
CredentialParts = dict[str, int | str]  # what a new credential consists of, by the names its clients know


class CredentialRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A credential to be issued: for whom, for what. A dialect's `issue` makes it."""

    person: Person
    scope: Scope
    secret_box: SecretBox
    application: str = ""  # its name, where an application asks people to let it in


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """A person who presented a valid credential."""

    person: Person
    credential: int
    scope: str
    quota: Window = Window()  # of its calls, when it was recognised

    @property
    def account(self) -> Account:
        return Account("credential", self.credential)

    @property
    def may_write(self) -> bool:
        """Admins and staff write, customers read, and a credential of scope `read` never writes."""
        return self.scope == "write" and self.person.role in ("admin", "staff")


class Refused(Exception):
    """The credential is known but no longer good: revoked, or its person was switched off."""

    def __init__(self, reason: Literal["revoked", "inactive"]) -> None:
        super().__init__(reason)
        self.reason = reason


async def recognise(dialect: str, *presented: str) -> Caller | None:
    """Find who presented this credential; None when nobody has it. Raises Refused. One statement."""
    known = await rows.find(dialect, hash_of(dialect, *presented))
    return None if known is None else admitted(known)


async def person_behind(dialect: str, *presented: str) -> Person | None:
    """The person whose credential this still is; counts no use of it. One statement."""
    known = await rows.find(dialect, hash_of(dialect, *presented))
    return None if known is None or known.revoked or not known.person.active else known.person


def admitted(known: rows.KnownCredential) -> Caller:
    """The caller of a known credential. Raises Refused."""
    if known.revoked:
        raise Refused("revoked")
    if not known.person.active:
        raise Refused("inactive")
    usage.record(known.id)
    return Caller(person=known.person, credential=known.id, scope=known.scope, quota=known.quota)


async def add(request: CredentialRequest, dialect: str, *presented: tuple[str, ...]) -> int:
    """Make a credential that is recognised by any of these; only their hashes are kept. Returns its id."""
    hashes = tuple(hash_of(dialect, *parts) for parts in presented)
    return await rows.add(request.person.id, dialect, request.scope, hashes, now())


@dataclass(frozen=True, kw_only=True)
class VendorApi:
    name: str  # in addresses, rows and commands
    title: str  # as people know it
    issue: Callable[[CredentialRequest], Awaitable[CredentialParts]]  # makes a credential, which is shown this once
    curl_example: Callable[[CredentialParts, str, int], list[str]]  # arguments that read a product's images: base, id
    addresses: Addresses  # of an image, as this API gives them out
    asks_for_consent: bool = False  # applications have names, and ask people to let them in
