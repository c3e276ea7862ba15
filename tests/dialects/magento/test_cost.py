"""How many SQL statements a request costs, credential included."""

import pytest

from tests.dialects.magento.asking import LIST, Asker
from web.database.engines.bound import bound_engine


def spent(asker: Asker, path: str) -> int:
    before = bound_engine().statements
    assert asker.get(path).status_code == 200
    return bound_engine().statements - before


@pytest.mark.parametrize("path", ["", "/store/2", "/{image}", "/{image}/store/french"])
def test_a_signed_read_costs_four_statements_and_three_when_nothing_changed(
    ann: Asker, guest: Asker, path: str
) -> None:
    """Credential, nonce, owner, gallery. A guest has neither of the first two."""
    for _ in range(5):
        image = ann.add()
    path = LIST + path.format(image=image)
    assert (spent(ann, path), spent(ann, path)) == (4, 3)
    assert (spent(guest, path), spent(guest, path)) == (2, 1)
