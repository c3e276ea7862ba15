"""From bytes taken in to a picture that an edit can carry."""

import re

from web.gallery.formats import extension
from web.gallery.model import Picture, Uploader
from web.storage.intake import Taken


def picture(taken: Taken, file_name: str, uploader: Uploader | None, wished: str | None = None) -> Picture:
    """A picture not yet numbered. `wished` is the public name wished for, else it is made from the file's name."""
    return Picture(
        number=0,
        content_hash=taken.content_hash,
        format=taken.format,
        size=taken.size,
        width=taken.width,
        height=taken.height,
        mode=taken.mode,
        file_name=file_name.replace("\0", ""),  # PostgreSQL keeps no NUL in a text
        public_name=wished or public_name(file_name.rpartition(".")[0] or file_name, extension(taken.format)),
        uploaded_at=0,
        uploader=uploader,
    )


def public_name(stem: str, ending: str) -> str:
    """A name fit for addresses: every run of other characters than letters, digits, `_`, `.` and `-` is one `_`.

    As Magento does it, of which our shortest public addresses are; a stem with nothing left is called `file`.
    """
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "_", stem)[:90]
    return f"{safe if safe.strip('_') else 'file'}.{ending}"
