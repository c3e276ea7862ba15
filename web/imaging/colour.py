"""Colours: whatever a picture is stored in becomes grey, RGB or RGBA as every browser shows it (sRGB)."""

from io import BytesIO

from PIL import Image, ImageCms

SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
MAX_PROFILE = 4 * 2**20  # bytes; the largest that printers use are half of it


def plain(picture: Image.Image) -> Image.Image:
    """L, RGB, RGBA or CMYK, so that it can be resized smoothly: palettes, single bits and 16 bits are resolved."""
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode in SPACES:
        return picture
    if picture.mode.startswith("I"):  # convert() alone would clip 16 bits at 255
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply the embedded profile; one that is broken, giant or of another kind of colours is dropped."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture if alpha is None else picture.convert("RGB")
    if profile and len(profile) <= MAX_PROFILE:
        colours = _through_profile(colours, profile)
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _through_profile(picture: Image.Image, data: bytes) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        if profile.profile.xcolor_space.strip() != SPACES[picture.mode]:
            return picture
        converted = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    if converted is None:
        return picture
    return converted.convert("L") if picture.mode == "L" else converted
