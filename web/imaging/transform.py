"""Pixels the right way up (EXIF), in grey, RGB or RGBA as every browser shows them (sRGB), no larger than needed."""

from io import BytesIO

from PIL import ExifTags, Image, ImageChops, ImageCms

from web.imaging.pixels import plain

TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


SIDEWAYS = (5, 6, 7, 8)


def orientation(picture: Image.Image) -> int:
    """1 to 8, as EXIF counts the ways of holding a camera. What XMP says of it turns no picture, as in browsers."""
    exif = Image.Exif()
    try:
        if picture.format == "PNG" and "exif" not in picture.info:
            picture.load()  # it may stand behind the pixels
        exif.load(picture.info.get("exif", b""))
        return int(exif.get(ExifTags.Base.Orientation, 1))
    except Exception:  # broken EXIF fails in as many ways as broken pictures, and is no reason to show none
        return 1


def sideways(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Turn a size as stored into the size as seen, and back."""
    return (size[1], size[0]) if turn in SIDEWAYS else size


def upright(picture: Image.Image, turn: int) -> Image.Image:
    return picture.transpose(TRANSPOSITIONS[turn]) if turn in TRANSPOSITIONS else picture


SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
MAX_PROFILE = 4 * 2**20  # bytes; the largest that printers use are half of it


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
        space = profile.profile.xcolor_space.strip()
        colours = _grey_of(picture) if space == "GRAY" else picture
        if space != SPACES[colours.mode]:
            return picture
        converted = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    if converted is None:
        return picture
    return converted.convert("L") if picture.mode == "L" else converted


def _grey_of(picture: Image.Image) -> Image.Image:
    """One band of an RGB picture that is grey throughout, as one of grey and alpha has become."""
    if picture.mode != "RGB":
        return picture
    red, *others = picture.split()
    return picture if any(ImageChops.difference(red, other).getbbox() for other in others) else red


def seen(picture: Image.Image, size: tuple[int, int], turn: int) -> Image.Image:
    """The whole picture in this size. Colours are converted last, on the fewest pixels."""
    goal = sideways(size, turn)
    picture.draft(None, goal)  # a JPEG is decoded no larger than needed
    small = shrunk(plain(picture), goal)
    return upright(to_srgb(small, picture.info.get("icc_profile")), turn)


def shrunk(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
