"""All pictures of the demo, in the order in which they are shown within their owner."""

from web.demo.plan import clothes, collections, desk, kitchen, outdoors, rooms, toys
from web.demo.plan.picture import DemoPicture

__all__ = ["PICTURES", "DemoPicture"]

PICTURES: tuple[DemoPicture, ...] = (
    *kitchen.PICTURES,
    *toys.PICTURES,
    *clothes.PICTURES,
    *rooms.PICTURES,
    *outdoors.PICTURES,
    *desk.PICTURES,
    *collections.PICTURES,
)
