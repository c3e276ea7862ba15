"""Routing: which path belongs to which dialect, and that nobody gets past its checks."""

from typing import Any

import pytest
from litestar.testing import TestClient

from web.dialects import DIALECTS


def dialect_of(path: str) -> str | None:
    return next((dialect.name for dialect in DIALECTS if dialect.match(path) is not None), None)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/products/a-product/images", "spree"),
        ("/api/v1/variants/4/images", "spree"),
        ("/api/v1/anything", "spree"),
        ("/api/v2/products/28/images.json", "bigcommerce"),
        ("/stores/abc/v2/products/28/images", "bigcommerce"),
        ("/products/28/images.json", "bigcommerce"),
        ("/api/rest/products/8/images", "magento"),
        ("/api/products/8/images.json", "spiffy"),
        ("/api/products/cute-dog/images/7.json", "spiffy"),
        ("/api/standard_collections/155/images.json", "spiffy"),
        ("/api/super_collections/featured-collection/images/count.json", "spiffy"),
        ("/api/products/123/images", "token"),
        ("/api/products/123/images/", "token"),
        ("/admin/", None),
        ("/media/1/original/a.jpg", None),
        ("/healthz", None),
        ("/", None),
    ],
)
def test_a_path_is_one_dialects_or_nobodys(path: str, name: str | None) -> None:
    assert dialect_of(path) == name


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/products/8/images",
        "/api/v2/products/8/images.json",
        "/api/products/8/images",
        "/api/products/8/images.json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("ending", ["", "/../images/~", "/%7Ewrong-method", "//", "/1/2/3/4"])
def test_without_a_credential_nothing_but_a_refusal_is_learnt(
    client: TestClient[Any], path: str, method: str, ending: str
) -> None:
    response = client.request(method, path + ending)
    assert response.status_code in (401, 404, 501), response.text
    assert "dog" not in response.text.lower()
