"""The camera: where a point in space falls on the picture."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin

from tools.demo_pictures.vectors import Vec, unit


@dataclass(frozen=True)
class Camera:
    """Looks at `target` from the front; `pitch` degrees from above, a picture `span` centimetres wide there."""

    width: int
    height: int
    span: float
    target: Vec = (0.0, 0.0, 0.0)
    pitch: float = 18.0
    distance: float = 4.6
    """In picture widths: small is a wide lens with strong perspective, large a long one."""

    @property
    def scale(self) -> float:
        """Pixels per centimetre at the target."""
        return self.width / self.span

    @cached_property
    def place(self) -> Vec:
        p, far = radians(self.pitch), self.distance * self.span
        return (self.target[0], self.target[1] + far * sin(p), self.target[2] + far * cos(p))

    @cached_property
    def _lens(self) -> tuple[float, float, float, float]:
        angle, far = radians(self.pitch), self.distance * self.span
        return sin(angle), cos(angle), far, self.scale * far

    def seen(self, p: Vec) -> tuple[float, float, float]:
        """Pixels from the left, pixels from the top, and how far away."""
        s, c, far, power = self._lens
        x, y, z = p[0] - self.target[0], p[1] - self.target[1], p[2] - self.target[2]
        depth = far - y * s - z * c
        zoom = power / depth
        return (self.width / 2 + x * zoom, self.height / 2 - (y * c - z * s) * zoom, depth)

    def towards(self, p: Vec) -> Vec:
        """The direction from a point to the lens."""
        eye = self.place
        return unit((eye[0] - p[0], eye[1] - p[1], eye[2] - p[2]))
