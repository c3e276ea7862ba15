"""Stored paths, `letter/three digits/name__five digits.ext`, and the addresses under which they answer.

Letter and digits are the picture's number, scrambled so that neighbours do not look alike: nothing is kept for it,
and every new picture has a path of its own.
"""

import re
import string

from litestar import route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from web.context import AnyRequest
from web.gallery.formats import extension
from web.gallery.model import StoredPicture
from web.media.delivery import deliver
from web.media.secret_parameter import given_secret
from web.services.catalogue.pictures import UnknownPicture, by_number
from web.services.editing.new_pictures import public_name

LETTERS = string.ascii_lowercase
FOLDERS, NAMES = 1000, 100_000
PATHS = len(LETTERS) * FOLDERS * NAMES
STRIDE = 1_606_888_363  # near PATHS divided by the golden ratio, and without a common factor with it
INVERSE = pow(STRIDE, -1, PATHS)
NAME = re.compile(r".+__([0-9]{5,12})\.[a-z]+", re.ASCII)


def stored_path(number: int, file_name: str, format: str) -> str:
    """Past 2.6 billion pictures the last number grows longer."""
    rounds, turned = number // PATHS, number % PATHS * STRIDE % PATHS
    letter, rest = divmod(turned, FOLDERS * NAMES)
    folder, last = divmod(rest, NAMES)
    return f"{LETTERS[letter]}/{folder:03}/{_stem(file_name)}__{rounds * NAMES + last:05}.{extension(format)}"


def _stem(file_name: str) -> str:
    """Case, dashes and underscores of the name as uploaded survive; what has no place in an address is `_`."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    return public_name(last.rpartition(".")[0] or last, "x").removesuffix(".x")


def number_in(letter: str, folder: str, name: str) -> int:
    """The number of the picture. Raises UnknownPicture when no picture could have that path."""
    last = NAME.fullmatch(name)
    if last is None or letter not in tuple(LETTERS) or not re.fullmatch("[0-9]{3}", folder):
        raise UnknownPicture
    rounds, rest = divmod(int(last[1]), NAMES)
    turned = (LETTERS.index(letter) * FOLDERS + int(folder)) * NAMES + rest
    return rounds * PATHS + turned * INVERSE % PATHS


@route("/product_images/{letter:str}/{folder:str}/{name:str}", http_method=["GET", "HEAD"], include_in_schema=False)
async def picture(
    request: AnyRequest, letter: FromPath[str], folder: FromPath[str], name: FromPath[str]
) -> ASGIResponse:
    return await deliver(request, _found(letter, folder, name, given_secret(request)), None, name.rpartition(".")[2])


async def _found(letter: str, folder: str, name: str, secret: str) -> tuple[StoredPicture, bool]:
    stored = await by_number(number_in(letter, folder, name))
    if stored_path(stored.number, stored.file_name, stored.format) != f"{letter}/{folder}/{name}":
        raise UnknownPicture
    return stored, stored.has_secret(secret)


PICTURES = (picture,)
