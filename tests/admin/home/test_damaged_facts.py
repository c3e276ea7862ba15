"""Facts about a picture that cannot be decoded count as none: they keep no page from being shown."""

import sqlite3
from contextlib import closing

import pytest

from tests.admin.conftest import MUG, Visitor
from web.settings import Settings


@pytest.fixture
def damaged(mug: list[int], settings: Settings) -> list[int]:
    """The images of the mug; the facts about the first are no JSON, those of the second are no facts."""
    with closing(sqlite3.connect(settings.sqlite_path)) as database, database:
        for image, text in zip(mug, ("no JSON", '{"colour": 5}'), strict=False):
            database.execute(
                "UPDATE content SET facts = ? WHERE hash = (SELECT content_hash FROM picture WHERE id = ?)",
                (text, image),
            )
    return mug


@pytest.mark.parametrize("path", [MUG, "/admin/"])
def test_pages_that_show_the_picture_are_shown_and_the_log_names_the_facts_once(
    ann: Visitor, damaged: list[int], path: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        assert ann.get(path).status_code == 200
    logged = [record.getMessage() for record in caplog.records if record.name == "web.services.insight.findings"]
    assert len(logged) == len(set(logged))


def test_every_image_of_its_gallery_is_there(ann: Visitor, damaged: list[int]) -> None:
    assert ann.images() == damaged
    for image in damaged:
        assert ann.get(f"{MUG}/images/{image}/details").status_code == 200
