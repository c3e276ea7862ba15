"""Bodies: which types are read, and how what cannot be read is refused."""

import pytest

from tests.dialects.token_api.client import BOUNDARY, LAMP, TokenApiClient, multipart
from tests.pictures import jpeg

NO_FILE = {"image": ["No file was submitted."]}
NOT_A_FILE = {"image": ["The submitted data was not a file. Check the encoding type on the form."]}


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        (b"{}", "application/json", NO_FILE),
        (b'{"image": "photo.jpg"}', "application/json; charset=utf-8", NOT_A_FILE),
        (b'{"image": null}', "APPLICATION/JSON", {"image": ["This field may not be null."]}),
        (b"[]", "application/json", "Invalid data. Expected a dictionary, but got list."),
        (b'"x"', "application/json", "Invalid data. Expected a dictionary, but got str."),
        (b"1.5", "application/json", "Invalid data. Expected a dictionary, but got float."),
        (b"null", "application/json", "No data provided"),
        (b"image=photo.jpg", "application/x-www-form-urlencoded", NOT_A_FILE),
        (b"alt_text=x", "application/x-www-form-urlencoded", NO_FILE),
        (b"", "", NO_FILE),
        (b"", "application/xml", NO_FILE),
        (b"", f"multipart/form-data; boundary={BOUNDARY}", NO_FILE),
    ],
)
def test_token_35_a_body_that_can_hold_no_file_is_one_without(
    api: TokenApiClient, body: bytes, content_type: str, error: dict[str, list[str]] | str
) -> None:
    expected = {"non_field_errors": [error]} if isinstance(error, str) else error
    response = api.send("POST", body, content_type)
    assert (response.status_code, response.json()) == (400, expected)


@pytest.mark.parametrize(
    ("body", "content_type", "detail"),
    [
        (b"{", "application/json", "JSON parse error - Expecting property name enclosed in double quotes"),
        (b"{} x", "application/json", "JSON parse error - Extra data"),
        (b"\xef\xbb\xbf{}", "application/json", "JSON parse error - Unexpected UTF-8 BOM"),
        (b'{"order": NaN}', "application/json", "JSON parse error - Out of range float values"),
        (b"\xff", "application/json", "JSON parse error - "),
        (b"[" * 100_000, "application/json", "JSON parse error - "),
        (b'{"order": ' + b"1" * 5000 + b"}", "application/json", "JSON parse error - "),
        (b"x", "multipart/form-data", "Multipart form parse error - Invalid boundary in multipart: None"),
        (b"x", 'multipart/form-data; boundary=""', "Multipart form parse error - Invalid boundary in multipart: "),
        (b"x", f"multipart/form-data; boundary={BOUNDARY}", "Multipart form parse error - "),
        (multipart([('name="alt_text"', b"x")])[:-30], f"multipart/form-data; boundary={BOUNDARY}", "Multipart form "),
        (
            multipart([('name="a"', b"x")] * 201),
            f"multipart/form-data; boundary={BOUNDARY}",
            "Multipart form parse error - Maximum segment count exceeded",
        ),
        (b"a=1&" * 201, "application/x-www-form-urlencoded", "Multipart form parse error - "),
    ],
)
def test_token_36_38_bodies_that_cannot_be_read_are_refused_as_such(
    api: TokenApiClient, body: bytes, content_type: str, detail: str
) -> None:
    response = api.send("POST", body, content_type)
    assert response.status_code == 400
    assert response.json()["detail"].startswith(detail)


@pytest.mark.parametrize("content_type", [f"multipart/form-data; boundary={BOUNDARY}", "application/json"])
def test_a_chunked_body_may_turn_out_to_be_empty(api: TokenApiClient, content_type: str) -> None:
    response = api.request("POST", content=iter([]), headers={"Content-Type": content_type})
    assert response.status_code == 400


def test_a_length_that_is_no_number_is_refused(api: TokenApiClient) -> None:
    response = api.request("POST", content=b"{}", headers={"Content-Type": "application/json", "Content-Length": "two"})
    assert response.status_code == 400
    assert set(response.json()) == {"detail"}


@pytest.mark.parametrize("content_type", ["application/xml", "text/plain; charset=utf-8", "image/jpeg", ""])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_token_37_other_types_of_bodies_are_not_supported(api: TokenApiClient, method: str, content_type: str) -> None:
    path = LAMP if method == "POST" else f"{LAMP}/{api.create()['id']}"
    response = api.send(method, b"<image/>", content_type, path)
    assert response.status_code == 415
    assert response.json() == {"detail": f'Unsupported media type "{content_type}" in request.'}


def test_parts_may_say_more_than_they_need_to(api: TokenApiClient) -> None:
    head = 'name="image"; filename="a.jpg"\r\nContent-Type: text/plain; charset=klingon\r\nContent-Length: {}'
    response = api.send_parts([(head.format(len(jpeg())), jpeg())])
    assert (response.status_code, response.json()["type"]) == (201, "JPEG")


def test_a_boundary_may_be_quoted_and_followed_by_other_things(api: TokenApiClient) -> None:
    body = multipart([('name="image"; filename="a.jpg"', jpeg())])
    response = api.send(
        "POST", b"preamble\r\n" + body + b"epilogue", f'multipart/form-data; x=1; boundary="{BOUNDARY}"'
    )
    assert response.status_code == 201


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200),
        ("", 200),
        ("application/json", 200),
        ("application/json; indent=4", 200),
        ("APPLICATION/*;q=0.1", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/xml", 406),
        ("text/html", 406),
    ],
)
def test_who_wants_no_json_gets_nothing(api: TokenApiClient, accept: str, status: int) -> None:
    response = api.request("GET", headers={"Accept": accept})
    assert response.status_code == status
    if status == 406:
        assert response.json() == {"detail": "Could not satisfy the request Accept header."}
