"""A PUT that sends a picture, its name or its type: it replaces the present one, as the document has it."""

import pytest

from tests.dialects.magento.client import PNG_TEXT, MagentoClient, messages, read_image
from tests.pictures import base64_text, gif, jpeg, png, text_renamed

OTHER = base64_text(png(20, 10))


@pytest.fixture
def number(ann: MagentoClient) -> int:
    return ann.add(label="dress", position=5, types=["image", "thumbnail"])


@pytest.mark.parametrize("store", ["", "/store/2"])
def test_magento_96_a_picture_that_is_sent_replaces_the_present_one_everywhere(
    ann: MagentoClient, number: int, store: str
) -> None:
    """As decided: id, texts and roles stay, the address changes, the old one goes on answering."""
    before = read_image(ann, number)
    gif_text = base64_text(gif())
    response = ann.put(number, store=store, file_content=gif_text, file_mime_type="image/gif", file_name="moving")
    assert response.status_code == 200
    after = read_image(ann, number)
    assert after == before | {"url": after["url"]}
    assert after["url"].endswith("/m/o/moving.gif")
    assert ann.client.get(after["url"]).content == gif()
    assert ann.client.get(before["url"]).content == png()


def test_name_and_type_that_are_not_sent_are_those_of_the_picture_before(ann: MagentoClient) -> None:
    number = ann.add(file_name="dress", file_mime_type="image/jpeg", file_content=base64_text(jpeg()))
    ann.put(number, file_content=OTHER)
    url = read_image(ann, number)["url"]
    assert url.endswith("/d/r/dress_2.jpg")
    assert ann.client.get(url).headers["content-type"] == "image/jpeg"


def test_name_and_type_can_be_changed_without_sending_the_picture_again(ann: MagentoClient, number: int) -> None:
    ann.put(number, file_name="test name")
    assert read_image(ann, number)["url"].endswith("/t/e/test_name.png")
    ann.put(number, file_mime_type="image/jpeg")
    url = read_image(ann, number)["url"]
    assert url.endswith("/t/e/test_name.jpg")
    assert ann.client.get(url).headers["content-type"] == "image/jpeg"


def test_the_present_name_and_type_sent_again_change_nothing(ann: MagentoClient) -> None:
    number = ann.add(file_name="dress")
    before = ann.get()
    assert ann.put(number, file_name="dress", file_mime_type="image/png").status_code == 200
    assert ann.get().headers["etag"] == before.headers["etag"]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"file_content": ""}, "The image is not specified"),
        ({"file_content": OTHER, "file_mime_type": ""}, "The image is not specified"),
        ({"file_content": "***"}, "The image content must be valid base64 encoded data"),
        ({"file_content": OTHER, "file_mime_type": "image/bmp"}, "Unsupported image MIME type"),
        ({"file_mime_type": "image/bmp"}, "Unsupported image MIME type"),
        ({"file_content": base64_text(text_renamed())}, "Resource unknown error"),
        ({"file_content": OTHER, "file_name": "a/b"}, "Resource unknown error"),
        ({"file_name": "a/b"}, "Resource unknown error"),
    ],
)
def test_a_replacing_picture_is_checked_as_a_new_one_and_changes_nothing_when_refused(
    ann: MagentoClient, number: int, members: dict[str, str], expected: str
) -> None:
    before = read_image(ann, number)
    response = ann.put(number, label="new", **members)
    assert response.status_code == 400
    assert messages(response)[0] == (400, expected)
    assert read_image(ann, number) == before


def test_a_picture_taken_over_from_elsewhere_is_written_back_too(ann: MagentoClient, number: int) -> None:
    """Clients of old sent the whole image with every change."""
    ann.put(number, label="x", file_content=PNG_TEXT, file_mime_type="image/png", file_name="x")
    assert ann.client.get(read_image(ann, number)["url"]).content == png()
