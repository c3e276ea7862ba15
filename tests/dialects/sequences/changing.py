"""Images changed, given other pictures, taken out, and written back as they were read, in the five dialects."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.dialects.sequences.acting import Acting, chosen, has_images
from tests.dialects.sequences.draws import (
    any_order,
    from_zero,
    labels,
    maybe,
    nullable,
    numbers,
    places,
    scopes,
    some_roles,
    web_files,
    with_clipped,
)

DIALECTS = ("spree", "bigcommerce", "token", "magento", "spiffy")


class Changing(Acting):
    @precondition(has_images)
    @rule(
        number=numbers,
        alt=maybe(nullable),
        position=maybe(st.one_of(places, st.none())),
        under=maybe(st.sampled_from([5595, 5596, 8])),
        way=st.sampled_from(["PUT", "PATCH"]),
    )
    def spree_changes(self, number: int, **members: Any) -> None:
        with self.world.doing("spree", self.dog):
            self.on_dog.spree.change(self.dog, self._image(number), **members)

    @precondition(has_images)
    @rule(
        number=numbers,
        xml=st.booleans(),
        description=maybe(labels),
        sort_order=maybe(from_zero),
        is_thumbnail=maybe(st.booleans()),
    )
    def bigcommerce_changes(self, number: int, xml: bool, **members: Any) -> None:
        with self.world.doing("bigcommerce", self.dog):
            self.on_dog.bigcommerce.change(self.dog, self._image(number), xml, **members)

    @precondition(has_images)
    @rule(number=numbers, alt_text=maybe(nullable), order=maybe(any_order), is_primary=maybe(st.booleans()))
    def token_changes(self, number: int, **members: Any) -> None:
        with self.world.doing("token", self.dog):
            self.on_dog.token.change(self.dog, self._image(number), **members)

    @precondition(has_images)
    @rule(
        number=numbers,
        store=scopes,
        xml=st.booleans(),
        label=maybe(labels),
        position=maybe(with_clipped),
        exclude=maybe(st.integers(0, 1)),
        types=maybe(some_roles),
        file_name=maybe(st.sampled_from(["front", "back"])),
        file_mime_type=maybe(st.sampled_from(["image/png", "image/jpeg"])),
    )
    def magento_changes(self, number: int, store: int, **members: Any) -> None:
        image = chosen(self.dog, number, store)
        if image is not None:
            with self.world.doing("magento", self.dog):
                self.on_dog.magento.change(self.dog, image, store, **members)

    @precondition(has_images)
    @rule(number=numbers, alt=maybe(nullable), position=maybe(places))
    def spiffy_changes(self, number: int, **members: Any) -> None:
        with self.world.doing("spiffy", self.dog):
            self.on_dog.spiffy.change(self.dog, self._image(number), **members)

    @precondition(lambda self: self.world.home.ids)
    @rule(number=numbers, alt=maybe(nullable), position=maybe(places))
    def spiffy_changes_the_collection(self, number: int, **members: Any) -> None:
        home = self.world.home
        with self.world.doing("spiffy", home):
            self.world.on_home.spiffy.change(home, home.listed()[number % len(home.ids)], **members)

    @precondition(has_images)
    @rule(number=numbers, dialect=st.sampled_from(DIALECTS[:4]), file=web_files, label=maybe(labels))
    def the_picture_is_replaced(self, number: int, dialect: str, file: str, label: Any) -> None:
        with self.world.doing(dialect, self.dog):
            pic = self.world.notes.upload(file)
            self.on_dog.all[dialect].replace(self.dog, self._image(number), pic, label)

    @precondition(has_images)
    @rule(number=numbers, dialect=st.sampled_from(DIALECTS))
    def an_image_is_deleted(self, number: int, dialect: str) -> None:
        with self.world.doing(dialect, self.dog):
            self.on_dog.all[dialect].take_out(self.dog, self._image(number))

    @precondition(has_images)
    @rule(number=numbers, store=scopes)
    def magento_deletes_at_a_store(self, number: int, store: int) -> None:
        image = chosen(self.dog, number, store)
        if image is not None:
            with self.world.doing("magento", self.dog):
                self.on_dog.magento.take_out(self.dog, image, store)

    @rule(limit=maybe(st.integers(1, 3)))
    def bigcommerce_deletes_all_or_a_page(self, limit: Any) -> None:
        with self.world.doing("bigcommerce", self.dog):
            self.on_dog.bigcommerce.take_all_out(self.dog, limit)

    def _image(self, number: int) -> int:
        return self.dog.listed()[number % len(self.dog.ids)]
