"""Packshot's own API, the JSON face of the admin: how its credentials are issued, and where it has an image."""

import secrets

from web.admin.openapi import OPERATIONS
from web.admin.shell.owners import address_of
from web.auth.credentials import OWN_API, CredentialParts, CredentialRequest, add
from web.gallery.addresses import Addressed
from web.gallery.model import Image
from web.gallery.owner import Owner
from web.http.operations import DescribedApi
from web.http.pages.faces import JSON
from web.media.routes import address


async def issue(requested: CredentialRequest) -> CredentialParts:
    token = secrets.token_urlsafe(32)
    return {"id": await add(requested, OWN_API, (token,)), "token": token}


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    headers = (f"Authorization: Bearer {parts['token']}", f"Accept: {JSON}")
    return [*(word for header in headers for word in ("--header", header)), f"{base}{address_of('product', product)}"]


def addresses(image: Image, owner: Owner, base: str) -> Addressed:
    resource = f"{base}{address_of(owner.kind, owner.shop_id)}/images/{image.id}/details"
    return Addressed(resource, {"original": base + address(image.picture)})


TEXT = """\
What the browser can do, at the same addresses: with `Accept: application/json` they answer with the values of their
page, and their forms take JSON bodies. Stable from 1.0: members, fields, types of problems and addresses are only ever
added. Addresses in answers are paths on this server; times are ISO 8601 in UTC. What a form leaves out stays as it is.
"""

PACKSHOT = DescribedApi(
    name=OWN_API,
    title="Packshot",
    issue=issue,
    curl_example=curl_example,
    addresses=addresses,
    text=TEXT,
    operations=OPERATIONS,
    security={"bearer": {"type": "http", "scheme": "bearer"}},
)
