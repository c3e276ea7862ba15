"""The page that tells how the installation is doing."""

from pathlib import Path

from tests import pictures
from tests.admin.conftest import Visitor
from tests.waiting import wait_until
from web.settings import Settings

HERE = "/admin/health"


def check_health(visitor: Visitor) -> str:
    """The page once the check-up under way has ended."""

    def ended() -> str | None:
        page = visitor.get(HERE).text
        return None if "A check-up is under way" in page else page

    return wait_until(ended, "the end of the check-up")


def originals(settings: Settings) -> list[Path]:
    folder = Path(settings.storage_url.removeprefix("file://")) / "originals"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_tells_what_it_runs_on_and_the_limits(ann: Visitor) -> None:
    page = ann.get(HERE).text
    assert "SQLite" in page
    assert "Pillow" in page or "pillow" in page
    assert "25 MB" in page


def test_the_doctor_finds_what_is_missing_damaged_and_orphaned(ann: Visitor, settings: Settings) -> None:
    ann.upload(("front.png", pictures.png()), ("side.png", pictures.png(30, 40)), ("back.gif", pictures.gif()))
    one, two, three = originals(settings)
    ann.post(f"{HERE}/check")
    assert "Everything is there and whole" in check_health(ann)
    one.unlink()
    two.write_bytes(b"x" * two.stat().st_size)
    three.with_name("f" * 64).write_bytes(b"nobody's")
    ann.post(f"{HERE}/check")
    page = check_health(ann)
    assert "Something is wrong" in page
    for key in (one.name, two.name, "f" * 64):
        assert key in page


def test_staff_see_it_and_only_admins_start_the_doctor(visitor: Visitor) -> None:
    visitor.sign_in("sam")
    assert "Check now" not in visitor.get(HERE).text
    assert visitor.post(f"{HERE}/check").status_code == 403
