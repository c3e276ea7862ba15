"""How others ask: five vendors' APIs over one gallery."""

from web.dialects.bigcommerce import BIGCOMMERCE
from web.dialects.magento import MAGENTO
from web.dialects.spec import DialectSpec
from web.dialects.spiffy import SPIFFY
from web.dialects.spree import SPREE
from web.dialects.token_api import TOKEN_API

DIALECTS: tuple[DialectSpec, ...] = (SPREE, BIGCOMMERCE, MAGENTO, SPIFFY, TOKEN_API)
