from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, str | bool]:
    """What every page may say: whom to turn to, the address of the site, how one signs in."""
    return {
        "contact_email": settings.CONTACT["email"],
        "site_url": settings.SITE_URL.rstrip("/"),
        "requires_second_factor": settings.REQUIRE_SECOND_FACTOR,
    }
