"""How others ask: five vendors' APIs over one gallery."""

from web.dialects.dialect import Dialect
from web.dialects.spree import SPREE

DIALECTS: tuple[Dialect, ...] = (SPREE,)
