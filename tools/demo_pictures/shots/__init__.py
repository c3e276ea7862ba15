"""How each picture of the demo is drawn, by its file name."""

from tools.demo_pictures.photos import Draw
from tools.demo_pictures.shots import clothes, collections, desk, kitchen, outdoors, rooms, toys

SHOTS: dict[str, Draw] = {
    **kitchen.SHOTS,
    **toys.SHOTS,
    **clothes.SHOTS,
    **rooms.SHOTS,
    **outdoors.SHOTS,
    **desk.SHOTS,
    **collections.SHOTS,
}
