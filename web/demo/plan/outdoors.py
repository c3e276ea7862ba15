"""Shoes, rucksacks and sunglasses."""

from functools import partial

from web.demo.photos import broad, jpeg, lying_jpeg, square, tall
from web.demo.plan.picture import MAIN, DemoPicture, in_words
from web.demo.scene import WHITE, Set
from web.demo.solids import Thing, shifted
from web.demo.things.backpack import backpack
from web.demo.things.sneaker import sneaker
from web.demo.things.sunglasses import case, sunglasses
from web.demo.vectors import hexed

CHALK, FOREST = hexed("#f2efe9"), hexed("#2f6b4f")
NAVY, ORANGE = hexed("#27384f"), hexed("#d8794a")
CORAL, CREAM = hexed("#cf6f5e"), hexed("#f3e8d6")
SPRUCE, OCHRE, STONE = hexed("#3d5a56"), hexed("#c8923f"), hexed("#8f8a80")
TORTOISE, GREY_GREEN, CLEAR_PINK = hexed("#5a3420"), hexed("#2a2f2a"), hexed("#d99a8c")

sneakers = partial(DemoPicture, "product", 29)
backpacks = partial(DemoPicture, "product", 30)
shades = partial(DemoPicture, "product", 44)


def _pair() -> list[Thing]:
    return [
        shifted(sneaker(NAVY, ORANGE, turn=0.5), (3.0, 0.0, -9.0)),
        shifted(sneaker(NAVY, ORANGE, turn=-0.35), (-2.0, 0.0, 6.0)),
    ]


SNEAKERS = (
    sneakers(
        "court-sneaker-white-side.jpg",
        lambda: jpeg(Set(square(36, 4.6, 12), [sneaker(CHALK, FOREST, turn=-0.12)], hexed("#e8e2da"))),
        "White leather sneaker with green stripes, side view",
        in_words(
            "Basket en cuir blanc à bandes vertes, vue de profil",
            "Weißer Ledersneaker mit grünen Streifen, Seitenansicht",
        ),
        MAIN,
        variations=(2901, 2902),
    ),
    sneakers(
        "court-sneaker-white-angle.jpg",
        lambda: jpeg(Set(square(35, 4.6, 24), [sneaker(CHALK, FOREST, turn=-0.75)], hexed("#d3dad3"))),
        "White sneaker seen at an angle from the front",
        in_words("Basket blanche vue de trois quarts avant", "Weißer Sneaker schräg von vorn"),
        variations=(2901, 2902),
    ),
    sneakers(
        "court-sneaker-navy.jpg",
        lambda: jpeg(Set(square(36, 4.6, 18), [sneaker(NAVY, ORANGE, turn=-0.4)], hexed("#e8b48f"))),
        "Navy sneaker with orange stripes",
        in_words("Basket bleu marine à bandes orange"),
        variations=(2903,),
    ),
    sneakers(
        "court-sneaker-navy-pair.jpg",
        lambda: jpeg(Set(broad(44, 3.6, 26), _pair(), hexed("#dcdedf"))),
        "A pair of navy sneakers with orange stripes",
        in_words(
            "Une paire de baskets bleu marine à bandes orange", "Ein Paar marineblaue Sneaker mit orangen Streifen"
        ),
        variations=(2903,),
    ),
    sneakers(
        "court-sneaker-laces.jpg",
        lambda: jpeg(Set(square(17, 6.4, 34, aside=1.0), [sneaker(CORAL, CREAM, turn=-0.6)], hexed("#e6e3dc"))),
        "Close-up of the laces on a coral sneaker",
        in_words(german="Nahaufnahme der Schnürung an einem korallenroten Sneaker"),
        excluded=True,
        variations=(2904,),
    ),
)

BACKPACKS = (
    backpacks(
        "trail-backpack-spruce.jpg",
        lambda: jpeg(Set(square(64, 21, 8), [backpack(SPRUCE)], hexed("#e9e6e0"))),
        "Spruce green canvas backpack with leather straps",
        in_words(
            "Sac à dos en toile vert sapin à sangles de cuir",
            "Fichtengrüner Rucksack aus Canvas mit Lederriemen",
        ),
        ("image",),
        variations=(3001,),
    ),
    backpacks(
        "trail-backpack-ochre-phone.jpg",
        lambda: lying_jpeg(Set(tall(46, 21.5, 10), [backpack(OCHRE, turn=-0.35)], hexed("#7f9a9c"))),
        "Ochre canvas backpack photographed upright with a phone",
        in_words("Sac à dos en toile ocre, photographié à la verticale avec un téléphone"),
        variations=(3002,),
    ),
    backpacks(
        "trail-backpack-front.jpg",
        lambda: jpeg(Set(square(60, 21, 5), [backpack(STONE, hexed("#5c4030"), turn=0.0)], WHITE)),
        "Stone grey backpack seen from the front",
        in_words("Sac à dos gris pierre vu de face", "Steingrauer Rucksack von vorn"),
        ("small_image", "thumbnail"),
        variations=(3003,),
    ),
    backpacks(
        "trail-backpack-buckles.jpg",
        lambda: jpeg(Set(square(25, 20, 8), [backpack(SPRUCE, turn=0.15)], hexed("#e9e6e0"))),
        "Close-up of the brass buckles and the front pocket",
        in_words(german="Nahaufnahme der Messingschnallen und der Vordertasche"),
    ),
)

SHADES = (
    shades(
        "sunglasses-tortoise.jpg",
        lambda: jpeg(
            Set(
                square(21.5, 2.4, 16, aside=-0.6),
                [shifted(sunglasses(TORTOISE, GREY_GREEN, 0.42), (0.0, 0.0, 5.0))],
                hexed("#f0d9c4"),
            )
        ),
        "Tortoise-brown sunglasses with grey-green lenses",
        in_words(
            "Lunettes de soleil écaille à verres gris-vert",
            "Schildpattbraune Sonnenbrille mit graugrünen Gläsern",
        ),
        MAIN,
    ),
    shades(
        "sunglasses-round-small.jpg",
        lambda: jpeg(
            Set(
                square(21, 2.2, 20, size=420),
                [shifted(sunglasses(hexed("#22242a"), hexed("#33405a"), -0.4, 2.0), (0.0, 0.0, 5.0))],
                hexed("#c9d4da"),
            )
        ),
        "Round black sunglasses, small picture",
        in_words("Lunettes de soleil rondes noires, petite image"),
    ),
    shades(
        "sunglasses-with-case.jpg",
        lambda: jpeg(
            Set(
                broad(26, 2.4, 22),
                [
                    case(hexed("#b98a5e"), (3.0, 0.0, -7.0), 0.2),
                    shifted(sunglasses(TORTOISE, GREY_GREEN, 0.3), (-1.5, 0.0, 7.0)),
                ],
                hexed("#dfe0d8"),
            )
        ),
        None,
        in_words(german="Sonnenbrille mit ledernem Etui"),
    ),
)

PICTURES = (*SNEAKERS, *BACKPACKS, *SHADES)
