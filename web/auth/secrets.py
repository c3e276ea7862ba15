"""Secrets at rest: hashes for what is only compared, encryption for what must be readable again."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet


def hash_of(*parts: str) -> str:
    """SHA-256 of the parts. Enough for secrets that we generate: they are too long to be guessed."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class SecretBox:
    """Encrypts with the installation's secret key."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key.encode()
        self._fernet = Fernet(base64.urlsafe_b64encode(self.derived("sealing")))

    def derived(self, purpose: str) -> bytes:
        """32 bytes that only this installation can compute, different for each purpose."""
        return hmac.digest(self._secret_key, purpose.encode(), "sha256")

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str, seconds: int | None = None) -> str:
        """Raises cryptography.fernet.InvalidToken when the secret key is not the one it was sealed with.

        Also when it was sealed longer ago than so many `seconds`, where they are given.
        """
        return self._fernet.decrypt(sealed.encode(), seconds).decode()
