"""Problems of a signed request, by the codes of OAuth's problem reporting extension."""

from typing import Literal
from urllib.parse import urlencode

Code = Literal[
    "version_rejected",
    "parameter_absent",
    "parameter_rejected",
    "timestamp_refused",
    "signature_method_rejected",
    "nonce_used",
    "signature_invalid",
    "consumer_key_rejected",
    "consumer_key_refused",  # not for good: too many calls
    "token_rejected",
    "token_used",
    "token_revoked",
    "verifier_invalid",
    "internal_error",
]
STATUSES: dict[Code, int] = {
    "version_rejected": 400,
    "parameter_absent": 400,
    "parameter_rejected": 400,
    "timestamp_refused": 400,
    "signature_method_rejected": 400,
    "consumer_key_refused": 429,
    "internal_error": 500,
}


class Problem(Exception):
    """`oauth_problem=nonce_used`, and `&oauth_parameters_absent=…` or `&message=…` where there is more to say."""

    def __init__(self, code: Code, *, absent: str = "", message: str = "") -> None:
        more = {"oauth_parameters_absent": absent, "message": message}
        super().__init__(urlencode({"oauth_problem": code} | {name: text for name, text in more.items() if text}))
        self.code = code

    @property
    def status(self) -> int:
        """Under `/oauth/`. On resources a problem is always 401."""
        return STATUSES.get(self.code, 401)
