"""Why a file or a change was refused, in whole sentences for people: which limit, and what to do."""

from web.files.received import Limits
from web.gallery.errors import (
    AddedAlready,
    FocusOutside,
    GalleryError,
    PositionOutOfRange,
    UnknownRole,
    UnknownVariation,
)
from web.gallery.picture_errors import (
    EmptyFile,
    FormatNotAllowed,
    NotFetched,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.http.pages.formatting import whole
from web.http.pages.language import _


def refusal(error: PictureRefused, limits: Limits, name: str = "") -> str:
    """`name`: of the file, where more than one may be meant."""
    name = name or _("The file")
    match error:
        case TooManyBytes():
            megabytes = whole(error.limit // 2**20)
            return _(
                "%(name)s is larger than %(limit)s MB. Export it smaller or compress it more.",
                name=name,
                limit=megabytes,
            )
        case TooManyPixels():
            return _too_many_pixels(error, limits, name)
        case TooManyFrames():
            return _(
                "%(name)s is an animation of more than %(limit)s frames. Make it shorter.", name=name, limit=error.limit
            )
        case TooMuchMetadata():
            return _(
                "%(name)s holds more metadata than any camera writes. Export it again without metadata.", name=name
            )
        case FormatNotAllowed():
            return _(
                "%(name)s is a %(format)s file, which is not taken here. Save it as JPEG, PNG, GIF, WebP or AVIF.",
                name=name,
                format=error.format,
            )
        case EmptyFile():
            return _("%(name)s is empty. Choose it again, or export it again.", name=name)
        case NotFetched():
            return _(
                "%(name)s could not be fetched. The address must be public and lead straight to a picture.", name=name
            )
        case _:
            return _("%(name)s is not a picture, or it is damaged. Save it as JPEG, PNG, GIF, WebP or AVIF.", name=name)


def _too_many_pixels(error: TooManyPixels, limits: Limits, name: str) -> str:
    if error.width is None:
        return _(
            "%(name)s claims more than %(limit)s megapixels. Make it smaller.",
            name=name,
            limit=f"{limits.max_pixels / 1e6:.0f}",
        )
    return _(
        "%(name)s has %(width)s × %(height)s pixels, more than %(limit)s megapixels in all. Make it smaller.",
        name=name,
        width=error.width,
        height=error.height,
        limit=f"{error.limit / 1e6:.0f}",
    )


def against_rules(error: GalleryError) -> str:
    match error:
        case UnknownRole():
            return _("There is no image role “%(role)s”.", role=error.role)
        case UnknownVariation():
            return _("Variation %(number)s is not one of this product.", number=error.variation)
        case PositionOutOfRange():
            return _("Place %(number)s is beyond what can be stored.", number=error.position)
        case FocusOutside():
            return _("That point is not in the picture.")
        case AddedAlready():
            return _("Those files were added already, or a day has passed. Reload the page to see what is there.")
        case _:
            return str(error)
