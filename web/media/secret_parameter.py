"""The parameter `s` of vendor-shaped picture addresses: the picture's secret, in those of a product that is hidden.

Those of a visible product are as the vendor has them, and answer without it.
"""

from web.context import AnyRequest
from web.gallery.model import Picture
from web.gallery.owner import Owner
from web.http.urls import with_query

PARAMETER = "s"


def readable(address: str, picture: Picture, owner: Owner) -> str:
    """The address as it answers guests today."""
    return address if owner.visible else with_query(address, **{PARAMETER: picture.secret})


def given_secret(request: AnyRequest) -> str:
    return request.query_params.get(PARAMETER, "")
