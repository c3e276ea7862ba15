"""Loading a gallery: its rows to values."""

from operator import attrgetter

from web.database.queries import gallery_rows
from web.database.queries.gallery_rows import GalleryRow
from web.gallery.model import Gallery, Image, LoadedGallery, Override, Picture, Uploader


async def load(owner: int) -> LoadedGallery:
    """Load a gallery in one statement, whatever the number of images."""
    rows = await gallery_rows.gallery_rows(owner)
    own, linked = _overrides(rows[gallery_rows.OVERRIDE]), _links(rows[gallery_rows.LINK])
    images = sorted(rows[gallery_rows.IMAGE], key=attrgetter("id"))
    return LoadedGallery(
        Gallery(
            images={row.id: _image(row, own.get(row.id, {}), tuple(linked.get(row.id, ()))) for row in images},
            roles=_roles(rows[gallery_rows.ROLE]),
        ),
        tuple(sorted(row.id for row in rows[gallery_rows.VARIATION])),
        frozenset(row.id for row in rows[gallery_rows.STORE]),
    )


def _overrides(rows: list[GalleryRow]) -> dict[int, dict[int, Override]]:
    """Overrides by image and store."""
    own: dict[int, dict[int, Override]] = {}
    for row in sorted(rows, key=attrgetter("store")):
        own.setdefault(row.id, {})[row.store] = Override(
            label=row.label,
            position=row.position,
            excluded=None if row.excluded is None else bool(row.excluded),
            removed=bool(row.removed),
        )
    return own


def _links(rows: list[GalleryRow]) -> dict[int, list[int]]:
    """Variations by image, in the order in which they were linked."""
    linked: dict[int, list[int]] = {}
    for row in sorted(rows, key=attrgetter("position")):
        linked.setdefault(row.id, []).append(row.variation)
    return linked


def _roles(rows: list[GalleryRow]) -> dict[int, dict[str, int | None]]:
    """The holder of each role, by store."""
    roles: dict[int, dict[str, int | None]] = {}
    for row in sorted(rows, key=attrgetter("store", "role")):
        roles.setdefault(row.store, {})[row.role] = row.id
    return roles


def _image(row: GalleryRow, overrides: dict[int, Override], variations: tuple[int, ...]) -> Image:
    return Image(
        id=row.id,
        picture=_picture(row),
        position=row.position,
        label=row.label,
        excluded=bool(row.excluded),
        variations=variations,
        focus=None if row.focus_x is None else (row.focus_x, row.focus_y),
        overrides=overrides,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _picture(row: GalleryRow) -> Picture:
    return Picture(
        number=row.picture,
        content_hash=row.content_hash,
        format=row.format,
        size=row.size,
        width=row.width,
        height=row.height,
        mode=row.mode,
        file_name=row.file_name,
        public_name=row.public_name,
        secret=row.secret,
        uploaded_at=row.uploaded_at,
        uploader=None if row.uploader is None else Uploader(row.uploader, row.uploader_name, row.uploader_full_name),
    )
