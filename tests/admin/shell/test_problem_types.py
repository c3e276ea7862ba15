"""Types of problems: programs tell them apart by these, so none may go or be called something else."""

import re
from collections.abc import Iterator

from litestar.exceptions import HTTPException

from web.admin.settings.people import REFUSALS
from web.admin.settings.webhooks import UnfitAddress
from web.admin.shell import error_messages
from web.admin.shell.error_messages import problem_of
from web.files.received import Limits
from web.gallery.errors import GalleryChanged, GalleryError
from web.gallery.picture_errors import NotInImportDirectory
from web.http.pages import problems
from web.http.pages.problems import FRAMEWORK_TYPES, TYPES, problem_type
from web.settings import ROOT

# of the published API: to these one may only add
PUBLISHED = {
    400: {
        *("added-already", "bad-form", "bad-json", "bad-request", "focus-outside", "label-too-long"),
        "position-out-of-range",
        *("unknown-role", "unknown-variation"),
    },
    401: {"bad-credential", "not-signed-in"},
    403: {"forged-form", "not-for-customers", "not-for-staff", "read-only-credential"},
    404: {"not-found", "unknown-image", "unknown-owner", "unknown-store"},
    405: {"method-not-allowed"},
    409: {
        *("changed-since", "cut-short", "images-not-supported", "key-busy", "label-changed", "picture-swept"),
        "replaced-meanwhile",
    },
    412: {"precondition-failed"},
    413: {"request-too-large"},
    422: {
        *("bad-base64", "empty-file", "format-not-allowed", "key-used", "last-admin", "name-taken", "not-a-picture"),
        *("not-fetched", "password-too-short", "picture-refused", "too-costly", "too-many-bytes", "too-many-frames"),
        *("too-many-pixels", "too-much-metadata", "unfit-address", "unfit-name"),
    },
    428: {"if-match-missing"},
    429: {"quota-used-up"},
    500: {"internal-error"},
    503: {"busy", "database-busy", "database-unavailable", "decoding-unavailable", "storage-unavailable"},
    507: {"disk-full"},
}
# a base, what a program is told as `precondition-failed`, and what the command line alone meets
NEVER_ANSWERED = {GalleryError, GalleryChanged, NotInImportDirectory}
FACTS = ("field", "format", "height", "limit", "position", "role", "variation", "width")


def answered() -> Iterator[tuple[int, str]]:
    """Statuses and types of all errors that have words, of what the framework refuses, and of failures."""
    named = {value for module in (error_messages, problems) for value in vars(module).values() if is_error(value)}
    ours = [made(error) for error in every(named - {HTTPException}) - NEVER_ANSWERED]
    frameworks = [HTTPException(status_code=status) for status in (400, *FRAMEWORK_TYPES)]
    for error in (*ours, *frameworks, Exception()):
        problem = problem_of(error, Limits(max_bytes=1, max_pixels=1))
        yield problem.status, problem.type
    for refusal in (*REFUSALS, UnfitAddress):
        yield 422, problem_type(made(refusal))


def is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Exception)


def every(errors: set[type[Exception]]) -> set[type[Exception]]:
    """These, and those that derive from them."""
    return errors.union(*(every(set(error.__subclasses__())) for error in errors))


def made(error: type[Exception]) -> Exception:
    """One with all facts that messages tell, whatever its own constructor asks for."""
    one = error.__new__(error)
    vars(one).update(dict.fromkeys(FACTS, 1))
    return one


def test_every_type_of_problem_is_published_with_its_status() -> None:
    published = {(status, TYPES + name) for status, names in PUBLISHED.items() for name in names}
    assert set(answered()) == published


def test_the_documentation_lists_every_type_of_problem_by_its_status() -> None:
    text = (ROOT / "docs" / "api.md").read_text()
    rows = re.findall(r"^\| (\d{3}) \| (.+) \|$", text, re.MULTILINE)
    assert {int(status): set(re.findall(r"`([a-z0-9-]+)`", names)) for status, names in rows} == PUBLISHED
