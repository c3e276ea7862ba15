"""Notebooks, headphones and watches."""

from dataclasses import replace
from functools import partial

from web.demo.camera import Camera
from web.demo.photos import broad, jpeg, printers_jpeg, square, tall, webp
from web.demo.plan.picture import MAIN, DemoPicture, in_words
from web.demo.scene import WHITE, Set
from web.demo.solids import Thing, shifted
from web.demo.things.headphones import headphones
from web.demo.things.notebook import notebook, open_notebook, pencil
from web.demo.things.watch import stood, watch
from web.demo.vectors import hexed

PINE, BRICK, INK, STRAW = hexed("#2e5a4d"), hexed("#8c3f36"), hexed("#2f3b52"), hexed("#d8b35c")
GRAPHITE, CREAM, BRASS, TAN = hexed("#2a2b2e"), hexed("#e9e2d6"), hexed("#d9b78a"), hexed("#b98d66")
IVORY, NIGHT, COGNAC, BLACK = hexed("#f3efe6"), hexed("#1f3350"), hexed("#8a5632"), hexed("#2a2a2c")

notebooks = partial(DemoPicture, "product", 41)
phones = partial(DemoPicture, "product", 33)
watches = partial(DemoPicture, "product", 52)


def _stack() -> Thing:
    parts: Thing = []
    for level, (colour, turn) in enumerate(((INK, 0.05), (STRAW, -0.22), (BRICK, 0.28))):
        book = shifted(notebook(colour, "Daily" if level == 2 else "", turn), (0.0, 1.9 * level, 0.0))
        parts += [replace(solid, lift=solid.lift + 40.0 * level) for solid in book]
    return parts


NOTEBOOKS = (
    notebooks(
        "clothbound-notebook-pine.jpg",
        lambda: jpeg(
            Set(
                square(28, 0.8, 44),
                [notebook(PINE, "Field notes", 0.35), pencil(hexed("#e2a93b"), (-3.0, 0.0, 13.0), 0.2)],
                hexed("#e6ddd0"),
            )
        ),
        "Dark green clothbound notebook titled “Field notes”, with a yellow pencil",
        in_words(
            "Carnet toilé vert foncé intitulé « Field notes », avec un crayon jaune",
            "Dunkelgrünes Leinen-Notizbuch „Field notes“ mit gelbem Bleistift",
        ),
        ("image", "thumbnail"),
        variations=(4101,),
    ),
    notebooks(
        "clothbound-notebook-open.jpg",
        lambda: jpeg(Set(broad(40, 0.6, 50), [open_notebook(BRICK)], hexed("#cfd6d8"))),
        "Open notebook with dotted pages and a red ribbon",
        in_words(
            "Carnet ouvert à pages pointillées, signet rouge",
            "Aufgeschlagenes Notizbuch mit gepunkteten Seiten und rotem Lesebändchen",
        ),
    ),
    notebooks(
        "clothbound-notebook-print-catalogue.jpg",
        lambda: printers_jpeg(Set(square(31, 2.6, 34), [_stack()], hexed("#b9c6bd"))),
        "Three clothbound notebooks in blue, yellow and red, stacked",
        in_words("Trois carnets toilés empilés, bleu, jaune et rouge"),
        variations=(4102, 4103),
    ),
)

PHONES = (
    phones(
        "studio-headphones-cream.jpg",
        lambda: jpeg(Set(square(27, 9.0, 10), [headphones(CREAM, BRASS, 0.5, TAN)], hexed("#d3a596"))),
        "Cream over-ear headphones with tan leather cushions",
        in_words(
            "Casque circum-aural crème à coussinets de cuir fauve",
            "Cremefarbene Over-Ear-Kopfhörer mit Polstern aus hellbraunem Leder",
        ),
        MAIN,
        variations=(3301,),
    ),
    phones(
        "studio-headphones-graphite.webp",
        lambda: webp(Set(square(27, 9.0, 10), [headphones(GRAPHITE, turn=-0.7)], WHITE)),
        "Graphite headphones seen from the left",
        in_words("Casque graphite vu de gauche", "Graphitfarbene Kopfhörer von links"),
        variations=(3302,),
    ),
    phones(
        "studio-headphones-front.jpg",
        lambda: jpeg(Set(tall(23, 9.4, 8), [headphones(hexed("#71808a"), turn=0.06)], hexed("#d9dee0"))),
        "Blue-grey headphones seen from the front",
        in_words("Casque bleu-gris vu de face"),
    ),
    phones(
        "studio-headphones-ear-cup.jpg",
        lambda: jpeg(Set(square(12.5, 5.0, 10, aside=-4.2), [headphones(CREAM, BRASS, 0.75, TAN)], hexed("#c9b9a8"))),
        "Close-up of an ear cup with its brass ring",
        in_words(german="Nahaufnahme einer Hörmuschel mit Messingring"),
        variations=(3301,),
    ),
    phones(
        "studio-headphones-two-colours.jpg",
        lambda: jpeg(
            Set(
                broad(47, 9.0, 10),
                [
                    shifted(headphones(GRAPHITE, turn=-0.5), (11.5, 0.0, -8.0)),
                    shifted(headphones(CREAM, BRASS, 0.55, TAN), (-10.5, 0.0, 2.0)),
                ],
                hexed("#b9c0c0"),
            )
        ),
        None,
        in_words("Casques crème et graphite côte à côte", "Kopfhörer in Creme und Graphit nebeneinander"),
    ),
)

WATCHES = (
    watches(
        "field-watch-flat.jpg",
        lambda: jpeg(Set(Camera(1200, 1500, 14.5, (0.0, 0.0, 1.2), 64, 6.0), [watch(IVORY, COGNAC)], hexed("#e4dfd6"))),
        "Wrist watch with an ivory dial and a cognac strap, lying flat",
        in_words(
            "Montre à cadran ivoire et bracelet cognac, posée à plat",
            "Armbanduhr mit elfenbeinfarbenem Zifferblatt und cognacfarbenem Band, flach liegend",
        ),
        variations=(5201,),
    ),
    watches(
        "field-watch-night-blue.jpg",
        lambda: jpeg(Set(square(11, 3.6, 16), [stood(watch(NIGHT, BLACK, worn=True))], hexed("#b8c2cc"))),
        "Wrist watch with a night-blue dial on a black strap, standing",
        in_words(
            "Montre à cadran bleu nuit sur bracelet noir, debout",
            "Stehende Armbanduhr mit nachtblauem Zifferblatt und schwarzem Band",
        ),
        MAIN,
        variations=(5202,),
    ),
    watches(
        "field-watch-dial.jpg",
        lambda: jpeg(
            Set(Camera(1200, 1200, 5.4, (0.25, 0.6, 0.0), 66, 6.0), [watch(IVORY, COGNAC, fine=180)], hexed("#e4dfd6"))
        ),
        "Close-up of the ivory dial, showing ten past ten",
        in_words("Gros plan sur le cadran ivoire, à dix heures dix"),
    ),
    watches(
        "field-watch-two.jpg",
        lambda: jpeg(
            Set(
                broad(14.5, 3.5, 16),
                [
                    shifted(stood(watch(IVORY, COGNAC, worn=True, fine=100)), (2.9, 0.0, -1.2)),
                    shifted(stood(watch(NIGHT, BLACK, worn=True, fine=100)), (-2.9, 0.0, 0.5)),
                ],
                hexed("#d8c8b6"),
            )
        ),
        "The watch in ivory and in night blue, side by side",
        in_words(german="Die Uhr in Elfenbein und in Nachtblau nebeneinander"),
    ),
)

PICTURES = (*PHONES, *NOTEBOOKS, *WATCHES)
