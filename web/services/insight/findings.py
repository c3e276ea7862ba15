"""Findings about pictures: the facts that the rules need, read from the database, for one gallery or the whole shop."""

import logging
from collections.abc import AsyncIterator, Callable, Collection
from functools import lru_cache

import msgspec

from web.database.queries import owners, pictures
from web.database.queries.galleries import load
from web.gallery.model import Image
from web.imaging.facts import Facts
from web.services.insight.messages import reason
from web.services.insight.rules import PictureWithFacts, findings_in
from web.settings.thresholds import Thresholds

logger = logging.getLogger(__name__)


def decoded_facts(text: str | None) -> Facts | None:
    """The facts about a content from their JSON, None where there are none yet. Raises msgspec.DecodeError."""
    return msgspec.json.decode(text, type=Facts) if text else None


def facts_in(text: str | None) -> Facts | None:
    """Decode as `decoded_facts` does; facts that cannot be decoded count as none, and are logged once."""
    try:
        return decoded_facts(text)
    except msgspec.DecodeError:
        _log_unreadable(text)
        return None


@lru_cache(maxsize=256)
def _log_unreadable(text: str | None) -> None:
    """Cached, so that a page that shows the picture does not log it at every request."""
    logger.error("facts about a picture cannot be decoded: %.80r", text)


async def with_facts(
    images: Collection[Image], decode: Callable[[str | None], Facts | None] = facts_in
) -> dict[int, PictureWithFacts]:
    """Images of one gallery, by their ids, with the facts about each. One statement."""
    texts = await pictures.facts({image.picture.content_hash for image in images})
    return {
        image.id: PictureWithFacts(image.picture, decode(texts.get(image.picture.content_hash))) for image in images
    }


class ImageFindings(msgspec.Struct, frozen=True):
    """An image that has findings: its owner, and the reasons, one line each."""

    kind: str
    owner: int  # the shop's own number of the product or collection
    name: str
    image: int
    reasons: list[str]


async def all_findings(limits: Thresholds) -> AsyncIterator[ImageFindings]:
    """Over the whole shop, gallery by gallery."""
    for owner in await owners.with_images():
        images = (await load(owner.id)).gallery.images.values()
        found = findings_in(await with_facts(images), limits)
        for image, some in found.items():
            yield ImageFindings(owner.kind, owner.shop_id, owner.name, image, [reason(finding) for finding in some])
