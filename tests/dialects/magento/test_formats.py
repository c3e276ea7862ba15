"""Which format is spoken: cases 36-44 and 82-88 of the Magento field notes, with XML as the decided default."""

import pytest

from tests.dialects.magento.asking import JSON, LIST, Asker, messages
from web.dialects.magento.formats import written

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    "accept",
    [None, "", "*/*", "*", "text/xml", "application/xml", "application/xhtml+xml", "text/*", "text/html", "image/png",
     "text/plain", BROWSER, "application/json;q=0.1, text/xml;q=0.9", "*/*, application/json",
     "application/json;q=0", "image/png, */*;q=0.1"],
)  # fmt: skip
def test_xml_is_answered_unless_json_is_asked_for(ann: Asker, accept: str | None) -> None:
    """Magento 36-42: no Accept and `*/*` are XML, as the document's "Default Format" says."""
    ann.client.headers.pop("accept", None)
    answer = ann.get(LIST, {} if accept is None else {"Accept": accept})
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    assert answer.text.startswith('<?xml version="1.0"?>\n<magento_api/>')


@pytest.mark.parametrize(
    "accept",
    ["application/json", "application/*", "Application/JSON", "application/json, text/plain, */*",
     "text/xml;q=0.5, application/json", "application/json; charset=utf-8; q=0.8, */*;q=0.1"],
)  # fmt: skip
def test_json_is_answered_to_who_prefers_it(ann: Asker, accept: str) -> None:
    answer = ann.get(LIST, {"Accept": accept})
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.text == "[]"


def test_refusals_before_any_routing_have_the_format_too(guest: Asker) -> None:
    assert guest.get("/api/rest/nosuch", {"Accept": "text/xml"}).text.startswith("<?xml")
    assert guest.get("/api/rest/nosuch", JSON).json()["messages"]["error"][0]["code"] == 404


@pytest.mark.parametrize(("version", "status"), [(None, 200), ("1", 200), ("2", 200), ("17", 200), ("", 400),
                                                 ("0", 400), ("01", 400), ("1.0", 400), ("abc", 400)])  # fmt: skip
def test_the_version_is_a_positive_number(ann: Asker, version: str | None, status: int) -> None:
    """Magento 44."""
    answer = ann.get(LIST, JSON if version is None else {**JSON, "Version": version})
    assert answer.status_code == status
    if status == 400:
        assert messages(answer) == [(400, f'Invalid version "{version}" requested.')]


@pytest.mark.parametrize(
    ("content_type", "message"),
    [
        (None, "Content-Type header is empty"),
        ("", "Content-Type header is empty"),
        ("multipart/form-data; boundary=x", "Invalid Content-Type header"),
        ("application/json; foo=bar", "Invalid Content-Type header"),
        ("application/json;", "Invalid Content-Type header"),
        ("application/JSON", "Invalid Content-Type header"),
        ("application/json; charset=latin1", "UTF-8 is the only supported charset"),
        (
            "application/x-www-form-urlencoded",
            'Server can not understand Content-Type HTTP header media type "application/x-www-form-urlencoded"',
        ),
        ("text/html", 'Server can not understand Content-Type HTTP header media type "text/html"'),
    ],
)
def test_a_content_type_that_is_not_understood_is_said_to_be(
    ann: Asker, content_type: str | None, message: str
) -> None:
    """Magento 82, 83, 84."""
    headers = JSON if content_type is None else {**JSON, "Content-Type": content_type}
    answer = ann("PUT", f"{LIST}/1", headers, content=b'{"label": "x"}')
    assert (answer.status_code, messages(answer)) == (400, [(400, message)])


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", '{"label": "été"}'),
        ("application/json; charset=UTF-8", '{"label": "\\u00e9t\\u00e9"}'),
        ("application/json;charset=utf-8", '{"label": "été", "id": 12, "unknown": {"deep": [1]}}'),
        ('application/json; charset="utf-8"', '{"label": "été"}'),
        ("text/xml", "<magento_api><label>été</label></magento_api>"),
        ("application/xml; charset=utf-8", '<?xml version="1.0" encoding="utf-8"?><any><label>été</label></any>'),
        ("application/xhtml+xml", "<any><label><![CDATA[été]]></label></any>"),
        ("text/xml", "<any><label>&#xE9;t&#233;</label><id>12</id></any>"),
        ("text/xml", '<any label="été"/>'),
        ("text/xml", '<any><label value="été"/></any>'),
    ],
)
def test_bodies_of_either_format_are_understood(ann: Asker, content_type: str, body: str) -> None:
    """Magento 85, 97."""
    number = ann.add()
    answer = ann("PUT", f"{LIST}/{number}", {**JSON, "Content-Type": content_type}, content=body.encode())
    assert answer.status_code == 200, answer.text
    assert ann.images()[0] | {"url": ""} == {
        "id": str(number), "label": "été", "position": "1", "exclude": "0", "url": "", "types": []
    }  # fmt: skip


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
def test_what_cannot_be_decoded_is_refused_before_anything_is_looked_up(
    ann: Asker, content_type: str, body: str
) -> None:
    """Magento 86, 99. Document types and entities are off altogether."""
    headers = {**JSON, "Content-Type": content_type}
    answer = ann("PUT", "/api/rest/products/999/images/1", headers, content=body.encode())
    assert (answer.status_code, messages(answer)) == (400, [(400, "Decoding error.")])


def test_bytes_that_are_no_utf_8_are_refused(ann: Asker) -> None:
    answer = ann("PUT", f"{LIST}/1", {**JSON, "Content-Type": "application/json"}, content=b'{"label": "\xff"}')
    assert messages(answer) == [(400, "Decoding error.")]


@pytest.mark.parametrize("body", ["null", "{}", "[]", '"text"', "12", '{"id": 1, "url": "x"}', '{"disabled": 1}'])
def test_a_body_that_says_nothing_writable_is_invalid(ann: Asker, body: str) -> None:
    """Magento 59, 60, 61, 98."""
    for method, path in (("POST", LIST), ("PUT", f"{LIST}/1")):
        answer = ann(method, path, {**JSON, "Content-Type": "application/json"}, content=body)
        assert messages(answer) == [(400, "The request data is invalid.")]


def test_empty_elements_say_nothing_writable_either(ann: Asker) -> None:
    answer = ann("POST", LIST, {**JSON, "Content-Type": "text/xml"}, content="<magento_api/>")
    assert messages(answer) == [(400, "The request data is invalid.")]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("application/json", '[{"label": "a"}]'), ("text/xml", "<a><data_item><label>b</label></data_item></a>")],
)
def test_several_images_at_once_are_not_implemented(ann: Asker, content_type: str, body: str) -> None:
    """Magento 76."""
    answer = ann("POST", LIST, {**JSON, "Content-Type": content_type}, content=body)
    assert (answer.status_code, messages(answer)) == (405, [(405, "Resource method not implemented yet.")])


def test_xml_stays_well_formed_whatever_a_label_holds() -> None:
    assert b"<label>a\n\t&#13;&#xFFFD;&#xFFFD;&#x10FFFF;</label>" in written(
        {"label": "a\n\t\r\x01\ufffe\U0010ffff"}, "xml"
    )
