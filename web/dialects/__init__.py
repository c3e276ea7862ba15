"""The dialects: five vendors' APIs over one gallery."""

from web.dialects.bigcommerce.spec import BIGCOMMERCE
from web.dialects.magento.spec import MAGENTO
from web.dialects.spec import DialectSpec
from web.dialects.spiffy.spec import SPIFFY
from web.dialects.spree.spec import SPREE
from web.dialects.token_api.spec import TOKEN_API

DIALECTS: tuple[DialectSpec, ...] = (SPREE, BIGCOMMERCE, MAGENTO, SPIFFY, TOKEN_API)
