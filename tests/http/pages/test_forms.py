"""Forms of pages: read once, whole or not at all."""

import pytest

from tests.admin.conftest import MUG, Visitor, ann, visitor
from tests.pictures import png
from web.http.multipart import File
from web.http.pages.forms import BadForm, Form

__all__ = ["ann", "visitor"]

FORM = "application/x-www-form-urlencoded"


def test_texts_and_files_of_one_name_are_kept_apart_and_in_their_order() -> None:
    form = Form([("a", " one\r\ntwo\0 "), ("a", "three"), ("a", File("a.jpg", None)), ("b", File("", None))])
    assert (form.raw("a"), form.as_typed("a"), form.text("a")) == (" one\r\ntwo\0 ", " one\ntwo ", "one two")
    assert form.texts("a") == [" one\r\ntwo\0 ", "three"]
    assert [file.name for file in form.files("a")] == ["a.jpg"]
    assert (form.files("b"), form.text("b"), "b" in form, "c" in form) == ([], "", True, False)


@pytest.mark.parametrize("text", ["", "x", "1.5", "--1", "١", "1" * 16])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadForm, match="whole number"):
        Form([("place", text)]).number("place")


def test_a_form_without_files_may_have_thousands_of_fields(ann: Visitor) -> None:
    fields = {f"{image}.{store}": "x" for image in range(1000) for store in range(5)}
    assert ann.post(f"{MUG}/labels", fields).status_code == 303


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n',
        ),
        (FORM, b"address=%ff"),
    ],
)
def test_a_malformed_form_is_refused_in_words(ann: Visitor, content_type: str, body: bytes) -> None:
    headers = {"Content-Type": content_type, "x-csrftoken": ann.token(), "Accept": "application/json"}
    response = ann.client.post(f"{MUG}/addresses", content=body, headers=headers)
    assert (response.status_code, "could not be understood" in response.json()["detail"]) == (400, True)


def test_the_token_may_be_in_a_form_with_files(ann: Visitor) -> None:
    assert ann.upload(("a.png", png())).status_code == 303
    assert len(ann.images()) == 1
