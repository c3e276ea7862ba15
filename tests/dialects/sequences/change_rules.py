"""Images changed, given other pictures, taken out, and written back as they were read, in the five dialects."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.dialects.sequences.sequence import Sequence, has_images, pick_listed
from tests.dialects.sequences.strategies import (
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


class ChangeRules(Sequence):
    @precondition(has_images)
    @rule(
        number=numbers,
        alt=maybe(nullable),
        position=maybe(st.one_of(places, st.none())),
        under=maybe(st.sampled_from([5595, 5596, 8])),
        way=st.sampled_from(["PUT", "PATCH"]),
    )
    def spree_changes(self, number: int, **members: Any) -> None:
        with self.world.one_entry("spree", self.dog):
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
        with self.world.one_entry("bigcommerce", self.dog):
            self.on_dog.bigcommerce.change(self.dog, self._image(number), xml, **members)

    @precondition(has_images)
    @rule(number=numbers, alt_text=maybe(nullable), order=maybe(any_order), is_primary=maybe(st.booleans()))
    def token_changes(self, number: int, **members: Any) -> None:
        with self.world.one_entry("token", self.dog):
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
        image = pick_listed(self.dog, number, store)
        if image is not None:
            with self.world.one_entry("magento", self.dog):
                self.on_dog.magento.change(self.dog, image, store, **members)

    @precondition(has_images)
    @rule(number=numbers, alt=maybe(nullable), position=maybe(places))
    def spiffy_changes(self, number: int, **members: Any) -> None:
        with self.world.one_entry("spiffy", self.dog):
            self.on_dog.spiffy.change(self.dog, self._image(number), **members)

    @precondition(lambda self: self.world.collection.ids)
    @rule(number=numbers, alt=maybe(nullable), position=maybe(places))
    def spiffy_changes_the_collection(self, number: int, **members: Any) -> None:
        collection = self.world.collection
        with self.world.one_entry("spiffy", collection):
            self.world.on_collection.spiffy.change(
                collection, collection.listed()[number % len(collection.ids)], **members
            )

    @precondition(has_images)
    @rule(number=numbers, dialect=st.sampled_from(DIALECTS[:4]), file=web_files, label=maybe(labels))
    def the_picture_is_replaced(self, number: int, dialect: str, file: str, label: Any) -> None:
        with self.world.one_entry(dialect, self.dog):
            picture = self.world.recorder.upload(file)
            self.on_dog.all[dialect].replace(self.dog, self._image(number), picture, label)

    @precondition(has_images)
    @rule(number=numbers, dialect=st.sampled_from(DIALECTS))
    def an_image_is_deleted(self, number: int, dialect: str) -> None:
        with self.world.one_entry(dialect, self.dog):
            self.on_dog.all[dialect].delete(self.dog, self._image(number))

    @precondition(has_images)
    @rule(number=numbers, store=scopes)
    def magento_deletes_at_a_store(self, number: int, store: int) -> None:
        image = pick_listed(self.dog, number, store)
        if image is not None:
            with self.world.one_entry("magento", self.dog):
                self.on_dog.magento.delete(self.dog, image, store)

    @rule(limit=maybe(st.integers(1, 3)))
    def bigcommerce_deletes_all_or_a_page(self, limit: Any) -> None:
        with self.world.one_entry("bigcommerce", self.dog):
            self.on_dog.bigcommerce.delete_all(self.dog, limit)

    def _image(self, number: int) -> int:
        return self.dog.listed()[number % len(self.dog.ids)]
