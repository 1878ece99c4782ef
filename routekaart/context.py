from django.conf import settings
from django.http import HttpRequest

from meetings.line import MeetingsLine
from meetings.lines import MEETING_LINES
from meetings.pages.calendar_links import subscriptions


def site(_request: HttpRequest) -> dict[str, str | bool | tuple[MeetingsLine, ...]]:
    """What every page may say: whom to turn to, the address of the site, how one signs in; and
    the lines of which there are meetings to go to."""
    return {
        "meeting_lines": MEETING_LINES,
        "contact_email": settings.CONTACT["email"],
        "webcal_url": subscriptions({})["webcal"],
        "site_url": settings.SITE_URL.rstrip("/"),
        "requires_second_factor": settings.REQUIRE_SECOND_FACTOR,
    }
