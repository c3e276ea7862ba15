"""Uploads: forms with several files, and single files that are added afterwards in the order picked."""

import asyncio
import contextlib
import sqlite3
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import pictures
from tests.admin.conftest import HTMX, MUG, Visitor
from tests.admin.gallery.test_routes import at, card
from web.database.queries import journal
from web.files.store import FileStore
from web.gallery.unavailable import Busy
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.editing.new_pictures import WAIT
from web.services.maintenance.doctor import examine
from web.settings import Settings

JSON = {"Accept": "application/json"}


def take(visitor: Visitor, name: str, content: bytes, path: str = MUG) -> str:
    response = visitor.post(f"{path}/files", files={"files": (name, content)}, headers=JSON)
    assert response.status_code == 200
    return str(response.json()["taken"])


def test_files_of_one_form_are_added_in_its_order_and_undone_together(ann: Visitor) -> None:
    response = ann.upload(("b.png", pictures.png()), ("a.jpg", pictures.jpeg()), ("c.webp", pictures.webp()))
    page = ann.get(response.headers["location"]).text
    assert "Added 3 images." in page
    assert [page.index(name) for name in ("b.png", "a.jpg", "c.webp")] == sorted(
        page.index(name) for name in ("b.png", "a.jpg", "c.webp")
    )
    ann.post(f"{MUG}/undo", {"entry": response.headers["location"].partition("done=")[2]})
    assert ann.images() == []


def test_files_taken_in_any_order_are_added_in_the_order_asked_for(ann: Visitor) -> None:
    second, first = take(ann, "second.png", pictures.png()), take(ann, "first.png", pictures.png(50, 50))
    assert ann.images() == []
    response = ann.htmx(f"{MUG}/images", {"taken": f"{first},{second}"})
    assert "Added 2 images." in response.text
    assert response.text.index("first.png") < response.text.index("second.png")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pictures.text_renamed(), "is not a picture, or it is damaged."),
        (pictures.truncated_jpeg(), "is not a picture, or it is damaged."),
        (b"", "is empty."),
        (pictures.huge_png_header(20_000, 20_000), "megapixels"),
        (b"x" * (25 * 2**20 + 1), "is larger than 25 MB. Export it smaller or compress it more."),
    ],
    ids=["text", "cut short", "empty", "too many pixels", "too large"],
)
def test_a_refused_file_is_named_with_the_reason_and_the_rest_is_added(
    ann: Visitor, content: bytes, words: str
) -> None:
    response = ann.upload(("<i>odd</i>.jpg", content), ("good.png", pictures.png()))
    assert response.status_code == 422
    assert "&lt;i&gt;odd&lt;/i&gt;.jpg" in response.text
    assert "<i>odd" not in response.text
    assert words in response.text
    assert len(ann.images()) == 1
    alone = ann.post(f"{MUG}/files", files={"files": ("odd.jpg", content)}, headers=JSON)
    assert alone.status_code == 422
    assert words in alone.json()["detail"]


def test_a_form_without_a_file_says_what_to_do(ann: Visitor) -> None:
    response = ann.post(f"{MUG}/images", files={"files": ("", b"")})
    assert response.status_code == 400
    assert "Choose one or more pictures first." in response.text


def test_a_product_that_takes_no_images_says_so(ann: Visitor) -> None:
    path = "/admin/products/400"
    assert "This product takes no images" in ann.get(path).text
    assert ann.upload(("a.png", pictures.png()), path=path).status_code == 409
    assert ann.post(f"{path}/files", files={"files": ("a.png", pictures.png())}).status_code == 409


def test_only_what_this_person_sent_to_this_page_is_added(ann: Visitor) -> None:
    taken = take(ann, "a.png", pictures.png())
    assert ann.post("/admin/products/8/images", {"taken": taken}).status_code == 400
    assert ann.post(f"{MUG}/images", {"taken": "made up"}).status_code == 400
    ann.sign_in("sam")
    assert ann.post(f"{MUG}/images", {"taken": taken}).status_code == 400
    assert ann.images() == []


def test_file_names_are_text(ann: Visitor) -> None:
    ann.upload(("<script>alert(1)</script>.png", pictures.png()))
    page = ann.get(MUG).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_replaced_picture_keeps_everything_else(ann: Visitor, mug: list[int]) -> None:
    ann.post(at(MUG, mug[0]), {"do": "label", "label": "Front"})
    response = ann.htmx(f"{MUG}/images/{mug[0]}/picture", files={"files": ("new.jpg", pictures.jpeg(80, 20))})
    assert "Replaced the picture." in response.text
    shown = card(ann.get(f"{MUG}?menu={mug[0]}").text, mug[0])
    assert "80 × 20 · JPEG" in shown
    assert ">Front</textarea>" in shown
    assert ann.images() == mug


def test_replacing_needs_exactly_one_file(ann: Visitor, mug: list[int]) -> None:
    two = [("files", ("a.png", pictures.png())), ("files", ("b.png", pictures.png()))]
    assert ann.post(f"{MUG}/images/{mug[0]}/picture", files=two).status_code == 400


def test_the_uploader_is_recorded(mug: list[int]) -> None:
    async def recorded() -> tuple[str, str, int | None]:
        owner = await find_owner("product", ("id", "28"))
        picture = (await gallery_of(owner)).gallery.images[mug[0]].picture
        by = (await journal.of_owner(owner.id))[0].by
        assert picture.uploader
        return picture.uploader.name, by.dialect, by.person

    name, dialect, person = asyncio.run(recorded())
    assert (name, dialect, person is not None) == ("ann", "admin", True)


def test_an_upload_that_waits_for_its_place_is_nobodys_orphan(ann: Visitor, settings: Settings) -> None:
    files = FileStore(settings.storage_url)
    taken = take(ann, "a.png", pictures.png())
    report = asyncio.run(examine(files, repair=True))
    assert (report.healthy, report.put_aside) == (True, 0)
    assert ann.post(f"{MUG}/images", {"taken": taken}).status_code == 303
    assert asyncio.run(examine(files)).pictures == 1


def test_a_file_taken_in_is_added_once(ann: Visitor) -> None:
    taken = take(ann, "a.png", pictures.png())
    assert ann.post(f"{MUG}/images", {"taken": f"{taken},{taken}"}).status_code == 400
    assert ann.post(f"{MUG}/images", {"taken": taken}).status_code == 303
    again = ann.post(f"{MUG}/images", {"taken": taken})
    assert (again.status_code, "added already" in again.text) == (400, True)
    assert len(ann.images()) == 1


def test_a_file_taken_in_waits_for_a_day(ann: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = take(ann, "a.png", pictures.png())
    with monkeypatch.context() as later:
        later.setattr("cryptography.fernet.time", SimpleNamespace(time=lambda: time.time() + 86_402))
        assert ann.post(f"{MUG}/images", {"taken": taken}).status_code == 400
    assert ann.post(f"{MUG}/images", {"taken": taken}).status_code == 303


def test_a_file_taken_in_that_is_no_longer_kept_is_not_added(ann: Visitor, settings: Settings) -> None:
    taken = take(ann, "a.png", pictures.png())
    for path in Path(settings.storage_url.removeprefix("file://"), "originals").rglob("*"):
        if path.is_file():
            path.unlink()
    response = ann.post(f"{MUG}/images", {"taken": taken})
    assert (response.status_code, "Choose the files again." in response.text) == (400, True)
    assert ann.images() == []


def test_looking_forgets_no_upload_and_the_next_one_forgets_old_ones(ann: Visitor, settings: Settings) -> None:
    def recorded() -> list[int]:
        with contextlib.closing(sqlite3.connect(settings.sqlite_path)) as rows:
            return [number for (number,) in rows.execute("SELECT id FROM pending_upload ORDER BY id")]

    take(ann, "a.png", pictures.png())
    with contextlib.closing(sqlite3.connect(settings.sqlite_path)) as rows:
        rows.execute("UPDATE pending_upload SET at = at - ?", (WAIT + 1,))
        rows.commit()
    files = FileStore(settings.storage_url)
    assert len(asyncio.run(examine(files)).orphaned) == 1
    assert recorded() == [1]
    take(ann, "b.png", pictures.png(50, 50))
    assert recorded() == [2]


@pytest.mark.parametrize("headers", [{}, JSON, HTMX])
def test_that_nobody_has_time_to_check_a_file_is_no_failure(
    ann: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    async def nobody_free(*_: object, **__: object) -> None:
        raise Busy("too many pictures wait for their turn")

    monkeypatch.setattr("web.services.editing.new_pictures.run_in_sandbox", nobody_free)
    files = {"files": ("a.png", pictures.png())}
    response = ann.post(f"{MUG}/files", files=files, headers=headers)
    assert (response.status_code, response.headers["retry-after"]) == (503, str(Busy.retry_after))
    assert "Many pictures are being checked right now." in response.text
    assert caplog.records == []
