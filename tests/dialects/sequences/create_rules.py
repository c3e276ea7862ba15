"""New images, in every dialect and the admin."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.dialects.sequences.sequence import Sequence, has_room
from tests.dialects.sequences.strategies import (
    any_files,
    any_order,
    from_zero,
    labels,
    maybe,
    nullable,
    places,
    scopes,
    some_roles,
    web_files,
    web_or_webp_files,
    with_clipped,
)

variations = st.sampled_from([5595, 5596])


class CreateRules(Sequence):
    @initialize(images=st.lists(st.tuples(web_files, scopes, labels, some_roles), max_size=3))
    def there_are_some_images(self, images: list[tuple[str, int, str, list[str]]]) -> None:
        for file, store, label, types in images:
            with self.world.one_entry("magento", self.dog):
                picture = self.world.recorder.upload(file)
                self.on_dog.magento.add(self.dog, picture, store, label=label, types=types)

    @precondition(has_room)
    @rule(file=web_or_webp_files, alt=maybe(labels), position=maybe(places), variation=maybe(variations))
    def spree_creates(self, file: str, **members: Any) -> None:
        with self.world.one_entry("spree", self.dog):
            self.on_dog.spree.add(self.dog, self.world.recorder.upload(file), **members)

    @precondition(has_room)
    @rule(file=any_files, description=maybe(nullable), sort_order=maybe(from_zero), is_thumbnail=maybe(st.booleans()))
    def bigcommerce_creates(self, file: str, **members: Any) -> None:
        with self.world.one_entry("bigcommerce", self.dog):
            self.on_dog.bigcommerce.add(self.dog, self.world.recorder.upload(file), **members)

    @precondition(has_room)
    @rule(file=any_files, alt_text=maybe(labels), order=maybe(any_order), is_primary=maybe(st.booleans()))
    def token_creates(self, file: str, **members: Any) -> None:
        with self.world.one_entry("token", self.dog):
            self.on_dog.token.add(self.dog, self.world.recorder.upload(file), **members)

    @precondition(has_room)
    @rule(
        file=web_files,
        store=scopes,
        label=maybe(labels),
        position=maybe(with_clipped),
        exclude=maybe(st.integers(0, 1)),
        types=maybe(some_roles),
    )
    def magento_creates(self, file: str, store: int, **members: Any) -> None:
        with self.world.one_entry("magento", self.dog):
            self.on_dog.magento.add(self.dog, self.world.recorder.upload(file), store, **members)

    @precondition(has_room)
    @rule(
        file=web_files,
        alt=maybe(nullable),
        position=maybe(places),
        variation_ids=maybe(st.lists(variations, max_size=3)),
    )
    def spiffy_creates(self, file: str, **members: Any) -> None:
        with self.world.one_entry("spiffy", self.dog):
            self.on_dog.spiffy.add(self.dog, self.world.recorder.upload(file), **members)

    @precondition(has_room)
    @rule(files=st.lists(any_files, min_size=1, max_size=2), store=scopes, staged=st.booleans())
    def the_admin_uploads(self, files: list[str], store: int, staged: bool) -> None:
        with self.world.one_entry("admin", self.dog):
            self.on_dog.admin.add(self.dog, [self.world.recorder.upload(file) for file in files], store, staged)

    @rule(file=web_files, alt=maybe(labels), position=maybe(places))
    def spiffy_creates_in_the_collection(self, file: str, **members: Any) -> None:
        with self.world.one_entry("spiffy", self.world.collection):
            self.world.on_collection.spiffy.add(self.world.collection, self.world.recorder.upload(file), **members)
