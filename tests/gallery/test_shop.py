"""Store look-up by reference, also where a code looks like another store's id."""

import pytest

from web.gallery.errors import UnknownStore
from web.gallery.owner import Shop, Store


def store(number: int, code: str) -> Store:
    return Store(id=number, code=code, name=code, locale="", active=True, is_default=False)


SHOP = Shop((store(1, "french"), store(7, "8"), store(8, "9"), store(10, "1")), {})


@pytest.mark.parametrize(("reference", "number"), [("french", 1), ("1", 1), ("8", 8), ("9", 8), ("10", 10)])
def test_an_id_goes_before_a_code_whichever_store_comes_first(reference: str, number: int) -> None:
    assert SHOP.store(reference).id == number


@pytest.mark.parametrize("reference", ["", "01", "French", "2"])
def test_what_is_neither_is_unknown(reference: str) -> None:
    with pytest.raises(UnknownStore):
        SHOP.store(reference)
