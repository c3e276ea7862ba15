"""Weight of a gallery's page: bytes, SQL statements, and the size of the response to one change."""

import re

import pytest

from tests.admin.conftest import MUG, Visitor
from tests.admin.gallery.test_quality_notes import sharp
from tests.admin.gallery.test_routes import at
from web.database.engines.bound import bound_engine


@pytest.fixture
def twelve_images(ann: Visitor) -> list[int]:
    for half in range(2):
        ann.upload(*((f"{n}.jpg", sharp(1550 + 6 * half + n, 900)) for n in range(6)))
    images = ann.images()
    for image in images:
        ann.post(at(MUG, image), {"do": "label", "label": "A white mug with a blue rim, seen from the front"})
    assert len(images) == 12
    return images


@pytest.mark.parametrize("path", [MUG, f"{MUG}?store=2"])
def test_a_gallery_of_twelve_is_one_document_under_60_kb_in_five_statements(
    ann: Visitor, twelve_images: list[int], path: str
) -> None:
    before = bound_engine().statements
    page = ann.get(path)
    assert bound_engine().statements - before <= 5
    assert len(page.content) < 60_000


def test_of_two_hundred_images_an_answer_to_one_label_brings_one_card(ann: Visitor, twelve_images: list[int]) -> None:
    lamp = "/admin/products/123"
    for here, there in ((MUG, "product/123"), (lamp, "product/28")) * 3:
        ann.htmx(f"{here}/several", {"images": ann.images(here), "to": there})
    images = ann.images()
    assert len(images) > 150
    response = ann.htmx(at(MUG, images[0]), {"do": "label", "label": "Another"})
    assert re.findall(r'<li class="card[^>]*id="image-(\d+)"', response.text) == [str(images[0])]
    assert len(response.content) < 20_000
