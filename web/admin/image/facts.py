"""Facts of a picture as people read them, by their names."""

import msgspec

from web.admin.shell.picture_sources import displayed_size
from web.gallery.model import Picture
from web.http.pages.language import _, decimal, file_size, whole
from web.services.insight.rules import PictureWithFacts


class Fact(msgspec.Struct, frozen=True):
    name: str
    value: str
    colour: str = ""  # to be shown beside it
    at: int = 0  # a moment, instead of a value


def facts_of(known: PictureWithFacts, *, new: bool = False) -> tuple[Fact, ...]:
    """Facts in their order. `new`: no image's picture yet, so that nobody uploaded it at any time."""
    return (*_of_file(known), *_of_content(known), *(() if new else _of_upload(known.picture)))


def _of_file(known: PictureWithFacts) -> list[Fact]:
    picture = known.picture
    width, height = displayed_size(picture, known.facts)
    moves = known.facts is not None and known.facts.moves
    return [
        Fact(_("File name"), picture.file_name or _("none")),
        Fact(_("Dimensions"), f"{whole(width)} × {whole(height)} px"),
        Fact(_("Format"), _("%(format)s, moving", format=picture.format) if moves else picture.format),
        Fact(_("Size"), file_size(picture.size)),
        Fact(_("Colour mode"), picture.mode),
    ]


def _of_content(known: PictureWithFacts) -> list[Fact]:
    if known.facts is None:
        return []
    colour = known.facts.colour
    return [Fact(_("Main colour"), colour, colour=colour), Fact(_("Sharpness"), decimal(known.facts.sharpness))]


def _of_upload(picture: Picture) -> list[Fact]:
    uploader = picture.uploader
    by = [Fact(_("Uploaded by"), uploader.full_name or uploader.name)] if uploader else []
    return [Fact(_("Uploaded"), "", at=picture.uploaded_at), *by]
