"""Adding images."""

import pytest

from tests.dialects.magento.client import JSON, LIST, PNG_TEXT, MagentoClient, create
from tests.pictures import animated, base64_text, gif, jpeg, png


def test_magento_45_a_new_image_needs_no_more_than_its_picture(ann: MagentoClient) -> None:
    response = create(ann)
    assert (response.status_code, response.content) == (200, b"")
    image = ann.get(response.headers["location"]).json()
    assert image | {"id": "", "url": ""} == {
        "id": "", "label": "", "position": "1", "exclude": "0", "url": "", "types": []
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file_name", "address"),
    [
        ("new image", "/n/e/new_image.png"),
        ("photo.png", "/p/h/photo.png.png"),
        ("ü", "/f/i/file.png"),
        ("___", "/f/i/file.png"),
        ("a", "/a/_/a.png"),
        ("Abc", "/A/b/Abc.png"),
        (".htaccess", "/_/h/.htaccess.png"),
        ("..", "/_/_/...png"),
        ("%41", "/_/4/_41.png"),
        ("a\\b", "/a/_/a_b.png"),
        ("Ünï cödé (1)!", "/_/n/_n_c_d_1_.png"),
        (12, "/1/2/12.png"),
        ("", "/i/m/image.png"),
        ("0", "/i/m/image.png"),
        (None, "/i/m/image.png"),
        ("x" * 300, f"/x/x/{'x' * 90}.png"),
    ],
)
def test_magento_48_49_50_51_the_address_is_made_of_the_given_name(
    ann: MagentoClient, file_name: object, address: str
) -> None:
    ann.add(file_name=file_name)
    url = ann.images()[0]["url"]
    assert url.endswith(f"/media/catalog/product{address}")
    assert ann.client.get(url).content == png()


def test_magento_52_53_54_a_name_that_is_taken_is_numbered_over_all_products_and_for_ever(ann: MagentoClient) -> None:
    other = "/api/rest/products/28/images"
    first = ann.add(file_name="dress")
    ann("DELETE", f"{LIST}/{first}")
    ann.add(other, file_name="dress")
    ann.add(other, file_name="dress")
    ann.add(other, file_name="dress", file_mime_type="image/gif", file_content=base64_text(gif()))
    names = [image["url"].rpartition("/")[2] for image in ann.images(other)]
    assert names == ["dress_2.png", "dress_3.png", "dress.gif"]


@pytest.mark.parametrize(
    "content",
    ["\n".join(PNG_TEXT[start : start + 76] for start in range(0, len(PNG_TEXT), 76)), PNG_TEXT.rstrip("=")],
)
def test_magento_63_64_base64_may_be_wrapped_and_lack_its_padding(ann: MagentoClient, content: str) -> None:
    """In XML too."""
    xml = f"<a><file_mime_type>image/png</file_mime_type><file_content>{content}</file_content></a>"
    assert create(ann, file_content=content).status_code == 200
    assert ann("POST", LIST, {"Content-Type": "text/xml"}, content=xml).status_code == 200
    assert [ann.client.get(image["url"]).content for image in ann.images()] == [png(), png()]


@pytest.mark.parametrize("escaped", [PNG_TEXT.replace("/", "\\/"), "".join(f"\\u{ord(sign):04X}" for sign in PNG_TEXT)])
def test_base64_may_be_escaped_as_json_allows(ann: MagentoClient, escaped: str) -> None:
    body = f'{{"file_mime_type": "image\\/png", "file_content": "{escaped}"}}'
    response = ann("POST", LIST, {**JSON, "Content-Type": "application/json"}, content=body)
    assert response.status_code == 200, response.text
    assert ann.client.get(ann.images()[0]["url"]).content == png()


@pytest.mark.parametrize(
    ("mime_type", "extension", "media_type"),
    [
        ("image/jpg", "jpg", "image/jpeg"),
        ("image/jpeg", "jpg", "image/jpeg"),
        ("image/gif", "gif", "image/gif"),
        ("image/png", "png", "image/png"),
    ],
)
@pytest.mark.parametrize("data", [png(), jpeg(), gif()], ids=["png", "jpeg", "gif"])
def test_magento_69_the_declared_type_makes_the_address_and_the_address_keeps_its_promise(
    ann: MagentoClient, mime_type: str, extension: str, media_type: str, data: bytes
) -> None:
    """Whatever the content, a .jpg answers as a JPEG."""
    ann.add(file_mime_type=mime_type, file_content=base64_text(data))
    url = ann.images()[0]["url"]
    assert url.endswith(f"/i/m/image.{extension}")
    assert ann.client.get(url).headers["content-type"] == media_type


def test_an_animation_is_kept_as_it_is(ann: MagentoClient) -> None:
    data = animated()
    ann.add(file_mime_type="image/gif", file_content=base64_text(data))
    assert ann.client.get(ann.images()[0]["url"]).content == data


def test_magento_73_all_members_are_taken_at_once_and_the_next_image_stands_behind(ann: MagentoClient) -> None:
    number = ann.add(label=" flower ", position=41, exclude=1, types=["thumbnail", "bogus", "image"])
    image = ann.get(f"{LIST}/{number}").json()
    members = {name: image[name] for name in ("label", "position", "exclude", "types")}
    assert members == {"label": " flower ", "position": "41", "exclude": "1", "types": ["image", "thumbnail"]}
    following = ann.add()
    assert ann.get(f"{LIST}/{following}").json()["position"] == "42"


def test_magento_74_75_a_single_type_may_be_a_text_and_is_taken_from_who_had_it(ann: MagentoClient) -> None:
    first = ann.add(types=["image", "small_image"])
    second = ann.add(types="small_image")
    types = {int(image["id"]): image["types"] for image in ann.images()}
    assert types == {first: ["image"], second: ["small_image"]}


def test_magento_79_at_a_store_members_are_that_stores_and_the_image_is_global(ann: MagentoClient) -> None:
    """As decided: the global view inherits nothing back, and there is no snapshot."""
    number = ann.add(LIST + "/store/3", label="Blume", position=7, exclude=1, types=["image"])
    here = {name: value for name, value in ann.get(f"{LIST}/{number}/store/3").json().items() if name != "url"}
    assert here == {"id": str(number), "label": "Blume", "position": "7", "exclude": "1", "types": ["image"]}
    for store in ("", "/store/2"):
        image = ann.get(f"{LIST}/{number}{store}").json()
        assert (image["label"], image["exclude"], image["types"]) == ("", "0", [])


def test_magento_81_the_location_has_the_product_as_written(ann: MagentoClient) -> None:
    for product in ("DOG-8", "LAMP%201%2F2"):
        response = create(ann, f"/api/rest/products/{product}/images")
        assert response.headers["location"].startswith(f"/api/rest/products/{product}/images/")
        assert ann.get(response.headers["location"]).status_code == 200
