"""Messages of the quality rules, one line each, in English and as they are gathered for translation."""

from collections.abc import Callable, Mapping

from web.services.insight.rules import Finding

for_translation = str  # marks what `make words` gathers; the language is chosen where it is shown

MESSAGES: Mapping[str, str] = {
    "too_small": for_translation(
        "Only %(side)s px on the shorter side; Google Merchant refuses less than %(limit)s px"
    ),
    "small": for_translation("%(side)s px on the longer side; %(limit)s px or more look good when zoomed"),
    "too_many_pixels": for_translation("%(megapixels)s megapixels; more than %(limit)s are refused by some channels"),
    "too_heavy": for_translation("%(megabytes)s MB; more than %(limit)s MB are refused by some channels"),
    "misnamed": for_translation("Named .%(extension)s, but it is a %(format)s"),
    "blurred": for_translation("Nothing in it is in focus"),
    "not_srgb": for_translation("Its colours are not sRGB, so some channels show them wrong"),
    "hdr": for_translation("Made for HDR screens; others show it paler, and some channels wrong"),
    "duplicate": for_translation("Looks the same as image %(image)s"),
    "mostly_background": for_translation("%(percent)s %% of it is background: the product is small in it"),
    "transparent": for_translation("%(percent)s %% of it shines through; on a coloured page that may look wrong"),
}


def reason(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """One line. `translate` puts the message into another language before the facts are filled in."""
    return translate(MESSAGES[finding.rule]) % dict(finding.facts)
