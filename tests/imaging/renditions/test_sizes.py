"""The sizes and formats on offer."""

from web.gallery.formats import EXTENSIONS, MEDIA_TYPES, extension, format_of_extension, media_type
from web.imaging.opening import FORMATS
from web.imaging.renditions.sizes import SIZES, Size


def test_a_size_is_known_by_its_box() -> None:
    assert Size.fit(240, 240).key == "fit-240x240"
    assert all(SIZES[key].key == key for key in SIZES)


def test_every_size_the_vendors_and_the_admin_name_is_there() -> None:
    spree = {48, 100, 240, 600}
    spiffy = {16, 32, 50, 100, 160, 240, 480, 600, 2048}
    admin = {96, 320, 640, 1280}
    assert {Size.fit(side, side).key for side in spree | spiffy | admin} <= set(SIZES)


def test_every_format_has_a_media_type_and_an_extension_that_leads_back() -> None:
    assert set(MEDIA_TYPES) == set(EXTENSIONS) == set(FORMATS)
    assert all(format_of_extension(extension(format)) == format for format in FORMATS)
    assert format_of_extension("JPEG") == format_of_extension("jpg") == "JPEG"
    assert format_of_extension("svg") is None
    assert media_type("WEBP") == "image/webp"


def test_more_extensions_than_one_say_jpeg() -> None:
    for ending in ("jpg", "jpeg", "jpe", "jfif", "mpo", "JPE", "MPO", "pjpeg", "jif"):
        assert format_of_extension(ending) == "JPEG", ending
