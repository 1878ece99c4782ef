"""Where a meeting or a session stands, in words; Django makes its choices anew for each row that is
asked for them, which takes long for a thousand."""

from meetings.models import Meeting
from pilots.models import Session

OF_MEETING = dict(Meeting.Status.choices)
OF_SESSION = dict(Session.Status.choices)
