"""Names under which pictures are saved: safe on any system, and true of what they name."""

import pytest

from web.gallery.file_names import LONGEST, download_name


@pytest.mark.parametrize(
    ("sent", "saved"),
    [
        ("photo.jpg", "photo.jpg"),
        ("Kleid (blau).JPEG", "Kleid (blau).JPEG"),
        ("платье 👗.jpg", "платье 👗.jpg"),
        ("evil.exe", "evil.exe.jpg"),
        ("photo.png", "photo.png.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..%2F..%2Fpasswd.jpg", "_.._passwd.jpg"),
        ("C:\\Windows\\x.jpg", "x.jpg"),
        ("photo\u202egpj.exe", "photo_gpj.exe.jpg"),
        ("a\u200bb\r\nc.jpg", "a_bc.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("nul", "_nul.jpg"),
        ("CON .jpg", "_CON.jpg"),
        ("conin$.jpg", "_conin$.jpg"),
        ("a\u00ad\u180e\U000e0041b.jpg", "a___b.jpg"),
        ("photo\u00a0.jpg", "photo.jpg"),
        ("-rf.jpg", "rf.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("photo.jpg. ", "photo.jpg"),
        ('a"b<c>d|e?f*g:h.jpg', "a_b_c_d_e_f_g_h.jpg"),
        ("", "picture.jpg"),
        ("..", "picture.jpg"),
        (".jpg", "jpg.jpg"),
    ],
)
def test_a_picture_is_saved_under_a_safe_name_with_its_own_extension(sent: str, saved: str) -> None:
    assert download_name(sent, "JPEG") == saved


def test_a_long_name_stays_within_what_file_systems_take() -> None:
    for sent in ("x" * 400, "é" * 255, "👗" * 250 + ".webp"):
        assert len(download_name(sent, "WEBP").encode()) <= LONGEST
