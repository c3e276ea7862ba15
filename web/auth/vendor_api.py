"""A vendor's API as everything outside the dialects sees it: its name, credentials, example line and addresses."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from web.auth.credentials import CredentialParts, CredentialRequest
from web.gallery.addresses import Addresses


@dataclass(frozen=True, kw_only=True)
class VendorApi:
    name: str  # in addresses, rows and commands
    title: str  # as people know it
    issue: Callable[[CredentialRequest], Awaitable[CredentialParts]]  # makes a credential, which is shown this once
    curl_example: Callable[[CredentialParts, str, int], list[str]]  # arguments that read a product's images: base, id
    addresses: Addresses  # of an image, as this API gives them out
    asks_for_consent: bool = False  # applications have names, and ask people to let them in
