"""Failures of periodic tasks and of single items in them: every one is counted, one that goes on is logged once."""

import logging

from prometheus_client import Counter

FAILURES = Counter("packshot_periodic_failures", "Failures of periodic tasks, and of single items in them.", ["task"])

logger = logging.getLogger("packshot.periodic")


class FailureLog:
    """Failures of one task. `item` names what in it failed, for the log; none: the whole run."""

    def __init__(self, task: str) -> None:
        self._task = task
        self._counter = FAILURES.labels(task)
        self._ongoing: dict[str, set[str]] = {}  # by item, the errors that were logged

    def failed(self, error: Exception, item: str = "") -> None:
        """Logs an error with its traceback, unless the item failed with the same one since it last went well."""
        self._counter.inc()
        logged = self._ongoing.setdefault(item, set())
        if repr(error) not in logged:
            logged.add(repr(error))
            logger.error("periodic task %s failed%s", self._task, _for(item), exc_info=error)

    def recovered(self, item: str = "") -> None:
        """Logs that it goes well again, where it failed before."""
        if self._ongoing.pop(item, None):
            logger.warning("periodic task %s works again%s", self._task, _for(item))


def _for(item: str) -> str:
    return f" for {item}" if item else ""
