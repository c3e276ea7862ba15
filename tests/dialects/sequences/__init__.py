"""Requests of all five dialects and the admin, mixed at random over one gallery, beside an oracle of what must be."""

from pkgutil import iter_modules

import pytest

# A failed comparison shows both sides, in modules that are no tests too.
pytest.register_assert_rewrite(*(f"{__name__}.{module.name}" for module in iter_modules(__path__)))
