"""Every error of ours has its words here, and what breaks inside stays inside."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from litestar.exceptions import HTTPException

from tests.dialects.spiffy.conftest import SpiffyClient, golden
from tests.pictures import base64_text, png
from web.dialects.spiffy import intake
from web.dialects.spiffy.errors import status_and_errors
from web.gallery import errors as galleries
from web.gallery import picture_errors as storage
from web.gallery.unavailable import Busy

AT = "products/8/images"
REFUSALS = [
    galleries.UnknownStore("x"),
    galleries.UnknownRole("x"),
    galleries.UnknownVariation(1),
    galleries.ImagesNotSupported(),
    galleries.PositionOutOfRange(1),
    galleries.ChangedSince(),
    storage.TooManyBytes(1),
    storage.TooManyPixels(1, 1, 1),
    storage.TooManyFrames(1),
    storage.TooMuchMetadata(),
    storage.NotAPicture(),
    storage.FormatNotAllowed("WEBP"),
    storage.EmptyFile(),
    storage.BadBase64(),
    storage.NotInImportDirectory("x"),
    storage.NotFetched("http://10.0.0.1/"),
    storage.TooCostly(),
]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_what_the_rules_refuse_is_422_with_messages_in_arrays(error: Exception) -> None:
    """Clients split a text into letters, or fail on it, where they expect an array (field notes, 4.7)."""
    status, errors = status_and_errors(error)
    assert status == 422
    assert isinstance(errors, dict)
    assert all(isinstance(messages, list) and messages for messages in errors.values())


@pytest.mark.parametrize("status", [400, 404, 405, 413, 500])
def test_what_the_framework_says_is_not_passed_on(status: int) -> None:
    code, errors = status_and_errors(HTTPException("/srv/secret", status_code=status))
    assert code == status
    assert "secret" not in str(errors)


def test_a_storage_that_does_not_answer_is_503(spiffy: SpiffyClient, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "media", ignore_errors=True)
    (tmp_path / "media").write_text("no folder")
    response = spiffy.post(AT, attachment=base64_text(png()))
    assert (response.status_code, response.content) == (503, golden("unavailable.json"))
    assert spiffy.ids() == []


def test_where_there_is_no_room_to_decode_it_may_be_sent_again(
    spiffy: SpiffyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object) -> None:
        raise Busy

    monkeypatch.setattr(intake, "keep_received", busy)
    response = spiffy.post(AT, attachment=base64_text(png()))
    assert (response.status_code, response.content) == (503, golden("unavailable.json"))
    assert response.headers["retry-after"] == "5"


def test_whatever_else_breaks_is_500_without_a_word_of_why(spiffy: SpiffyClient, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "packshot.sqlite") as database:
        database.execute("ALTER TABLE image RENAME TO elsewhere")
    response = spiffy.get(AT)
    assert (response.status_code, response.content) == (500, golden("broken.json"))
    assert "x-ratelimit" in response.headers
