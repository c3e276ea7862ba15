"""The plush dog."""

from functools import partial

from web.demo.photos import broad, jpeg, square
from web.demo.plan.picture import MAIN, DemoPicture, in_words
from web.demo.scene import WHITE, Set
from web.demo.solids import placed, shifted
from web.demo.things.dog import dog
from web.demo.vectors import hexed

CARAMEL, CHOCOLATE = hexed("#c98d52"), hexed("#7a4a2a")
GREY, SLATE, BLUE = hexed("#a9a7a3"), hexed("#5c5d62"), hexed("#2f5f8c")

dogs = partial(DemoPicture, "product", 8)


PICTURES = (
    dogs(
        "cute-dog.jpg",
        lambda: jpeg(Set(square(31, 11.2, 10), [dog(CARAMEL, CHOCOLATE, 0.3)], hexed("#dfe6e8"))),
        "Caramel plush dog with a red collar, sitting",
        in_words(
            "Chien en peluche caramel assis, avec un collier rouge",
            "Sitzender karamellfarbener Plüschhund mit rotem Halsband",
        ),
        MAIN,
        variations=(5595,),
    ),
    dogs(
        "cute-dog-front.jpg",
        lambda: jpeg(Set(square(30, 11.2, 6), [dog(CARAMEL, CHOCOLATE, 0.0)], hexed("#f1dfc9"))),
        "The caramel plush dog looking straight at you",
        in_words("Le chien en peluche caramel vous regarde droit dans les yeux"),
        variations=(5595,),
    ),
    dogs(
        "cute-dog-face.jpg",
        lambda: jpeg(Set(square(17, 16.8, 8, aside=0.6), [dog(CARAMEL, CHOCOLATE, 0.2)], hexed("#dfe6e8"))),
        "Close-up of the plush dog’s face with its shiny black eyes",
        in_words(
            "Gros plan sur la tête du chien en peluche et ses yeux noirs brillants",
            "Nahaufnahme vom Gesicht des Plüschhunds mit glänzenden schwarzen Augen",
        ),
    ),
    dogs(
        "cute-dog-grey.jpg",
        lambda: jpeg(Set(square(31, 11.2, 10), [dog(GREY, SLATE, -0.4, BLUE)], hexed("#e9e2d2"))),
        "Grey plush dog with a blue collar",
        in_words("Chien en peluche gris avec un collier bleu", "Grauer Plüschhund mit blauem Halsband"),
        variations=(5596,),
    ),
    dogs(
        "cute-dog-big-and-small.jpg",
        lambda: jpeg(
            Set(
                broad(52, 11.5, 9),
                [
                    shifted(dog(CARAMEL, CHOCOLATE, 0.35), (-9.0, 0.0, -3.0)),
                    shifted(
                        placed(dog(GREY, SLATE, -0.5, BLUE), lambda p: (p[0] * 0.66, p[1] * 0.66, p[2] * 0.66)),
                        (10.5, 0.0, 3.0),
                    ),
                ],
                hexed("#cfdcd6"),
            )
        ),
        None,
    ),
    dogs(
        "cute-dog-profile.jpg",
        lambda: jpeg(Set(square(31, 11.2, 8), [dog(CARAMEL, CHOCOLATE, 0.95)], WHITE)),
        "The caramel plush dog turned to the side, on white",
        in_words(german="Der karamellfarbene Plüschhund zur Seite gedreht, auf Weiß"),
        excluded=True,
    ),
)
