"""Formats of requests and responses, with XML as the decided default. The shop has no images here."""

from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import JSON, LIST, XML, MagentoClient, messages
from web.dialects.magento.formats import encode

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture(scope="module")
def client(module_client: TestClient[Any]) -> TestClient[Any]:
    return module_client


def get_list(ann: MagentoClient, accept: str | None) -> httpx.Response:
    ann.client.headers.pop("accept", None)
    return ann.get(LIST, {} if accept is None else {"Accept": accept})


@pytest.mark.parametrize(
    "accept",
    [None, "", "*/*", "*", "text/xml", "application/xml", "application/xhtml+xml", "text/html", "image/png", "nonsense",
     BROWSER, "application/json;q=0.1, text/xml;q=0.9", "application/json;x=0.1, text/xml;q=0.9",
     "*/*, application/json", "application/json;q=0", "image/png, */*;q=0.1", "APPLICATION/JSON"],
)  # fmt: skip
def test_magento_36_37_38_39_40_42_xml_is_answered_unless_another_format_is_asked_for(
    ann: MagentoClient, accept: str | None
) -> None:
    """No Accept, `*/*` and what is unknown are XML, as the document's "Default Format" says. Names go by case."""
    response = get_list(ann, accept)
    assert response.headers["content-type"] == "application/xml; charset=utf-8"
    assert response.text == '<?xml version="1.0"?>\n<magento_api/>\n'


@pytest.mark.parametrize(
    "accept",
    ["application/json", "application/*", "application/json, text/plain, */*", "text/xml;q=0.5, application/json",
     "text/html, application/json;q=0.9, */*;q=0.8", "application/json; charset=utf-8; q=0.8, */*;q=0.1"],
)  # fmt: skip
def test_json_is_answered_to_who_prefers_it(ann: MagentoClient, accept: str) -> None:
    response = get_list(ann, accept)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.text == "[]"


def test_magento_43_refusals_have_the_format_too(guest: MagentoClient) -> None:
    """Also those that come before any routing."""
    response = guest.get(LIST + "/999", XML)
    assert response.headers["content-type"] == "application/xml; charset=utf-8"
    assert "<message>Product image not found</message>" in response.text
    assert guest.get("/api/rest/nosuch", {"Accept": "text/plain"}).text == (
        "messages%5Berror%5D%5B0%5D%5Bcode%5D=404"
        "&messages%5Berror%5D%5B0%5D%5Bmessage%5D=Request+does+not+match+any+route."
    )
    assert guest.get("/api/rest/nosuch", {"Accept": "text/xml"}).text.startswith("<?xml")
    assert guest.get("/api/rest/nosuch", JSON).json()["messages"]["error"][0]["code"] == 404


@pytest.mark.parametrize(("version", "status"), [(None, 200), ("1", 200), ("2", 200), ("17", 200), ("", 400),
                                                 ("0", 400), ("01", 400), ("1.0", 400), ("abc", 400)])  # fmt: skip
def test_magento_44_the_version_is_a_positive_number(ann: MagentoClient, version: str | None, status: int) -> None:
    response = ann.get(LIST, JSON if version is None else {**JSON, "Version": version})
    assert response.status_code == status
    if status == 400:
        assert messages(response) == [(400, f'Invalid version "{version}" requested.')]


@pytest.mark.parametrize(
    ("content_type", "message"),
    [
        (None, "Content-Type header is empty"),
        ("", "Content-Type header is empty"),
        ("multipart/form-data; boundary=x", "Invalid Content-Type header"),
        ("application/json; foo=bar", "Invalid Content-Type header"),
        ("application/json;", "Invalid Content-Type header"),
        ("application/json; charset=", "Invalid Content-Type header"),
        ("application/json; charset=utf-8; foo=bar", "Invalid Content-Type header"),
        (
            "application/JSON",
            'Server can not understand Content-Type HTTP header media type "application/JSON"',
        ),
        ("application/json; charset=latin1", "UTF-8 is the only supported charset"),
        (
            "application/x-www-form-urlencoded",
            'Server can not understand Content-Type HTTP header media type "application/x-www-form-urlencoded"',
        ),
        ("text/html", 'Server can not understand Content-Type HTTP header media type "text/html"'),
    ],
)
def test_magento_82_83_84_a_content_type_that_is_not_understood_is_said_to_be(
    ann: MagentoClient, content_type: str | None, message: str
) -> None:
    headers = JSON if content_type is None else {**JSON, "Content-Type": content_type}
    response = ann("PUT", f"{LIST}/1", headers, content=b'{"label": "x"}')
    assert (response.status_code, messages(response)) == (400, [(400, message)])


def test_xml_stays_well_formed_whatever_a_label_holds() -> None:
    assert b"<label>a\n\t&#13;&#xFFFD;&#xFFFD;&#x10FFFF;</label>" in encode(
        {"label": "a\n\t\r\x01\ufffe\U0010ffff"}, "xml"
    )
