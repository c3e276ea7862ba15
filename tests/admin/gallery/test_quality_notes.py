"""Notes on pictures: how many images have some, and each reason in one line where the image is."""

import re

from tests import pictures
from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_routes import at, card


def notes(text: str, image: int) -> list[str]:
    found = re.search(r'<details class="notes".*?</details>', card(text, image), re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []
    return [" ".join(re.sub("<[^>]*>", "", line).split()) for line in lines]


def summary(text: str) -> str | None:
    found = re.search(r'<p class="count with-notes">(.*?)</p>', text, re.DOTALL)
    return " ".join(found[1].split()) if found else None


def sharp(width: int, height: int) -> bytes:
    """A picture with enough edges to be in focus, and no two sizes alike."""
    picture = pictures.quarters(width, height)
    for place in range(0, width, 16):
        picture.paste((place * 7 % 256, place * height % 256, 90), (place, place % height, place + 8, height))
    return pictures.encoded(picture, "JPEG", quality=90)


def test_each_reason_stands_with_its_image_and_they_are_counted(ann: Visitor) -> None:
    ann.upload(("small.jpg", sharp(400, 400)), ("good.jpg", sharp(1600, 900)), ("named.png", sharp(1600, 400)))
    text = ann.get(MUG).text
    small, good, named = ann.images()
    assert summary(text) == "2 of 3 images have notes"
    assert notes(text, small) == ["Only 400 px on the shorter side; Google Merchant refuses less than 500 px"]
    assert notes(text, good) == []
    assert notes(text, named) == [
        "Only 400 px on the shorter side; Google Merchant refuses less than 500 px",
        "Named .png, but it is a JPEG",
    ]


def test_they_are_counted_over_all_images_also_when_one_card_is_sent(ann: Visitor) -> None:
    ann.upload(("small.jpg", sharp(400, 400)), ("good.jpg", sharp(1600, 900)))
    changed = ann.htmx(at(MUG, ann.images()[0]), {"do": "label", "label": "Small"})
    assert summary(changed.text) == "1 of 2 images has notes"


def test_of_one_image_the_words_are_right(ann: Visitor) -> None:
    ann.upload(("small.jpg", sharp(400, 400)))
    assert summary(ann.get(MUG).text) == "1 of 1 image has notes"


def test_without_notes_nothing_is_said_of_them(ann: Visitor) -> None:
    ann.upload(("good.jpg", sharp(1600, 900)))
    text = ann.get(MUG).text
    assert summary(text) is None
    assert "notes" not in text


def test_images_that_look_the_same_are_named_by_their_places_where_both_are_shown(ann: Visitor) -> None:
    same = pictures.jpeg(1600, 1600)
    ann.upload(("other.jpg", sharp(1600, 900)), ("one.jpg", same), ("two.jpg", same))
    _, one, two = ann.images()
    text = ann.get(MUG).text
    assert "Looks the same as image 3" in notes(text, one)
    assert "Looks the same as image 2" in notes(text, two)
    assert f'href="#image-{two}"' in card(text, one)
    ann.post(at(MUG, two, "french"), {"do": "remove"})
    assert not any("same" in note for note in notes(ann.get(f"{MUG}?store=french").text, one))


def test_they_change_with_the_picture(ann: Visitor) -> None:
    ann.upload(("small.jpg", sharp(400, 400)))
    image = ann.images()[0]
    changed = ann.htmx(f"{MUG}/images/{image}/picture", files={"files": ("good.jpg", sharp(1600, 900))})
    assert (summary(changed.text), notes(changed.text, image)) == (None, [])
