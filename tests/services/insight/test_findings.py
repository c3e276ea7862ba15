"""The rules about pictures: each warns from its threshold on, says why in one line, and can be switched off."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE, settings_in
from web.database.engines.bound import Database
from web.database.queries import pictures
from web.gallery.edits import AddImage
from web.gallery.model import Actor
from web.imaging.facts import Facts
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.insight import findings
from web.services.insight.findings import all_findings, facts_in, with_facts
from web.services.insight.messages import reason
from web.services.insight.rules import RULES, PictureWithFacts, findings_in, findings_of
from web.settings import BadSetting
from web.settings.thresholds import Thresholds

GOOD = Facts(
    metadata_free=True,
    srgb=True,
    thumbhash="",
    colour="#ffffff",
    sharpness=10,
    background=0.5,
    transparent=0,
    likeness="0f" * 8,
)
USUAL = Thresholds()


def findings_for(limits: Thresholds = USUAL, alike: tuple[int, ...] = (), facts: Any = None, **more: Any) -> list[str]:
    """The reasons against a picture that is good but for what is named."""
    good = replace(picture(1), width=2000, height=1600, size=2_000_000, format="JPEG", file_name="dress.jpg")
    seen = PictureWithFacts(replace(good, **more), replace(GOOD, **(facts or {})), alike)
    return [reason(finding) for finding in findings_of(seen, limits)]


def test_a_good_picture_has_no_findings() -> None:
    assert findings_for() == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"width": 499, "height": 2000}, "Only 499 px on the shorter side; Google Merchant refuses less than 500 px"),
        ({"width": 1499, "height": 600}, "1499 px on the longer side; 1500 px or more look good when zoomed"),
        ({"width": 10_000, "height": 6500}, "65 megapixels; more than 64 are refused by some channels"),
        ({"size": 16_000_001}, "16 MB; more than 16 MB are refused by some channels"),
        ({"file_name": "dress.JPG", "format": "PNG"}, "Named .jpg, but it is a PNG"),
        ({"facts": {"sharpness": 3.4}}, "Nothing in it is in focus"),
        ({"facts": {"srgb": False}}, "Its colours are not sRGB, so some channels show them wrong"),
        ({"facts": {"hdr": True}}, "Made for HDR screens; others show it paler, and some channels wrong"),
        ({"alike": (7, 9)}, "Looks the same as image 7"),
        ({"facts": {"background": 0.93}}, "93 % of it is background: the product is small in it"),
        ({"facts": {"transparent": 0.4}}, "40 % of it shines through; on a coloured page that may look wrong"),
    ],
)
def test_each_rule_says_its_reason_in_one_line(given: dict[str, Any], words: str) -> None:
    assert findings_for(**given) == [words]


@pytest.mark.parametrize(
    "given",
    [
        {"width": 500, "height": 1500}, {"width": 8000, "height": 8000}, {"size": 15_999_999},
        {"file_name": "dress"}, {"file_name": "dress.jpeg"}, {"file_name": "dress.final"},
        {"facts": {"sharpness": 3.5, "background": 0.9, "transparent": 0.02}},
    ],
)  # fmt: skip
def test_at_its_threshold_a_picture_is_still_good(given: dict[str, Any]) -> None:
    assert findings_for(**given) == []


def test_every_rule_with_a_threshold_can_be_switched_off() -> None:
    off = Thresholds(**dict.fromkeys(Thresholds.__struct_fields__, 0))
    bad = {"sharpness": 0, "background": 1, "transparent": 1}
    assert findings_for(off, facts=bad, width=90_000, height=40, size=99_000_000) == []


def test_thresholds_are_one_setting(tmp_path: Any) -> None:
    read = settings_in(tmp_path, PACKSHOT_FINDINGS="least_side=400 sharpness=0").findings
    assert read == Thresholds(least_side=400, sharpness=0)
    for wrong in ("least_side=a", "nonsense=1", "least_side"):
        with pytest.raises(BadSetting, match="PACKSHOT_FINDINGS"):
            settings_in(tmp_path, PACKSHOT_FINDINGS=wrong)


@pytest.mark.anyio
async def test_a_gallery_is_judged_in_one_statement_and_likes_are_found(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    dog = await find_owner("product", ("id", "8"))
    likenesses = ["0f0f0f0f0f0f0f0f", "0f0f0f0f0f0f0f0e", "f0f0f0f0f0f0f0f0", "0000000000000000", "0000000000000000"]
    for number, likeness in enumerate(likenesses):
        facts = msgspec.json.encode(replace(GOOD, likeness=likeness))
        await pictures.add_facts(f"{number:064}", True, facts)
    one = replace(picture(0), width=2000, height=2000)
    edits = [AddImage(picture=replace(one, content_hash=f"{number:064}")) for number in range(len(likenesses) + 1)]
    edited = await edit_gallery(dog, edits, Actor(dialect="admin"))
    before = database.statements
    results = findings_in(await with_facts(edited.gallery.listed()), USUAL)
    assert database.statements - before == 1
    first, second, *_ = edited.added
    assert {image: [finding.rule for finding in some] for image, some in results.items()} == {
        first: ["duplicate"],
        second: ["duplicate"],
    }
    assert set(RULES) >= {finding.rule for some in results.values() for finding in some}
    listed = [one async for one in all_findings(USUAL)]
    assert [(one.kind, one.owner, one.name, one.image) for one in listed] == [
        ("product", 8, "Cute dog", first),
        ("product", 8, "Cute dog", second),
    ]
    assert listed[0].reasons == [f"Looks the same as image {second}"]


@pytest.mark.parametrize("text", ["no JSON", '{"colour": 5}', "[]"])
def test_facts_that_cannot_be_decoded_count_as_none_and_are_logged_once(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    findings._log_unreadable.cache_clear()
    assert [facts_in(text), facts_in(text)] == [None, None]
    assert [record.getMessage() for record in caplog.records] == [f"facts about a picture cannot be decoded: {text!r}"]
    assert facts_in(msgspec.json.encode(GOOD).decode()) == GOOD
