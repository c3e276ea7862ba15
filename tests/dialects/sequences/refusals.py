"""Requests that are refused, in every dialect and in the admin: none of them may change anything."""

# ruff: noqa: E501 - a table

from typing import Any, NamedTuple

from httpx import Response

from tests.dialects.magento.asking import Asker
from tests.dialects.sequences.world import World

TEXT = ("dress.png", b"no picture at all")
NOT_A_PICTURE = "bm8gcGljdHVyZQ=="
SPREE, TOKEN = "/api/v1/products/cute-dog/images", "/api/products/8/images"
BIG, MAGENTO = "/api/v2/products/8/images", "/api/rest/products/8/images"
SPIFFY, ADMIN = "/api/products/cute-dog/images", "/admin/products/8"


class Refused(NamedTuple):
    """`{image}` is one that is there, `{other}` one of another product, and 999999 one that never was."""

    dialect: str
    who: str | None
    method: str
    path: str
    status: int
    sending: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it


REFUSALS = (
    Refused("spree", "ann", "PUT", SPREE + "/{image}", 422, {"json": {"image": {"alt": "x", "position": 2**31 + 999}}}),
    Refused("spree", "ann", "PUT", SPREE + "/{image}", 422, {"json": {}}),
    Refused(
        "spree", "ann", "PUT", SPREE + "/{image}", 422,
        {"data": {"image[alt]": "x", "image[position]": "1"}, "files": {"image[attachment]": TEXT}},
    ),
    Refused("spree", "ann", "POST", SPREE, 422, {"data": {"image[position]": "1"}, "files": {"image[attachment]": TEXT}}),
    Refused("spree", "ann", "PUT", SPREE + "/{other}", 404, {"json": {"image": {"alt": "x"}}}),
    Refused("spree", "ann", "DELETE", SPREE + "/999999", 404),
    Refused("spree", "sam", "PUT", SPREE + "/{image}", 404, {"json": {"image": {"alt": "x"}}}),
    Refused("spree", "cus", "DELETE", SPREE + "/{image}", 404),
    Refused("spree", "rob", "DELETE", SPREE + "/{image}", 401),
    Refused("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"description": "x", "sort_order": 2**31 + 999}}),
    Refused("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"description": "x", "is_thumbnail": "yes"}}),
    Refused("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"description": "x", "product_id": 28}}),
    Refused("bigcommerce", "ann", "PUT", BIG + "/{image}", 400, {"json": {"sort_order": 0, "image_file": "none.png"}}),
    Refused("bigcommerce", "ann", "POST", BIG, 400, {"json": {"is_thumbnail": True, "sort_order": 0}}),
    Refused("bigcommerce", "ann", "DELETE", BIG + "?limit=251", 413),
    Refused("bigcommerce", "ann", "DELETE", BIG + "/{other}", 404),
    Refused("bigcommerce", "rob", "DELETE", BIG, 403),
    Refused("bigcommerce", "cus", "PUT", BIG + "/{image}", 403, {"json": {"is_thumbnail": True}}),
    Refused("token", "ann", "PATCH", TOKEN + "/{image}", 400, {"json": {"alt_text": "x", "order": "last"}}),
    Refused("token", "ann", "PATCH", TOKEN + "/{image}", 400, {"json": {"is_primary": True, "order": 2**53}}),
    Refused("token", "ann", "PATCH", TOKEN + "/{image}", 400, {"data": {"order": "1"}, "files": {"image": TEXT}}),
    Refused("token", "ann", "POST", TOKEN, 400, {"data": {"is_primary": "true"}}),
    Refused("token", "ann", "DELETE", TOKEN + "/{other}", 404),
    Refused("token", "rob", "PATCH", TOKEN + "/{image}", 403, {"json": {"alt_text": "x"}}),
    Refused("token", "cus", "DELETE", TOKEN + "/{image}", 403),
    Refused("magento", "ann", "PUT", MAGENTO + "/{image}", 400, {"json": {"label": "x", "file_content": "%"}}),
    Refused("magento", "ann", "PUT", MAGENTO + "/{image}", 400, {"json": {"label": "x", "file_content": NOT_A_PICTURE}}),
    Refused("magento", "ann", "PUT", MAGENTO + "/{image}/store/9", 400, {"json": {"label": "x"}}),
    Refused("magento", "ann", "PUT", MAGENTO + "/{image}/store/french", 400, {"json": {"disabled": 1}}),
    Refused("magento", "ann", "POST", MAGENTO, 400, {"json": {"types": ["image"]}}),
    Refused("magento", "ann", "DELETE", MAGENTO + "/{other}/store/french", 404),
    Refused("magento", "rob", "PUT", MAGENTO + "/{image}", 403, {"json": {"exclude": 1}}),
    Refused("magento", "cus", "DELETE", MAGENTO + "/{image}/store/french", 403),
    Refused("magento", None, "DELETE", MAGENTO + "/{image}", 403),
    Refused("spiffy", "ann", "PUT", SPIFFY + "/{image}.json", 422, {"json": {"image": {"alt": "x"}}}),
    Refused("spiffy", "ann", "PUT", SPIFFY + "/{image}.json", 422, {"json": {"image": {"id": 999999, "position": 1}}}),
    Refused(
        "spiffy", "ann", "POST", SPIFFY + ".json", 422, {"json": {"image": {"attachment": NOT_A_PICTURE, "position": 1}}}
    ),
    Refused("spiffy", "ann", "DELETE", SPIFFY + "/{other}.json", 404),
    Refused("spiffy", "rob", "DELETE", SPIFFY + "/{image}.json", 403),
    Refused("spiffy", "cus", "PUT", SPIFFY + "/{image}.json", 403, {"json": {"image": {"id": 1, "alt": "x"}}}),
    Refused("admin", "ann", "POST", ADMIN + "/images/{image}", 400, {"data": {"do": "explode"}}),
    Refused("admin", "ann", "POST", ADMIN + "/images/{image}", 400, {"data": {"do": "roles", "roles": ["image", "cover"]}}),
    Refused("admin", "ann", "POST", ADMIN + "/images/{image}", 400, {"data": {"do": "inherit-label"}}),
    Refused("admin", "ann", "POST", ADMIN + "/images/{other}", 404, {"data": {"do": "remove"}}),
    Refused("admin", "ann", "POST", ADMIN + "/images/{image}?store=nowhere", 404, {"data": {"do": "remove"}}),
    Refused("admin", "ann", "POST", ADMIN + "/undo", 409, {"data": {"entry": "1"}}),
    Refused("admin", None, "POST", ADMIN + "/images/{image}", 403, {"data": {"do": "remove"}}),
    Refused("admin", "ann", "POST", ADMIN + "/images/{image}/picture", 422, {"files": [("files", TEXT)]}),
    Refused("admin", "ann", "POST", ADMIN + "/images", 422, {"files": [("files", TEXT)]}),
)  # fmt: skip


def be_refused(world: World, refused: Refused, image: int) -> None:
    with world.doing(refused.dialect, world.dog):
        answer = _asked(world, refused, refused.path.format(image=image, other=world.mug.ids[0]))
        assert answer.status_code == refused.status, (refused, answer.status_code, answer.text[:500])


def _asked(world: World, refused: Refused, path: str) -> Response:
    if refused.dialect == "magento":
        issued = world.credentials[refused.who]["magento"] if refused.who else None
        return Asker(world.client, issued)(refused.method, path, **refused.sending)
    if refused.dialect == "admin":
        sending = dict(refused.sending)
        if refused.who:
            sending["data"] = {"_csrf_token": world.on_dog.admin.token(), **sending.get("data", {})}
        return world.client.request(refused.method, path, **sending)
    assert refused.who
    issued = world.credentials[refused.who][refused.dialect]
    match refused.dialect:
        case "spree":
            headers = {"X-Spree-Token": issued["token"]}
        case "bigcommerce":
            headers = {"X-Auth-Token": issued["access_token"], "Accept": "application/json"}
        case "token":
            headers = {"Authorization": f"Token {issued['key']}"}
        case _:
            headers = {"Authorization": f"Bearer {issued['access_token']}"}
    return world.client.request(refused.method, path, headers=headers, **refused.sending)
