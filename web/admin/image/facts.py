"""What is known of a picture, told to people: facts by their names, and notes."""

import msgspec

from web.admin.shell.picture_sources import seen_size
from web.gallery.model import Picture
from web.http.pages.formatting import decimal, file_size, whole
from web.http.pages.language import _
from web.services.insight.rules import PictureWithFacts


class Fact(msgspec.Struct, frozen=True):
    name: str
    value: str
    colour: str = ""  # to be shown beside it
    at: int = 0  # a moment, instead of a value


def facts_of(seen: PictureWithFacts, *, new: bool = False) -> tuple[Fact, ...]:
    """`new`: it is no image's picture yet, so that nobody uploaded it at any time."""
    picture, facts = seen.picture, seen.facts
    told = [*_of_file(picture, seen)]
    if facts:
        told.append(Fact(_("Main colour"), facts.colour, colour=facts.colour))
        told.append(Fact(_("Sharpness"), decimal(facts.sharpness)))
    if not new:
        told.append(Fact(_("Uploaded"), "", at=picture.uploaded_at))
        if picture.uploader:
            told.append(Fact(_("Uploaded by"), picture.uploader.full_name or picture.uploader.name))
    return tuple(told)


def _of_file(picture: Picture, seen: PictureWithFacts) -> list[Fact]:
    width, height = seen_size(picture, seen.facts)
    moves = seen.facts is not None and seen.facts.moves
    return [
        Fact(_("File name"), picture.file_name or _("none")),
        Fact(_("Dimensions"), f"{whole(width)} × {whole(height)} px"),
        Fact(_("Format"), _("%(format)s, moving", format=picture.format) if moves else picture.format),
        Fact(_("Size"), file_size(picture.size)),
        Fact(_("Colour mode"), picture.mode),
    ]
