"""Turns a set into the bytes of a picture file, in each of the formats that shops really send."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageFilter

from tools.demo_pictures.camera import Camera
from tools.demo_pictures.scene import Set, developed, photographed, stand

Draw = Callable[[], bytes]

QUALITY = 80  # all files together are to stay under 8 MB
LYING = 6  # EXIF orientation: turn a quarter clockwise before showing


def jpeg(scene: Set) -> bytes:
    return _jpeg(photographed(scene))


def _jpeg(picture: Image.Image, exif: Image.Exif | None = None) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, progressive=True, optimize=False, exif=exif or Image.Exif())
    return file.getvalue()


def lying_jpeg(scene: Set) -> bytes:
    """As a phone held upright saves it: the pixels on their side, and a note in the EXIF data."""
    exif = Image.Exif()
    exif[0x0112] = LYING
    return _jpeg(photographed(scene).transpose(Image.Transpose.ROTATE_90), exif)


def printers_jpeg(scene: Set) -> bytes:
    """In CMYK, as it comes back from a print catalogue."""
    return _jpeg(photographed(scene).convert("CMYK"))


def webp(scene: Set) -> bytes:
    file = BytesIO()
    photographed(scene).save(file, "WEBP", quality=QUALITY)
    return file.getvalue()


def cut_out(scene: Set) -> bytes:
    """A PNG without its background."""
    picture = Image.new("RGBA", (scene.camera.width, scene.camera.height))
    for thing in scene.things:
        stand(picture, thing, scene.camera, scene.paper)
    alpha = picture.getchannel("A")
    solid = developed(picture.convert("RGB"))
    solid.putalpha(alpha)
    file = BytesIO()
    solid.save(file, "PNG", compress_level=6)
    return file.getvalue()


def animation(frames: list[Set], milliseconds: int = 140) -> bytes:
    """A GIF that goes round for ever, all frames in one palette."""
    pictures = [photographed(frame) for frame in frames]
    palette = pictures[0].filter(ImageFilter.GaussianBlur(0.6)).quantize(255, Image.Quantize.MEDIANCUT)
    reduced = [picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG) for picture in pictures]
    file = BytesIO()
    reduced[0].save(
        file, "GIF", save_all=True, append_images=reduced[1:], duration=milliseconds, loop=0, optimize=False
    )
    return file.getvalue()


def square(span: float, height: float, pitch: float = 12.0, size: int = 1200, aside: float = 0.0) -> Camera:
    """A camera that looks at a point `height` centimetres up, on a square picture `span` centimetres wide."""
    return Camera(size, size, span, (aside, height, 0.0), pitch)


def broad(span: float, height: float, pitch: float = 12.0, aside: float = 0.0) -> Camera:
    return Camera(1600, 1200, span, (aside, height, 0.0), pitch)


def tall(span: float, height: float, pitch: float = 12.0, aside: float = 0.0) -> Camera:
    return Camera(1200, 1500, span, (aside, height, 0.0), pitch)
