"""JSON or XML, and what XML can and cannot say."""

import httpx
import pytest
from defusedxml import ElementTree

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from web.dialects.bigcommerce.answers import choose
from web.dialects.bigcommerce.xml import encode_xml

AT = "/products/28/images"
XML = {"Accept": "application/xml", "Content-Type": "application/xml"}


@pytest.mark.parametrize(
    ("accept", "suffix", "chosen"),
    [
        ("", "", "xml"),
        ("*/*", "", "xml"),
        ("*/*", ".json", "json"),
        ("*/*", ".xml", "xml"),
        ("application/xml", ".json", "xml"),
        ("application/json", ".xml", "json"),
        ("application/json;q=0.9", ".xml", "xml"),
        ("application/json;q=0.9", "", "json"),
        ("application/xml;q=0.2, application/json; q=0.9", "", "json"),
        ("application/xml;q=0.5, application/json;q=1.0", "", "json"),
        ("application/json, application/xml", ".xml", "json"),
        ("APPLICATION/JSON", "", "json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "", "xml"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".json", "json"),
        ("application/xml;q=0, */*", "", "json"),
        ("application/json;q=0, */*", ".json", "xml"),
        ("text/html", "", None),
        ("application/json;q=0", "", None),
        ("*/*;q=0", ".json", None),
    ],
)
def test_the_format_is_what_is_accepted_fully_then_the_ending_then_xml(
    accept: str, suffix: str, chosen: str | None
) -> None:
    assert choose(accept, suffix) == chosen


def test_bigcommerce_58_a_client_that_accepts_neither_is_refused_in_xml(bigcommerce: BigCommerceClient) -> None:
    response = bigcommerce.request("GET", AT, headers={"Accept": "text/html"})
    assert response.status_code == 406
    assert response.headers["content-type"] == "application/xml; charset=utf-8"
    assert ElementTree.fromstring(response.content)[0].findtext("status") == "406"


def test_nothing_is_done_for_who_accepts_neither(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    assert bigcommerce.request("DELETE", AT, headers={"Accept": "text/html"}).status_code == 406
    assert len(bigcommerce.images()) == 1


def test_answers_vary_with_what_is_accepted(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    as_json, as_xml = (
        bigcommerce.request("GET", AT, headers={"Accept": f"application/{format}"}) for format in ("json", "xml")
    )
    assert as_json.headers["vary"] == as_xml.headers["vary"] == "Accept"
    assert as_json.headers["etag"] != as_xml.headers["etag"]
    assert as_json.headers["content-type"] == "application/json; charset=utf-8"
    assert as_xml.headers["content-type"] == "application/xml; charset=utf-8"


def test_bigcommerce_59_an_image_can_be_created_in_xml_whatever_its_root_is_called(
    bigcommerce: BigCommerceClient,
) -> None:
    bigcommerce.put_file("a.jpg")
    for root in ("root", "image", "x"):
        body = f"""<?xml version="1.0" encoding="UTF-8"?>
        <{root}><image_file type="str">a.jpg</image_file><is_thumbnail>false</is_thumbnail>
        <sort_order>3</sort_order><product_id>28</product_id><description>A &amp; B</description></{root}>"""
        response = bigcommerce.request("POST", AT, content=body.encode(), headers=XML)
        assert response.status_code == 201, response.text
        image = ElementTree.fromstring(response.content)
        assert image.findtext("is_thumbnail") == "false"
        assert (image.findtext("sort_order"), image.findtext("description")) == ("3", "A & B")
        assert bigcommerce.one(int(image.findtext("id") or 0))["description"] == "A & B"


def test_an_image_can_be_changed_in_xml(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add(description="old", sort_order=1)
    body = b"<root><is_thumbnail>true</is_thumbnail><description></description><tiny_url>x</tiny_url></root>"
    response = bigcommerce.request("PUT", f"{AT}/{image['id']}", content=body, headers=XML)
    assert response.status_code == 200
    assert bigcommerce.one(image["id"]) == image | {"is_thumbnail": True, "description": ""}


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("<is_thumbnail>yes</is_thumbnail>", "The field 'is_thumbnail' is invalid."),
        ("<is_thumbnail>NULL</is_thumbnail>", "The field 'is_thumbnail' is invalid."),
        ("<sort_order>-1</sort_order>", "The field 'sort_order' is invalid."),
        ("<product_id>29</product_id>", "The field 'product_id' is invalid."),
        ("<image_file>NULL</image_file>", "The field 'image_file' is invalid."),
        ("<image_file/>", "The field 'image_file' is invalid."),
    ],
)
def test_bigcommerce_60_fields_in_xml_are_checked_as_those_in_json(
    bigcommerce: BigCommerceClient, field: str, message: str
) -> None:
    image = bigcommerce.add()
    response = bigcommerce.request("PUT", f"{AT}/{image['id']}", content=f"<root>{field}</root>".encode(), headers=XML)
    assert response.status_code == 400
    problem = ElementTree.fromstring(response.content)[0]
    assert (problem.findtext("status"), problem.findtext("message")) == ("400", message)
    assert bigcommerce.images() == [image]


def test_no_description_is_the_word_null_in_xml(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add(description="x")
    body = b"<image><description>NULL</description></image>"
    response = bigcommerce.request("PUT", f"{AT}/{image['id']}", content=body, headers=XML)
    assert ElementTree.fromstring(response.content).findtext("description") == "NULL"
    assert bigcommerce.one(image["id"])["description"] is None


@pytest.mark.parametrize("text", [" spaced ", "<b>&amp;</b>", "a\r\nb\rc\n", "💡\u2028", "]]>", "true", "12"])
def test_a_description_read_in_xml_and_written_back_changes_nothing(bigcommerce: BigCommerceClient, text: str) -> None:
    image = bigcommerce.add(description=text)
    path = f"{AT}/{image['id']}"
    root = ElementTree.fromstring(bigcommerce.request("GET", path, headers=XML).content)
    assert root.findtext("description") == text
    for name in ("id", "date_created"):
        root.remove(root.find(name))
    back = encode_xml("image", {child.tag: child.text or "" for child in root})
    assert bigcommerce.request("PUT", path, content=back, headers=XML).status_code == 200
    assert bigcommerce.images() == [image]


def test_characters_that_xml_cannot_hold_are_replaced_in_it(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add(description="bell\x07 and \ufffe")
    response = bigcommerce.request("GET", AT, headers=XML)
    assert ElementTree.fromstring(response.content)[0].findtext("description") == "bell\ufffd and \ufffd"


BOMB = b"""<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<r><description>&b;</description></r>"""
OUTSIDE = b"""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><description>&x;</description></r>"""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<r>",
        b"not xml",
        b"{}",
        BOMB,
        OUTSIDE,
        b"<!DOCTYPE r><r/>",
        b"<r><description>&undefined;</description></r>",
        b"<r><description><b>bold</b></description></r>",
        b"<r>" + b"<a/>" * 200 + b"</r>",
        b"<a>" * 100_000,
        b'<?xml version="1.0" encoding="no-such-encoding"?><r/>',
        b"<r>\x00</r>",
        b"<r>\xff</r>",
    ],
)
def test_bodies_that_are_no_plain_xml_are_refused(bigcommerce: BigCommerceClient, body: bytes) -> None:
    image = bigcommerce.add()
    response = bigcommerce.request("PUT", f"{AT}/{image['id']}", content=body, headers=XML)
    assert response.status_code == 400
    assert ElementTree.fromstring(response.content)[0].findtext("status") == "400"
    assert bigcommerce.images() == [image]


@pytest.mark.parametrize("ending", ["", "/", ".json", ".json/"])
@pytest.mark.parametrize("base", ["/api/v2", "/stores/{store_hash}/v2", ""])
def test_bigcommerce_52_53_every_address_answers_with_an_ending_and_with_a_slash_behind_it_too(
    bigcommerce: BigCommerceClient, base: str, ending: str
) -> None:
    prefix, name = base.format(**bigcommerce.credential("ann")), bigcommerce.put_file("a.jpg")
    created = bigcommerce.request("POST", f"{AT}{ending}", base=prefix, json={"image_file": name})
    assert created.status_code == 201
    one = f"{AT}/{created.json()['id']}{ending}"
    assert bigcommerce.request("GET", one, base=prefix).json() == created.json()
    assert bigcommerce.request("GET", f"{AT}{ending}", base=prefix).json() == [created.json()]
    assert bigcommerce.request("GET", f"/products/images{ending}", base=prefix).json() == [created.json()]
    assert bigcommerce.request("GET", f"{AT}/count{ending}", base=prefix).json() == {"count": 1}
    assert bigcommerce.request("PUT", one, base=prefix, json={"sort_order": 2}).json()["sort_order"] == 2
    assert bigcommerce.request("DELETE", one, base=prefix).status_code == 204


def media_type_of(bigcommerce: BigCommerceClient, path: str, accept: str | None) -> str:
    """The media type of a list; httpx accepts anything unless its default header is removed."""
    one = bigcommerce.credential("ann")
    headers = {"Accept": accept} if accept is not None else {}
    request = bigcommerce.client.build_request("GET", f"/api/v2{path}", headers=headers)
    if accept is None:
        del request.headers["accept"]
    basic = httpx.BasicAuth(one["username"], one["token"])
    response = bigcommerce.client.send(request, auth=basic)
    assert response.status_code == 200, response.text
    return str(response.headers["content-type"].partition(";")[0])


def test_bigcommerce_54_without_accept_the_answer_is_xml(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    assert media_type_of(bigcommerce, AT, None) == "application/xml"


def test_bigcommerce_55_where_anything_is_accepted_the_ending_decides_and_else_it_is_xml(
    bigcommerce: BigCommerceClient,
) -> None:
    bigcommerce.add()
    assert media_type_of(bigcommerce, AT, "*/*") == "application/xml"
    assert media_type_of(bigcommerce, f"{AT}.json", "*/*") == "application/json"


def test_bigcommerce_56_what_is_accepted_fully_outranks_the_ending(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    assert media_type_of(bigcommerce, f"{AT}.json", "application/xml") == "application/xml"


def test_bigcommerce_57_the_ending_outranks_what_is_accepted_less(bigcommerce: BigCommerceClient) -> None:
    bigcommerce.add()
    assert media_type_of(bigcommerce, f"{AT}.xml", "application/json;q=0.9") == "application/xml"
