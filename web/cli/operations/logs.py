"""Logging while serving: to standard error, each entry with its time and its logger."""

from typing import Any

from uvicorn.config import LOGGING_CONFIG

LOG_CONFIG: dict[str, Any] = {
    **LOGGING_CONFIG,  # what the server itself logs is left as it is
    "formatters": {
        **LOGGING_CONFIG["formatters"],
        "packshot": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        **LOGGING_CONFIG["handlers"],
        "packshot": {"class": "logging.StreamHandler", "formatter": "packshot", "stream": "ext://sys.stderr"},
    },
    "root": {"handlers": ["packshot"], "level": "WARNING"},
}
