"""A whole gallery in one statement: the columns of its rows by name, and the SQL that gives them.

The parts of a gallery come from six tables and leave as rows of one shape, so that one statement is enough whatever
the number of images.
"""

from typing import NamedTuple, get_args, get_type_hints

from web.database.queries.statements import HotRead


class GalleryRow(NamedTuple):
    """A row of any part; the columns that its part does not have are null."""

    part: int
    id: int  # of the image; of the variation or the store in the parts that list those
    store: int
    position: int  # of an image among the others, or of a variation among those that an image shows
    label: str | None
    excluded: bool | None
    removed: bool
    role: str
    variation: int
    focus_x: int | None
    focus_y: int
    created_at: int
    updated_at: int
    picture: int  # its number
    content_hash: str
    format: str
    size: int
    width: int
    height: int
    mode: str
    file_name: str
    public_name: str
    secret: str
    uploaded_at: int
    uploader: int | None
    uploader_name: str
    uploader_full_name: str


STORE, VARIATION, LINK, ROLE, OVERRIDE, IMAGE = PARTS = range(6)
SQL_TYPES = {int: "BIGINT", str: "TEXT", bool: "BOOLEAN"}


def _typed_null(column: str) -> str:
    hint = get_type_hints(GalleryRow)[column]
    return f"CAST(NULL AS {SQL_TYPES[(get_args(hint) or (hint,))[0]]})"


def _part(number: int, source: str, typed: bool = False, /, **columns: str) -> str:
    """A SELECT of one part: the source's expressions for its columns, and null for the others.

    The first part has typed nulls, from which PostgreSQL takes the types of all.
    """
    values = [columns.get(name) or (_typed_null(name) if typed else "NULL") for name in GalleryRow._fields[1:]]
    return f"SELECT {number}, {', '.join(values)} {source}"


SELECTS = (
    _part(STORE, "FROM owner_store WHERE owner = {}", True, id="store"),
    _part(VARIATION, "FROM variation WHERE owner = {}", id="id"),
    _part(LINK, "FROM image_variation WHERE owner = {}", id="image", variation="variation", position="place"),
    _part(ROLE, "FROM role_holder WHERE owner = {}", id="image", store="store", role="role"),
    _part(
        OVERRIDE,
        "FROM image_override WHERE owner = {}",
        id="image",
        **{name: name for name in ("store", "position", "label", "excluded", "removed")},
    ),
    _part(
        IMAGE,
        "FROM image i JOIN picture p ON p.id = i.picture LEFT JOIN person u ON u.id = p.uploader WHERE i.owner = {}",
        **{name: f"i.{name}" for name in ("id", "position", "label", "excluded", "focus_x", "focus_y")},
        **{name: f"i.{name}" for name in ("created_at", "updated_at", "picture")},
        **{name: f"p.{name}" for name in ("content_hash", "format", "size", "width", "height", "mode")},
        **{name: f"p.{name}" for name in ("file_name", "public_name", "secret", "uploaded_at")},
        uploader="u.id",
        uploader_name="u.name",
        uploader_full_name="u.full_name",
    ),
)
GALLERY = HotRead(" UNION ALL ".join(SELECTS))
_named = tuple.__new__  # what `GalleryRow._make` calls, which takes three times as long for each row


async def gallery_rows(owner: int) -> dict[int, list[GalleryRow]]:
    """The rows of a gallery by part. One statement."""
    parts: dict[int, list[GalleryRow]] = {part: [] for part in PARTS}
    for row in await GALLERY(*[owner] * len(SELECTS)):
        parts[row[0]].append(_named(GalleryRow, row))
    return parts
