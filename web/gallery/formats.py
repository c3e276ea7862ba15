"""The formats of pictures: their media types and file extensions."""

from typing import Final

MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}
EXTENSIONS: Final = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
MORE_EXTENSIONS: Final = {"jpeg": "JPEG", "jpe": "JPEG", "jfif": "JPEG", "jfi": "JPEG", "jif": "JPEG", "mpo": "JPEG",
                          "pjpeg": "JPEG", "pjp": "JPEG", "apng": "PNG", "avifs": "AVIF"}  # fmt: skip
_FORMATS = {extension: format for format, extension in EXTENSIONS.items()} | MORE_EXTENSIONS


def media_type(format: str) -> str:
    return MEDIA_TYPES[format]


def extension(format: str) -> str:
    return EXTENSIONS[format]


def format_of_extension(extension: str) -> str | None:
    """Format of an extension without its dot, in any case; None for what is no picture of ours."""
    return _FORMATS.get(extension.lower())
