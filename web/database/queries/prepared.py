"""The reads of the hot path: SQL compiled once per engine and bound per call.

Building a query through the ORM costs ten times what running it does, so these are written out. Each is one
statement whatever the number of images. Rows come as plain tuples.
"""

from collections.abc import Sequence
from typing import Any

from piccolo.querystring import QueryString

from web.database.engines.bound import bound


class HotRead:
    """A SELECT with {} where values go."""

    def __init__(self, sql: str) -> None:
        self._sql = sql
        self._compiled: dict[str, str] = {}

    async def __call__(self, *args: Any) -> Sequence[Sequence[Any]]:
        engine = bound()
        sql = self._compiled.get(engine.engine_type) or self._compile(engine.engine_type, len(args))
        return await engine.hot(sql, args)

    def _compile(self, engine_type: str, args: int) -> str:
        sql, _ = QueryString(self._sql, *range(args)).compile_string(engine_type=engine_type)
        self._compiled[engine_type] = str(sql)
        return self._compiled[engine_type]


# Who presents this credential, and which of its facts a check needs.
CREDENTIAL = HotRead(
    """
    SELECT c.id, c.scope, c.revoked_at, c.sealed_secret, o.id, o.sealed_secret, p.id, p.name, p.full_name, p.role,
           p.active
    FROM credential_key k
    JOIN credential c ON c.id = k.credential
    JOIN person p ON p.id = c.person
    LEFT JOIN consumer o ON o.id = c.consumer
    WHERE k.hash = {} AND c.dialect = {}
    """
)

# Whom two texts may mean: at most one row for each text and way of naming; the caller chooses by its own preference.
OWNER = HotRead(
    """
    SELECT a.way, a.text, o.id, o.kind, o.shop_id, o.slug, o.sku, o.name, o.visible, o.supports_images, o.every_store,
           o.revision, (SELECT revision FROM shop)
    FROM address a JOIN owner o ON o.id = a.owner
    WHERE a.kind = {} AND a.text IN ({}, {})
    """
)

# A whole gallery, its owner's variations and stores. The first column tells what a row is; see gallery_rows.py.
GALLERY = HotRead(
    """
    SELECT 1, i.id, i.position, i.created_at, i.updated_at, i.label, i.excluded, p.id, p.content_hash, p.format,
           p.size, p.width, p.height, p.mode, p.file_name, p.public_name, p.uploaded_at, u.id, u.name, u.full_name,
           i.focus_x, i.focus_y
    FROM image i JOIN picture p ON p.id = i.picture LEFT JOIN person u ON u.id = p.uploader
    WHERE i.owner = {}
    UNION ALL
    SELECT 2, image, store, position, CAST(NULL AS BIGINT), label, excluded, CASE WHEN removed THEN 1 ELSE 0 END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM image_override WHERE owner = {}
    UNION ALL
    SELECT 3, image, store, NULL, NULL, role, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM role_holder WHERE owner = {}
    UNION ALL
    SELECT 4, image, variation, place, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM image_variation WHERE owner = {}
    UNION ALL
    SELECT 5, id, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM variation WHERE owner = {}
    UNION ALL
    SELECT 6, store, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM owner_store WHERE owner = {}
    """
)

# Pictures by what an address says; what is known of their content beside them. See pictures.py.
PICTURES = """
    SELECT p.id, p.content_hash, p.format, p.size, p.width, p.height, p.mode, p.file_name, p.public_name, p.uploaded_at,
           p.owner, p.image, p.gone, p.retired_at, c.metadata_free, u.id, u.name, u.full_name, i.focus_x, i.focus_y
    FROM picture p LEFT JOIN content c ON c.hash = p.content_hash LEFT JOIN person u ON u.id = p.uploader
    LEFT JOIN image i ON i.id = p.image AND i.picture = p.id
    WHERE %s = {} ORDER BY p.id DESC
"""
PICTURE_BY_NUMBER = HotRead(PICTURES % "p.id")
PICTURE_BY_PUBLIC_NAME = HotRead(PICTURES % "p.public_name")
# Whether a picture is that of an image today.
PICTURE_SHOWN = HotRead("SELECT gone, retired_at FROM picture WHERE id = {}")

PICTURES_OF_IMAGE = HotRead(PICTURES % "p.image")
PICTURES_OF_OWNER = HotRead(PICTURES % "p.owner")
