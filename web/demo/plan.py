"""The plan of the demo's pictures: whose each file is, and what is said about it."""

from pathlib import Path

from msgspec import Struct, field, json

from web.gallery.owner import Kind

PLAN = Path(__file__).with_name("pictures.json")
FOLDER = Path(__file__).with_name("pictures")


class DemoPicture(Struct, frozen=True, forbid_unknown_fields=True):
    owner_kind: Kind
    owner_id: int
    file_name: str
    label: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    """By store code; a store that is missing inherits `label`."""
    roles: frozenset[str] = frozenset()
    excluded: bool = False
    variations: tuple[int, ...] = ()

    @property
    def path(self) -> Path:
        return FOLDER / self.file_name


def demo_pictures() -> tuple[DemoPicture, ...]:
    """In the order in which they are shown within their owner."""
    return json.decode(PLAN.read_bytes(), type=tuple[DemoPicture, ...])
