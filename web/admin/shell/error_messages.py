"""The messages of errors, in whole sentences for people: what was refused, which limit there is, what to do."""

from litestar.exceptions import HTTPException
from msgspec.structs import replace

from web.admin.shell.session import BadCredential, NotForCustomers, NotForStaff, NotSignedIn, ReadOnlyCredential
from web.auth.rate_limits import QuotaUsedUp
from web.files.received import Limits
from web.gallery.errors import (
    AddedAlready,
    ChangedSince,
    FocusOutside,
    GalleryError,
    ImagesNotSupported,
    LabelChanged,
    LabelTooLong,
    PictureSwept,
    PositionOutOfRange,
    ReplacedMeanwhile,
    UnknownImage,
    UnknownOwner,
    UnknownRole,
    UnknownStore,
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
from web.gallery.unavailable import (
    Busy,
    DatabaseBusy,
    DatabaseUnavailable,
    DecodingUnavailable,
    DiskFull,
    StorageUnavailable,
)
from web.http.conditional import IfMatchMissing, PreconditionFailed
from web.http.pages.forms import BadForm
from web.http.pages.json_forms import BadJson
from web.http.pages.language import _, whole
from web.http.pages.problems import TYPES, Problem, framework_problem, problem_for
from web.services.editing.request_keys import CutShort, KeyBusy, KeyUsed


def problem_of(error: Exception, limits: Limits) -> Problem:
    """The problem that an error is, in words that say what to do."""
    if isinstance(error, HTTPException):
        return framework_problem(error)
    problem = problem_for(error, *_message(error, limits))
    return problem if problem.status != 500 else replace(problem, type=f"{TYPES}internal-error")


def _message(error: Exception, limits: Limits) -> tuple[int, str, str]:
    """Status, title and text."""
    match error:
        case NotSignedIn():
            return 401, _("Signed out"), _("You are signed out. Sign in again in another tab, then retry.")
        case BadCredential():
            text = _("This access token is not valid, or no longer. Make a new one under Connections.")
            return 401, _("Access refused"), text
        case ReadOnlyCredential():
            return 403, _("Only for reading"), _("This access token may only read.")
        case QuotaUsedUp():
            text = _("That is more calls than an hour allows. Wait as many seconds as Retry-After says.")
            return 429, _("Too many calls"), text
        case BadJson():
            return 400, _("That did not work"), _bad_json(error)
        case NotForCustomers():
            text = _("Your account is a customer's. Pictures are cared for by the shop's staff: ask them for access.")
            return 403, _("This part is for the shop's staff"), text
        case NotForStaff():
            text = _("This concerns the whole shop, and only admins may do it. Ask one of them.")
            return 403, _("Only for admins"), text
        case UnknownImage():
            return 404, _("That image is gone"), _("Somebody removed that image meanwhile. Reload the page.")
        case UnknownStore():
            return 404, _("There is no such store"), _("The store in this address does not exist.")
        case UnknownOwner():
            return 404, _("Not found"), _("There is no such product or collection. It may have been renamed.")
        case LabelChanged():
            return 409, _("Not saved"), _("Not saved: somebody changed this label while you wrote.")
        case ReplacedMeanwhile():
            text = _("Somebody else replaced this picture meanwhile. Look at both once more.")
            return 409, _("Not replaced"), text
        case PreconditionFailed():
            text = _("Somebody changed it since you read it. Nothing was changed; `current` is what there is now.")
            return 412, _("Changed meanwhile"), text
        case IfMatchMissing():
            text = _("Every change must say with If-Match which state it is about. Read it first, and send its ETag.")
            return 428, _("If-Match is missing"), text
        case KeyUsed():
            text = _("This Idempotency-Key came before with something else. Make up a new one for each request.")
            return 422, _("Key used before"), text
        case KeyBusy():
            text = _("The request with this Idempotency-Key is still being carried out. Ask again in a moment.")
            return 409, _("Still under way"), text
        case CutShort():
            text = _("The server was stopped during this request. See what was done before you send it with a new key.")
            return 409, _("Cut short"), text
        case ChangedSince():
            text = _("That can no longer be undone: somebody changed the same thing since.")
            return 409, _("Too late to undo"), text
        case ImagesNotSupported():
            return 409, _("No images here"), _("The shop says that this product takes no images.")
        case PictureRefused():
            return 422, _("That file was refused"), refusal(error, limits)
        case PictureSwept():
            text = _("It was removed or replaced so long ago that its file is no longer kept.")
            return 409, _("Too late to put back"), text
        case GalleryError():
            return 400, _("That did not work"), _against_rules(error)
        case BadForm():
            return 400, _("That did not work"), str(error)
        case Busy():
            text = _("Many pictures are being checked right now. Nothing was changed; try again in a minute.")
            return 503, _("Very busy"), text
        case DiskFull():
            text = _("There is no room left to store anything, and nothing was changed. Tell whoever runs this server.")
            return 507, _("No room left"), text
        case DatabaseBusy():
            text = _("Others are saving a lot right now. Nothing was changed; try again in a minute.")
            return 503, _("Very busy"), text
        case DatabaseUnavailable():
            text = _("The shop's data can't be reached right now. Nothing was changed; try again in a minute.")
            return 503, _("Not available right now"), text
        case DecodingUnavailable():
            text = _("Pictures can't be checked right now. Nothing was changed; try again in a minute.")
            return 503, _("Not available right now"), text
        case StorageUnavailable():
            text = _("The place where pictures are stored does not answer. Nothing was changed; try again in a minute.")
            return 503, _("Storage is not reachable"), text
        case _:
            text = _("Something went wrong on our side, and nothing was changed. Try again; it is noted in the log.")
            return 500, _("Something went wrong"), text


def _bad_json(error: BadJson) -> str:
    if error.field:
        return _("“%(name)s” cannot be used: %(reason)s.", name=error.field, reason=error)
    return _("The body must be a JSON object: %(reason)s.", reason=error)


def refusal(error: PictureRefused, limits: Limits, name: str = "") -> str:
    """Why a file was refused. `name`: of the file, where there may be several."""
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
                "%(name)s could not be fetched. The address must be public and lead straight to a picture.",
                name=name,
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


def _against_rules(error: GalleryError) -> str:
    match error:
        case UnknownRole():
            return _("There is no image role “%(role)s”.", role=error.role)
        case UnknownVariation():
            return _("Variation %(number)s is not one of this product.", number=error.variation)
        case PositionOutOfRange():
            return _("Place %(number)s is beyond what can be stored.", number=error.position)
        case LabelTooLong():
            return _("A label has at most %(limit)s characters.", limit=error.limit)
        case FocusOutside():
            return _("That point is not in the picture.")
        case AddedAlready():
            return _("Those files were added already, or a day has passed. Reload the page to see what is there.")
        case _:
            return str(error)
