"""Requests that are refused, in every dialect and in the admin: none of them may change anything."""

# ruff: noqa: E501 - a table

from typing import Any, NamedTuple

from httpx import Response

from tests.dialects.magento.client import MagentoClient
from tests.dialects.sequences.world import World

TEXT = ("dress.png", b"no picture at all")
NOT_A_PICTURE = "bm8gcGljdHVyZQ=="
SPREE, TOKEN = "/api/v1/products/cute-dog/images", "/api/products/8/images"
BIG, MAGENTO = "/api/v2/products/8/images", "/api/rest/products/8/images"
SPIFFY, ADMIN = "/api/products/cute-dog/images", "/admin/products/8"


class RefusedRequest(NamedTuple):
    """`{image}` is one that is there, `{other}` one of another product, and 999999 one that never was."""

    dialect: str
    who: str | None
    method: str
    path: str
    status: int
    sending: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it


REFUSALS = (
    RefusedRequest("spree", "ann", "PUT", SPREE + "/{image}", 422, {"json": {"image": {"alt": "x", "position": 2**31 + 999}}}),
    RefusedRequest("spree", "ann", "PUT", SPREE + "/{image}", 422, {"json": {}}),
    RefusedRequest(
        "spree", "ann", "PUT", SPREE + "/{image}", 422,
        {"data": {"image[alt]": "x", "image[position]": "1"}, "files": {"image[attachment]": TEXT}},
    ),
    RefusedRequest("spree", "ann", "POST", SPREE, 422, {"data": {"image[position]": "1"}, "files": {"image[attachment]": TEXT}}),
    RefusedRequest("spree", "ann", "PUT", SPREE + "/{other}", 404, {"json": {"image": {"alt": "x"}}}),
    RefusedRequest("spree", "ann", "DELETE", SPREE + "/999999", 404),
    RefusedRequest("spree", "sam", "PUT", SPREE + "/{image}", 404, {"json": {"image": {"alt": "x"}}}),
    RefusedRequest("spree", "cus", "DELETE", SPREE + "/{image}", 404),
    RefusedRequest("spree", "rob", "DELETE", SPREE + "/{image}", 401),
    RefusedRequest("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"description": "x", "sort_order": 2**31 + 999}}),
    RefusedRequest("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"description": "x", "is_thumbnail": "yes"}}),
    RefusedRequest("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"description": "x", "product_id": 28}}),
    RefusedRequest("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"sort_order": 0, "image_file": "none.png"}}),
    RefusedRequest("bigcommerce", "ann", "POST", BIG, 400, {"json": {"is_thumbnail": True, "sort_order": 0}}),
    RefusedRequest("bigcommerce", "ann", "DELETE", BIG + "?limit=251", 413),
    RefusedRequest("bigcommerce", "ann", "DELETE", BIG + "/{other}", 404),
    RefusedRequest("bigcommerce", "rob", "DELETE", BIG, 403),
    RefusedRequest("bigcommerce", "cus", "PUT", BIG + "/{image}", 403, {"json": {"is_thumbnail": True}}),
    RefusedRequest("token", "ann", "PATCH", TOKEN + "/{image}", 400, {"json": {"alt_text": "x", "order": "last"}}),
    RefusedRequest("token", "ann", "PATCH", TOKEN + "/{image}", 400, {"json": {"is_primary": True, "order": 2**53}}),
    RefusedRequest("token", "ann", "PATCH", TOKEN + "/{image}", 400, {"data": {"order": "1"}, "files": {"image": TEXT}}),
    RefusedRequest("token", "ann", "POST", TOKEN, 400, {"data": {"is_primary": "true"}}),
    RefusedRequest("token", "ann", "DELETE", TOKEN + "/{other}", 404),
    RefusedRequest("token", "rob", "PATCH", TOKEN + "/{image}", 403, {"json": {"alt_text": "x"}}),
    RefusedRequest("token", "cus", "DELETE", TOKEN + "/{image}", 403),
    RefusedRequest("magento", "ann", "PUT", MAGENTO + "/{image}", 400, {"json": {"label": "x", "file_content": "%"}}),
    RefusedRequest("magento", "ann", "PUT", MAGENTO + "/{image}", 400, {"json": {"label": "x", "file_content": NOT_A_PICTURE}}),
    RefusedRequest("magento", "ann", "PUT", MAGENTO + "/{image}/store/9", 400, {"json": {"label": "x"}}),
    RefusedRequest("magento", "ann", "PUT", MAGENTO + "/{image}/store/french", 400, {"json": {"disabled": 1}}),
    RefusedRequest("magento", "ann", "POST", MAGENTO, 400, {"json": {"types": ["image"]}}),
    RefusedRequest("magento", "ann", "DELETE", MAGENTO + "/{other}/store/french", 404),
    RefusedRequest("magento", "rob", "PUT", MAGENTO + "/{image}", 403, {"json": {"exclude": 1}}),
    RefusedRequest("magento", "cus", "DELETE", MAGENTO + "/{image}/store/french", 403),
    RefusedRequest("magento", None, "DELETE", MAGENTO + "/{image}", 403),
    RefusedRequest("spiffy", "ann", "PUT", SPIFFY + "/{image}.json", 422, {"json": {"image": {"alt": "x"}}}),
    RefusedRequest("spiffy", "ann", "PUT", SPIFFY + "/{image}.json", 422, {"json": {"image": {"id": 999999, "position": 1}}}),
    RefusedRequest(
        "spiffy", "ann", "POST", SPIFFY + ".json", 422, {"json": {"image": {"attachment": NOT_A_PICTURE, "position": 1}}}
    ),
    RefusedRequest("spiffy", "ann", "DELETE", SPIFFY + "/{other}.json", 404),
    RefusedRequest("spiffy", "rob", "DELETE", SPIFFY + "/{image}.json", 403),
    RefusedRequest("spiffy", "cus", "PUT", SPIFFY + "/{image}.json", 403, {"json": {"image": {"id": 1, "alt": "x"}}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images/{image}", 400, {"data": {"do": "explode"}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images/{image}", 400, {"data": {"do": "roles", "roles": ["image", "cover"]}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images/{image}", 400, {"data": {"do": "inherit-label"}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images/{other}", 404, {"data": {"do": "remove"}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images/{image}?store=nowhere", 404, {"data": {"do": "remove"}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/undo", 409, {"data": {"entry": "1"}}),
    RefusedRequest("admin", None, "POST", ADMIN + "/images/{image}", 403, {"data": {"do": "remove"}}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images/{image}/picture", 422, {"files": [("files", TEXT)]}),
    RefusedRequest("admin", "ann", "POST", ADMIN + "/images", 422, {"files": [("files", TEXT)]}),
)  # fmt: skip


def check_refused(world: World, request: RefusedRequest, image: int) -> None:
    with world.one_entry(request.dialect, world.dog):
        response = _send(world, request, request.path.format(image=image, other=world.mug.ids[0]))
        assert response.status_code == request.status, (request, response.status_code, response.text[:500])


def _send(world: World, request: RefusedRequest, path: str) -> Response:
    if request.dialect == "magento":
        issued = world.credentials[request.who]["magento"] if request.who else None
        return MagentoClient(world.client, issued)(request.method, path, **request.sending)
    if request.dialect == "admin":
        sending = dict(request.sending)
        if request.who:
            sending["data"] = {"_csrf_token": world.on_dog.admin.token(), **sending.get("data", {})}
        return world.client.request(request.method, path, **sending)
    assert request.who
    issued = world.credentials[request.who][request.dialect]
    match request.dialect:
        case "spree":
            headers = {"X-Spree-Token": issued["token"]}
        case "bigcommerce":
            headers = {"X-Auth-Token": issued["access_token"], "Accept": "application/json"}
        case "token":
            headers = {"Authorization": f"Token {issued['key']}"}
        case _:
            headers = {"Authorization": f"Bearer {issued['access_token']}"}
    return world.client.request(request.method, path, headers=headers, **request.sending)
