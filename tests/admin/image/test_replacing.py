"""A picture is replaced in two steps: both are shown, and only who confirms it replaces it."""

import html
import re
from io import BytesIO

from PIL import Image

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.admin.image.test_routes import DOG, panel, save, values_read


def take(visitor: Visitor, image: int, name: str = "new.jpg", content: bytes | None = None) -> str:
    """The address of the page with both."""
    file = (name, content or pictures.jpeg(1600, 900))
    response = visitor.post(f"{panel(image)}/file", files={"files": file})
    assert response.status_code == 303
    return str(response.headers["location"])


def fields(page: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in re.findall(r'name="(taken|number)" value="([^"]+)"', page)}


def file_name(visitor: Visitor, image: int) -> str:
    found = re.search(r"File name</dt>\s*<dd>\s*([^<]*?)\s*</dd>", visitor.get(panel(image)).text)
    assert found
    return found[1]


def test_both_pictures_are_shown_with_facts_and_notes_and_nothing_has_changed_yet(ann: Visitor, mug: list[int]) -> None:
    page = ann.get(take(ann, mug[0])).text
    now, then = page.split('id="after"')
    assert "front.png" in now
    assert "Only" in now
    assert "new.jpg" in then
    assert "1,600 × 900 px" in then
    source = re.search(r'<img src="([^"]+/replacement/picture[^"]+)"', then)
    assert source
    shown = ann.get(html.unescape(source[1]))
    assert Image.open(BytesIO(shown.content)).size == (960, 540)
    assert shown.headers["cache-control"] == "private, no-store"
    assert file_name(ann, mug[0]) == "front.png"


def test_who_confirms_replaces_it_and_everything_else_stays(ann: Visitor, mug: list[int]) -> None:
    save(ann, panel(mug[0]), 2, label="Devant", roles=["image"])
    page = ann.get(take(ann, mug[0])).text
    response = ann.post(f"{panel(mug[0])}/replacement", {"do": "replace", **fields(page)})
    page = ann.get(response.headers["location"]).text
    assert "Replaced the picture." in page
    assert file_name(ann, mug[0]) == "new.jpg"
    assert (values_read(page, 2)["label"], values_read(page, 2)["roles"]) == ("Devant", ["image"])
    assert "Picture replaced" in page
    entry = re.search(r'name="entry" value="(\d+)"', page)
    assert entry
    ann.post(f"{MUG}/undo", {"entry": entry[1], "next": panel(mug[0])})
    assert file_name(ann, mug[0]) == "front.png"


def test_who_keeps_the_present_one_forgets_the_new_one(ann: Visitor, mug: list[int]) -> None:
    address = take(ann, mug[0])
    sent = fields(ann.get(address).text)
    response = ann.post(f"{panel(mug[0])}/replacement", {"do": "forget", **sent})
    assert "The picture stays as it was." in ann.get(response.headers["location"]).text
    assert file_name(ann, mug[0]) == "front.png"
    response = ann.post(f"{panel(mug[0])}/replacement", {"do": "replace", **sent})
    assert response.status_code == 400
    assert "were added already" in response.text
    assert file_name(ann, mug[0]) == "front.png"


def test_a_picture_that_another_replaced_meanwhile_is_looked_at_once_more(ann: Visitor, mug: list[int]) -> None:
    mine, theirs = take(ann, mug[0], "mine.jpg"), take(ann, mug[0], "theirs.jpg", pictures.jpeg(20, 20))
    sent = fields(ann.get(mine).text)
    ann.post(f"{panel(mug[0])}/replacement", {"do": "replace", **fields(ann.get(theirs).text)})
    response = ann.post(f"{panel(mug[0])}/replacement", {"do": "replace", **sent})
    page = ann.get(response.headers["location"]).text
    assert "Somebody else replaced this picture meanwhile." in page
    assert file_name(ann, mug[0]) == "theirs.jpg"
    ann.post(f"{panel(mug[0])}/replacement", {"do": "replace", **fields(page)})
    assert file_name(ann, mug[0]) == "mine.jpg"


def test_the_very_same_file_is_said_to_be_it(ann: Visitor, mug: list[int]) -> None:
    assert "the very same file" in ann.get(take(ann, mug[0], "again.png", pictures.png())).text


def test_what_is_no_picture_is_refused_in_words(ann: Visitor, mug: list[int]) -> None:
    response = ann.post(f"{panel(mug[0])}/file", files={"files": ("a.png", b"nothing")})
    assert response.status_code == 422
    assert "is not a picture" in response.text
    assert ann.post(f"{panel(mug[0])}/file").status_code == 400


def test_a_file_that_waits_is_shown_to_nobody_else_and_on_no_other_page(ann: Visitor, mug: list[int]) -> None:
    address = take(ann, mug[0])
    for other in (address.replace(MUG, DOG), f"{panel(mug[0])}/replacement?taken=x", f"{panel(mug[0])}/replacement"):
        assert ann.get(other).status_code in (400, 404)
    ann.post("/admin/logout")
    ann.sign_in("sam")
    for part in (address, address.replace("/replacement?", "/replacement/picture?")):
        response = ann.get(part)
        assert response.status_code == 400
        assert "belongs to another page" in response.text
