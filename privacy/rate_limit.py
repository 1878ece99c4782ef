"""How often one may do something on a public page: counted per hour in the database.

The counters are the same for all processes. Addresses are kept only as a keyed hash.
"""

import ipaddress
import time

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .models import RateCount

WINDOW = 60 * 60
TOO_OFTEN = "U hebt dit formulier in korte tijd vaak verstuurd. Probeer het over een uur opnieuw."

# One statement, so that two who count at once are both counted (PostgreSQL and SQLite).
COUNT = """
INSERT INTO {table} ("key", "window", n) VALUES {rows}
ON CONFLICT ("key", "window") DO UPDATE SET n = {table}.n + 1
RETURNING "key", n
"""


def is_too_often(request: HttpRequest, *, purpose: str, email: str) -> bool:
    """Count this once for the machine it comes from and once for the address it is about."""
    limits = {
        hashed(purpose, "ip", network_of(request)): settings.RATE_LIMIT_PER_IP,
        hashed(purpose, "email", email.strip().lower()): settings.RATE_LIMIT_PER_ADDRESS,
    }
    limits = {key: limit for key, limit in limits.items() if limit}
    counts = count(limits) if limits else {}
    return any(counts[key] > limit for key, limit in limits.items())


def count(keys: dict[str, int] | list[str]) -> dict[str, int]:
    """Raise the counter of each key by one; in a fixed order, so that none wait for each other."""
    window = int(time.time()) // WINDOW
    parameters = [value for key in sorted(keys) for value in (key, window)]
    rows = ", ".join(["(%s, %s, 1)"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(table=RateCount._meta.db_table, rows=rows), parameters)
        return dict(cursor.fetchall())


def count_one(purpose: str, of: str) -> int:
    """How often in this hour, this time counted."""
    key = hashed(purpose, "session", of)
    return count([key])[key]


def forget(purpose: str, of: str) -> None:
    RateCount.objects.filter(key=hashed(purpose, "session", of)).delete()


def hashed(purpose: str, kind: str, value: str) -> str:
    return salted_hmac(
        f"privacy.rate_limit.{purpose}.{kind}", value, algorithm="sha256"
    ).hexdigest()


def network_of(request: HttpRequest) -> str:
    """The address of the visitor; of IPv6 the network, since one visitor has all of that."""
    address = client_address(request)
    if address is None:
        return ""
    ip = ipaddress.ip_address(address)
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


def client_address(request: HttpRequest) -> str | None:
    """Behind a proxy the last address it added; what stands before that anyone can write.

    None where neither the proxy nor the connection gives an address, as over a socket.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    given = (forwarded.rpartition(",")[2], request.META.get("REMOTE_ADDR", ""))
    return next(filter(None, map(_as_address, given)), None)


def _as_address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None
