"""What is not good about a picture: rules in one table, each with its reason in one line. They warn and never block."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from itertools import combinations

import msgspec
from msgspec.structs import replace

from web.database.queries import contents, owners
from web.database.queries.galleries import load
from web.gallery.formats import format_of_extension
from web.gallery.model import Image, Picture
from web.imaging.facts import Facts
from web.settings.thresholds import Thresholds


class PictureWithFacts(msgspec.Struct, frozen=True):
    """A picture with what was seen in it, among the others of its gallery."""

    picture: Picture
    facts: Facts | None  # None: taken in before anybody looked
    alike: tuple[int, ...] = ()  # ids of images that look the same


class Finding(msgspec.Struct, frozen=True):
    """`rule` is the name in the table, for filters; `facts` fill its reason."""

    rule: str
    facts: Mapping[str, int | str] = {}


Rule = Callable[[PictureWithFacts, Thresholds], Mapping[str, int | str] | None]


def _too_small(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    side = min(seen.picture.width, seen.picture.height)
    return {"side": side, "limit": limits.least_side} if side < limits.least_side else None


def _small(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    side = max(seen.picture.width, seen.picture.height)
    small = min(seen.picture.width, seen.picture.height) >= limits.least_side and side < limits.good_side
    return {"side": side, "limit": limits.good_side} if small else None


def _too_many_pixels(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    megapixels = seen.picture.width * seen.picture.height // 1_000_000
    over = limits.most_megapixels and megapixels > limits.most_megapixels
    return {"megapixels": megapixels, "limit": limits.most_megapixels} if over else None


def _too_heavy(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    megabytes = seen.picture.size // 1_000_000
    over = limits.most_megabytes and megabytes >= limits.most_megabytes
    return {"megabytes": megabytes, "limit": limits.most_megabytes} if over else None


def _misnamed(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    """The extension as received; what has none says nothing wrong."""
    _, dot, extension = seen.picture.file_name.rpartition(".")
    said = format_of_extension(extension) if dot else None
    return (
        {"said": extension.lower(), "format": seen.picture.format} if said not in (None, seen.picture.format) else None
    )


def _blurred(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    return {} if seen.facts and seen.facts.sharpness < limits.sharpness else None


def _not_srgb(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    return {} if seen.facts and not seen.facts.srgb else None


def _mostly_background(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    over = seen.facts and limits.background and seen.facts.background > limits.background
    return {"percent": round(seen.facts.background * 100)} if seen.facts and over else None


def _transparent(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    over = seen.facts and limits.transparent and seen.facts.transparent > limits.transparent
    return {"percent": round(seen.facts.transparent * 100)} if seen.facts and over else None


def _duplicate(seen: PictureWithFacts, limits: Thresholds) -> Mapping[str, int | str] | None:
    return {"image": seen.alike[0]} if seen.alike else None


for_translation = str  # marks what `make words` gathers; the language is chosen where it is said

RULES: Mapping[str, tuple[Rule, str]] = {
    "too small": (
        _too_small,
        for_translation("Only %(side)s px on the shorter side; Google Merchant refuses less than %(limit)s px"),
    ),
    "small": (_small, for_translation("%(side)s px on the longer side; %(limit)s px or more look good when zoomed")),
    "too many pixels": (
        _too_many_pixels,
        for_translation("%(megapixels)s megapixels; more than %(limit)s are refused by some channels"),
    ),
    "too heavy": (_too_heavy, for_translation("%(megabytes)s MB; more than %(limit)s MB are refused by some channels")),
    "misnamed": (_misnamed, for_translation("Named .%(said)s, but it is a %(format)s")),
    "blurred": (_blurred, for_translation("Nothing in it is in focus")),
    "not sRGB": (_not_srgb, for_translation("Its colours are not sRGB, so some channels show them wrong")),
    "duplicate": (_duplicate, for_translation("Looks the same as image %(image)s")),
    "mostly background": (
        _mostly_background,
        for_translation("%(percent)s %% of it is background: the product is small in it"),
    ),
    "transparent": (
        _transparent,
        for_translation("%(percent)s %% of it shines through; on a coloured page that may look wrong"),
    ),
}


def reason(finding: Finding, say: Callable[[str], str] = str) -> str:
    """In one line. `say` puts the sentence into another language before the facts are filled in."""
    return say(RULES[finding.rule][1]) % dict(finding.facts)


async def with_facts(images: Collection[Image]) -> dict[int, PictureWithFacts]:
    """Images of one gallery, by their ids, whatever was seen in each. One statement."""
    texts = await contents.facts({image.picture.content_hash for image in images})
    return {
        image.id: PictureWithFacts(image.picture, facts_in(texts.get(image.picture.content_hash))) for image in images
    }


def facts_in(text: str | None) -> Facts | None:
    return msgspec.json.decode(text, type=Facts) if text else None


def findings_in(images: Mapping[int, PictureWithFacts], limits: Thresholds) -> dict[int, list[Finding]]:
    """By image, in the order of the table; images with none are not mentioned."""
    alike = _alike(images, limits.likeness)
    found = {number: findings_of(replace(seen, alike=alike[number]), limits) for number, seen in images.items()}
    return {number: some for number, some in found.items() if some}


def findings_of(seen: PictureWithFacts, limits: Thresholds) -> list[Finding]:
    judged = ((name, rule(seen, limits)) for name, (rule, _) in RULES.items())
    return [Finding(name, facts) for name, facts in judged if facts is not None]


def _alike(images: Mapping[int, PictureWithFacts], bits: int) -> dict[int, tuple[int, ...]]:
    """Of each image the others that look the same. A flat picture's likeness says nothing: it is like nobody."""
    marks = [(number, int(seen.facts.likeness, 16)) for number, seen in images.items() if bits and seen.facts]
    alike: dict[int, list[int]] = {number: [] for number in images}
    for (one, left), (other, right) in combinations([marked for marked in marks if marked[1]], 2):
        if (left ^ right).bit_count() <= bits:
            alike[one].append(other)
            alike[other].append(one)
    return {number: tuple(others) for number, others in alike.items()}


class ImageFindings(msgspec.Struct, frozen=True):
    """An image with something to say about it: whose it is, and the reasons, one line each."""

    kind: str
    owner: int  # the shop's own number of the product or collection
    name: str
    image: int
    reasons: list[str]


async def all_findings(limits: Thresholds) -> AsyncIterator[ImageFindings]:
    """Over the whole shop, gallery by gallery."""
    for number, kind, shop_id, name in await owners.with_images():
        images = (await load(number)).gallery.images.values()
        found = findings_in(await with_facts(images), limits)
        for image, some in found.items():
            yield ImageFindings(kind, shop_id, name, image, [reason(finding) for finding in some])
