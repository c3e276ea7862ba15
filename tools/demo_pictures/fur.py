"""Short fur: hairs drawn over a surface, and over its edge, so that it looks soft."""

from PIL import Image, ImageDraw

from tools.demo_pictures.noise import chances

Facet = tuple[float, list[tuple[float, float]], tuple[int, int, int]]
"""How far away, the four corners in pixels, the colour."""


def furred(
    colours: Image.Image, mask: Image.Image, facets: list[Facet], corner: tuple[int, int], count: int, length: float
) -> None:
    """Hairs of `length` pixels grow out from the middle of the shape and hang a little; both pictures change."""
    chance = chances(str(count))
    pen, cut = ImageDraw.Draw(colours), ImageDraw.Draw(mask)
    left, top = corner
    middle_x = sum(points[0][0] for _, points, _colour in facets) / len(facets)
    middle_y = sum(points[0][1] for _, points, _colour in facets) / len(facets)
    reach = max(1.0, max(abs(points[0][0] - middle_x) for _, points, _colour in facets))
    for k in range(count):
        _, points, colour = facets[k * len(facets) // count]
        share, other = chance.random(), chance.random()
        x = points[0][0] + (points[2][0] - points[0][0]) * share + (points[1][0] - points[3][0]) * (other - 0.5)
        y = points[0][1] + (points[2][1] - points[0][1]) * share + (points[1][1] - points[3][1]) * (other - 0.5)
        out_x, out_y = (x - middle_x) / reach, (y - middle_y) / reach
        long = length * chance.uniform(0.6, 1.2)
        end = (x + long * (out_x + chance.uniform(-0.5, 0.5)), y + long * (out_y + 0.35 + chance.uniform(-0.5, 0.5)))
        line = [(x - left, y - top), (end[0] - left, end[1] - top)]
        gain = chance.uniform(0.88, 1.11)
        pen.line(line, fill=(_shaded(colour[0], gain), _shaded(colour[1], gain), _shaded(colour[2], gain)), width=2)
        cut.line(line, fill=255, width=2)


def _shaded(value: int, gain: float) -> int:
    return min(255, round(value * gain))
