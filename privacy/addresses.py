"""An address as a keyed hash: found again by who knows the address, and by nobody else."""

import hashlib
import hmac

from django.conf import settings


def hashed_address(email: str) -> str:
    """The same for the same address, and of no use without the key of the site."""
    message = f"privacy.request:{email.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
