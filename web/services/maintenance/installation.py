"""The state of the installation: whether its database answers, and how much is in it."""

from web.database.engines.bound import reachable
from web.database.queries.images import Totals, totals

__all__ = ["Totals", "reachable", "totals"]  # for callers that know no database
