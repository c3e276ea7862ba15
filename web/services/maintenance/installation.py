"""What the installation stands on: whether its database and storage answer, and how much lies in them."""

from web.database.engines.bound import NO_SCHEMA, reachable
from web.database.queries.totals import Totals, totals

__all__ = ["NO_SCHEMA", "Totals", "reachable", "totals"]  # for those who know no database
