"""A JPEG that no browser shows is shown all the same, at every address of every size."""

from io import BytesIO
from typing import Any

from litestar.testing import TestClient
from PIL import Image

from tests.media.test_addresses import Shop
from tests.media_addresses import media
from tests.pictures import lossless_jpeg
from tests.shop import Credentials
from web.imaging.jpeg_kinds import SHOWN_BY_BROWSERS, frame_kind
from web.imaging.renditions.sizes import SIZES


def test_a_lossless_jpeg_answers_in_every_size_and_format_and_nothing_lossless_goes_out(
    client: TestClient[Any], credentials: Credentials
) -> None:
    number = Shop(client, credentials).add(lossless_jpeg(640, 480))
    for size in ("original", *SIZES):
        for ending in ("jpg", "png", "webp", "gif", "avif"):
            response = client.get(f"{media(number)}/{size}/x.{ending}")
            assert response.status_code == 200, (size, ending)
            with Image.open(BytesIO(response.content)) as picture:
                picture.load()
            assert ending != "jpg" or frame_kind(response.content) in SHOWN_BY_BROWSERS, size
