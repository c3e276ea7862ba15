"""The set: a roll of seamless paper, the light on it, the shadows of what stands there, and the picture taken."""

from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageFilter

from tools.demo_pictures.camera import Camera
from tools.demo_pictures.noise import noise
from tools.demo_pictures.raster import Layer, drawn
from tools.demo_pictures.shadows import shadow_mask
from tools.demo_pictures.solids import Thing
from tools.demo_pictures.vectors import Colour, Vec, hexed, mixed

WHITE = hexed("#f6f4f1")


@dataclass(frozen=True)
class Set:
    """Things on paper before a camera. Things further back come first."""

    camera: Camera
    things: list[Thing]
    paper: Colour = WHITE
    wall: Colour | None = None
    """The backdrop above the horizon, when it is not the same paper."""
    horizon: float = 0.42
    """Where paper turns into backdrop, as a share of the height from the top."""
    blurred: dict[int, float] = field(default_factory=dict)
    """Which things (by place in the list) lie out of focus, and by how many pixels."""
    shadow: float = 1.0
    exposure: float = 1.0
    hung: bool = False
    """Things hang on a wall right behind them, and throw their shadows there."""
    halo: tuple[Vec, float, Colour] | None = None
    """Light of a lamp on the backdrop: where it shines from, how far in centimetres, its colour."""


def photographed(scene: Set) -> Image.Image:
    picture = backdrop(scene)
    picture = _shadowed(picture, scene)
    if scene.halo:
        picture = _warmed(picture, scene.camera, *scene.halo)
    for index, thing in enumerate(scene.things):
        stand(picture, thing, scene.camera, scene.paper, scene.blurred.get(index, 0.0))
    return developed(picture, scene.exposure)


def stand(picture: Image.Image, thing: Thing, camera: Camera, floor: Colour, blur: float = 0.0) -> None:
    """Draws one thing, its far surfaces first."""
    layers = [layer for solid in thing if (layer := drawn(solid, camera, floor))]
    for layer in sorted(layers, key=lambda layer: -layer.depth):
        _laid(picture, layer, blur)


def _laid(picture: Image.Image, layer: Layer, blur: float) -> None:
    drawing = layer.picture
    if blur:
        drawing = drawing.convert("RGBa").filter(ImageFilter.GaussianBlur(blur)).convert("RGBA")
    if picture.mode == "RGBA":
        canvas = Image.new("RGBA", picture.size)
        canvas.paste(drawing, (layer.left, layer.top))
        picture.alpha_composite(canvas)
    else:
        picture.paste(drawing, (layer.left, layer.top), drawing)


def backdrop(scene: Set) -> Image.Image:
    """Light pools on the paper in front and falls off up the wall; computed small, since it is smooth."""
    size = (scene.camera.width, scene.camera.height)
    wide, high = 28, 28 * size[1] // size[0]
    channels = [Image.new("F", (wide, high)) for _ in range(3)]  # bytes would show as a chequered pattern, enlarged
    for y in range(high):
        for x in range(wide):
            colour = _paper((x + 0.5) / wide, (y + 0.5) / high, scene)
            for channel, part in zip(channels, colour, strict=True):
                channel.putpixel((x, y), part)
    full = [channel.resize(size, Image.Resampling.BICUBIC).convert("L") for channel in channels]
    return Image.merge("RGB", full)


def _paper(x: float, y: float, scene: Set) -> Colour:
    turn = _eased((y - scene.horizon + 0.10) / 0.20)
    colour = mixed(scene.wall or scene.paper, scene.paper, turn)
    pool = 1 / (1 + 2.2 * ((x - 0.42) ** 2 + 1.2 * (y - 0.72) ** 2))
    glow = 1 / (1 + 2.6 * ((x - 0.36) ** 2 + 1.1 * (y - 0.12) ** 2))
    light = (0.82 + 0.24 * pool) * turn + (0.76 + 0.26 * glow) * (1 - turn)
    gain = 255 * light ** (1 / 1.6)
    return (min(254.0, colour[0] * gain), min(254.0, colour[1] * gain), min(254.0, colour[2] * gain))


def _eased(t: float) -> float:
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def _shadowed(picture: Image.Image, scene: Set) -> Image.Image:
    mask = shadow_mask(scene.things, scene.camera, scene.hung)
    dark = scene.shadow
    deep = mixed((0.0, 0.0, 0.0), scene.paper, 0.22)
    tables = [[round(255 - (1 - part) * dark * value) for value in range(256)] for part in deep]
    veil = Image.merge("RGB", [mask.point(table) for table in tables])
    return ImageChops.multiply(picture, veil)


def _warmed(picture: Image.Image, camera: Camera, place: Vec, radius: float, colour: Colour) -> Image.Image:
    x, y, _ = camera.seen(place)
    reach = round(radius * camera.scale)
    pool = (
        Image.radial_gradient("L")
        .resize((2 * reach, 2 * reach))
        .point([round((1 - v / 255) ** 2 * 255) for v in range(256)])
    )
    light = Image.new("RGB", picture.size)
    tinted = Image.merge("RGB", [pool.point([round(v * part) for v in range(256)]) for part in colour])
    light.paste(tinted, (round(x) - reach, round(y) - reach))
    return ImageChops.screen(picture, light)


def developed(picture: Image.Image, exposure: float = 1.0) -> Image.Image:
    """The last touch: a lens that darkens its corners a little, and film grain, which also hides steps in gradients."""
    corners = Image.radial_gradient("L").point([255 - round(26 * (v / 255) ** 2.4) for v in range(256)])
    if exposure != 1.0:
        picture = picture.point([min(255, round(255 * (1 - (1 - v / 255) ** exposure))) for v in range(256)] * 3)
    grain = noise("film", picture.size, 1.0, 128, 1.5)
    edge = corners.resize(picture.size, Image.Resampling.BILINEAR)
    picture = ImageChops.multiply(picture, Image.merge("RGB", (edge, edge, edge)))
    return ImageChops.overlay(picture, Image.merge("RGB", (grain, grain, grain)))
