"""What a server shows of its galleries: the images that its lists tell of, and the bytes that it gives out for them."""

import httpx

from tests.admin.conftest import Visitor
from tests.dialects.voices import Magento, Spree, TokenApi, Voice
from tests.serving import client_of
from tests.shop import Credentials
from tests.slow.promises import digest
from tests.slow.uploading import PRODUCTS


def shown(base: str, credentials: Credentials) -> dict[int, str]:
    """The images of all products with the hash of their originals; all dialects and the admin list the same."""
    with client_of(base) as http:
        visitor = Visitor(http)  # type: ignore[arg-type]
        visitor.sign_in()
        found: dict[int, str] = {}
        for product in PRODUCTS:
            listed = visitor.images(f"/admin/products/{product}")
            for voice in _voices(http, credentials, product):
                assert [*voice.seen()] == listed, type(voice)
            found |= {image: _original(http, image) for image in listed}
        return found


def _voices(http: httpx.Client, credentials: Credentials, product: int) -> list[Voice]:
    issued = credentials["ann"]
    return [
        TokenApi(http, issued["token"], product),  # type: ignore[arg-type]
        Magento(http, issued["magento"], product),  # type: ignore[arg-type]
        Spree(http, issued["spree"], PRODUCTS[product]),  # type: ignore[arg-type]
    ]


def _original(http: httpx.Client, image: int) -> str:
    answer = http.get(f"/media/{image}/original/a.png")
    assert answer.status_code == 200, image
    return digest(answer.content)
