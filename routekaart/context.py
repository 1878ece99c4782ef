from django.conf import settings
from django.http import HttpRequest


def contact(_request: HttpRequest) -> dict[str, str]:
    """Whom to turn to, for the foot of every page."""
    return {"contact_email": settings.CONTACT["email"]}
