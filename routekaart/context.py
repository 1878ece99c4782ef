from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, str]:
    """What every page may say: whom to turn to, and the address of the site."""
    return {
        "contact_email": settings.CONTACT["email"],
        "site_url": settings.SITE_URL.rstrip("/"),
    }
