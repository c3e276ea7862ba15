"""Bodies in JSON and XML: what is understood, and what is refused before anything is looked up."""

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.dialects.magento.client import JSON, LIST, MagentoClient, messages, read_members


@pytest.fixture(scope="module")
def client(module_client: TestClient[Any]) -> TestClient[Any]:
    return module_client


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", '{"label": "été"}'),
        ("application/json; charset=UTF-8", '{"label": "\\u00e9t\\u00e9"}'),
        ("application/json;charset=utf-8", '{"label": "été", "id": 12, "unknown": {"deep": [1]}}'),
        ("application/json; Charset=Utf-8", '{"label": "été"}'),
        ('application/json; charset="utf-8"', '{"label": "été"}'),
        ("text/xml", "<magento_api><label>été</label></magento_api>"),
        ("application/xml; charset=utf-8", '<?xml version="1.0" encoding="utf-8"?><any><label>été</label></any>'),
        ("application/xhtml+xml", "<any><label><![CDATA[été]]></label></any>"),
        ("text/xml", "<any><label>&#xE9;t&#233;</label><id>12</id></any>"),
        ("text/xml", '<any label="été"/>'),
        ("text/xml", '<any><label value="été"/></any>'),
        ("text/plain", "label=%C3%A9t%C3%A9&id=12&unknown[deep][]=1&&=&[]=1"),
        ("text/plain; charset=utf-8", "label=twice&%6cabel=%c3%a9t%C3%A9"),
    ],
)
def test_magento_85_bodies_of_each_format_are_understood(ann: MagentoClient, content_type: str, body: str) -> None:
    number = ann.add(position=3)
    response = ann("PUT", f"{LIST}/{number}", {**JSON, "Content-Type": content_type}, content=body.encode())
    assert response.status_code == 200, response.text
    assert read_members(ann, number) == {"label": "été", "position": "3", "exclude": "0", "types": []}


BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a><label>&c;</label></a>'
FILE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a><label>&b;</label></a>'


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", ""),
        ("application/json", '{"label": "x"'),
        ("application/json", '{"label": "\\ud800"}'),
        ("application/json", '{"label": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        ("text/xml", ""),
        ("text/xml", "<a><label>x</a>"),
        ("text/xml", "no xml"),
        ("text/xml", '<?xml version="1.0" encoding="nobody-knows"?><a/>'),
        ("text/xml", '<?xml version="1.0" encoding="euc-jp"?><a><label>x</label></a>'),
        ("text/xml", "<a><label>&unknown;</label></a>"),
        ("text/xml", "<!DOCTYPE a><a><label>x</label></a>"),
        ("text/xml", BOMB),
        ("text/xml", FILE),
    ],
)
def test_magento_86_what_cannot_be_decoded_is_refused_before_anything_is_looked_up(
    ann: MagentoClient, content_type: str, body: str
) -> None:
    """Document types and entities are off altogether."""
    headers = {**JSON, "Content-Type": content_type}
    response = ann("PUT", "/api/rest/products/999/images/1", headers, content=body.encode())
    assert (response.status_code, messages(response)) == (400, [(400, "Decoding error.")])


def test_bytes_that_are_no_utf_8_are_refused(ann: MagentoClient) -> None:
    response = ann("PUT", f"{LIST}/1", {**JSON, "Content-Type": "application/json"}, content=b'{"label": "\xff"}')
    assert messages(response) == [(400, "Decoding error.")]


@pytest.mark.parametrize("body", ["null", "{}", "[]", '"text"', "12", '{"id": 1, "url": "x"}', '{"disabled": 1}'])
def test_magento_59_60_61_98_a_body_that_says_nothing_writable_is_invalid(ann: MagentoClient, body: str) -> None:
    for method, path in (("POST", LIST), ("PUT", f"{LIST}/1")):
        response = ann(method, path, {**JSON, "Content-Type": "application/json"}, content=body)
        assert messages(response) == [(400, "The request data is invalid.")]


def test_empty_elements_say_nothing_writable_either(ann: MagentoClient) -> None:
    response = ann("POST", LIST, {**JSON, "Content-Type": "text/xml"}, content="<magento_api/>")
    assert messages(response) == [(400, "The request data is invalid.")]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("application/json", '[{"label": "a"}]'), ("text/xml", "<a><data_item><label>b</label></data_item></a>")],
)
def test_magento_76_several_images_at_once_are_not_implemented(
    ann: MagentoClient, content_type: str, body: str
) -> None:
    response = ann("POST", LIST, {**JSON, "Content-Type": content_type}, content=body)
    assert (response.status_code, messages(response)) == (405, [(405, "Resource method not implemented yet.")])
