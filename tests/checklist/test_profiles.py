"""Decoding, D-9, and metadata, M-3: colour profiles are applied or dropped, and never given on in a rendition."""

from io import BytesIO
from itertools import product

from PIL import Image, ImageCms

from tests.checklist.upload_routes import MADE, REFUSED, UploadRoutes
from tests.pictures import jpeg, png, webp

ENDINGS = ("jpg", "png", "gif", "webp", "avif")
GOOD = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
BAD = {
    "broken": GOOD[:128] + b"\xff" * (len(GOOD) - 128),
    "cut short": GOOD[:200],
    "nothing of the kind": b"?" * 3000,
    "giant": GOOD + bytes(4 * 2**20),
    "of other colours": ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
}


def test_d_9_a_profile_that_is_broken_or_giant_is_dropped_and_not_applied(routes: UploadRoutes) -> None:
    plain = routes.send("token", jpeg(640, 480)).json()["id"]
    for what, profile in BAD.items():
        answer = routes.send("token", jpeg(640, 480, icc_profile=profile))
        assert answer.status_code in MADE, (what, answer.text)
        for ending in ENDINGS:
            with_it, without = (
                routes.client.get(f"/media/{image}/fit-240x240/x.{ending}") for image in (answer.json()["id"], plain)
            )
            assert with_it.status_code == 200
            assert with_it.content == without.content, (what, ending)


def test_d_9_where_a_profile_is_one_chunk_a_giant_one_is_refused(routes: UploadRoutes) -> None:
    for data, name in ((png(icc_profile=BAD["giant"]), "a.png"), (webp(icc_profile=BAD["giant"]), "a.webp")):
        assert routes.send("token", data, name).status_code in REFUSED, name


def test_m_3_no_rendition_carries_a_profile_whether_it_was_applied_or_not(routes: UploadRoutes) -> None:
    for profile in (GOOD, *BAD.values()):
        image = routes.send("token", jpeg(640, 480, icc_profile=profile)).json()["id"]
        for size, ending in product(("fit-1280x1280", "fit-48x48"), ENDINGS):
            got = routes.client.get(f"/media/{image}/{size}/x.{ending}")
            with Image.open(BytesIO(got.content)) as picture:
                assert "icc_profile" not in picture.info, (size, ending)
