"""Settings and health by Packshot's own API: who may ask, what is not there; stores, and health in numbers."""

import pytest

from tests.admin.conftest import Program
from tests.waiting import wait_until

CONNECTIONS, PEOPLE, STORES = "/admin/connections", "/admin/people", "/admin/stores"
WEBHOOKS, HEALTH = "/admin/webhooks", "/admin/health"

FOR_ADMINS = [
    ("GET", CONNECTIONS),
    ("POST", CONNECTIONS),
    ("POST", f"{CONNECTIONS}/1/revoke"),
    ("GET", PEOPLE),
    ("POST", PEOPLE),
    ("POST", f"{PEOPLE}/1"),
    ("GET", STORES),
    ("POST", f"{STORES}/1"),
    ("GET", WEBHOOKS),
    ("POST", WEBHOOKS),
    ("GET", f"{WEBHOOKS}/1"),
    ("POST", f"{WEBHOOKS}/1"),
    ("POST", f"{WEBHOOKS}/1/messages/1/again"),
    ("POST", f"{HEALTH}/check"),
]
UNKNOWN = [
    ("POST", f"{CONNECTIONS}/999/revoke"),
    ("POST", f"{PEOPLE}/999"),
    ("POST", f"{STORES}/999"),
    ("GET", f"{WEBHOOKS}/999"),
    ("POST", f"{WEBHOOKS}/999"),
    ("POST", f"{WEBHOOKS}/999/messages/1/again"),
]


@pytest.mark.parametrize(("method", "path"), FOR_ADMINS)
def test_what_concerns_the_whole_shop_is_for_admins(sams: Program, method: str, path: str) -> None:
    response = sams.get(path) if method == "GET" else sams.post(path, {"do": "remove"})
    assert response.status_code == 403
    assert response.json()["type"] == "urn:packshot:problem:not-for-staff"


@pytest.mark.parametrize(("method", "path"), UNKNOWN)
def test_what_is_not_there_is_not_found(program: Program, method: str, path: str) -> None:
    response = program.get(path) if method == "GET" else program.post(path, {"do": "save"})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_stores_are_moved_given_a_language_and_made_the_default(program: Program) -> None:
    assert program.data(STORES)["stores"][1] == {
        "id": 2, "code": "french", "name": "French store", "locale": "fr", "default": False, "active": True,
    }  # fmt: skip
    moved = program.post(f"{STORES}/2", {"do": "up"}).json()
    assert [one["id"] for one in moved["stores"]] == [2, 1, 3, 4]
    program.post(f"{STORES}/2", {"do": "save", "locale": "fr-CH"})
    stores = program.post(f"{STORES}/2", {"do": "default"}).json()["stores"]
    assert [(one["locale"], one["default"]) for one in stores[:2]] == [("fr-CH", True), ("en", False)]
    assert program.data(STORES)["stores"] == stores


@pytest.mark.parametrize(
    ("body", "field"),
    [({"do": "save"}, "locale"), ({"do": "save", "locale": "x"}, "locale"), ({"do": "close"}, "do"), ({}, "do")],
)
def test_a_change_of_a_store_that_cannot_be_meant_changes_nothing(
    program: Program, body: dict[str, str], field: str
) -> None:
    before = program.data(STORES)
    response = program.post(f"{STORES}/3", body)
    assert (response.status_code, response.json()["field"]) == (400, field)
    assert program.data(STORES) == before


def test_health_is_told_in_numbers_also_to_staff(sams: Program) -> None:
    data = sams.data(HEALTH)
    assert data["database"] == {"kind": "sqlite", "place": None, "reachable": True}
    assert (data["storage"]["kind"], data["storage"]["reachable"]) == ("file", True)
    assert data["limits"] == {
        "max_bytes": 25 * 2**20,
        "max_pixels": 100_000_000,
        "max_frames": 1000,
        "calls_per_hour": 20_000,
        "days_kept": 30,
    }
    assert {"python", "packshot"} <= data["versions"].keys()
    assert (data["totals"]["collections"], data["totals"]["images"], data["totals"]["bytes"]) == (3, 0, 0)
    assert data["check_up"] == {"running": False, "at": None, "report": None}


def test_a_check_up_is_begun_and_its_report_has_no_words(program: Program) -> None:
    assert "check_up" in program.post(f"{HEALTH}/check").json()
    check_up = wait_until(
        lambda: (now := program.data(HEALTH)["check_up"])["report"] and now, "the end of the check-up"
    )
    assert check_up["running"] is False
    assert check_up["at"].endswith("Z")
    assert check_up["report"] == {
        "healthy": True,
        "pictures": 0,
        "files": 0,
        "bytes": 0,
        "missing": [],
        "damaged": [],
        "orphaned": [],
        "orphaned_bytes": 0,
        "stale_renditions": 0,
        "stale_rendition_bytes": 0,
    }
