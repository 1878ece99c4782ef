"""A link for whoever reads the mail of an address, that holds for a while.

The address stands in it encrypted: neither a log nor the history of a browser tells it. There is
no row, so nothing of the asking has to be erased.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@dataclass(frozen=True)
class AddressLink:
    """`purpose` keeps a link of one page from opening another; `life` is counted from the mail."""

    purpose: str
    life: timedelta

    def token_of(self, email: str) -> str:
        return self._lock().encrypt(email.strip().lower().encode()).decode()

    def read(self, token: str) -> str:
        """The address. Raises ValueError where the link is not ours, or is older than its life."""
        try:
            return self._lock().decrypt(token, ttl=int(self.life.total_seconds())).decode()
        except InvalidToken as error:
            raise ValueError("This link does not work, or no longer.") from error

    def _lock(self) -> MultiFernet:
        """A key that was replaced still opens what it locked, as with Django's own signatures."""
        secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet([self._key(secret) for secret in secrets])

    def _key(self, secret: str) -> Fernet:
        digest = hashlib.sha256(f"{self.purpose}:{secret}".encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))
