from django.contrib import admin

from ..lines import MEETING_LINES
from .pages import MeetingAdmin, MeetingAdminBase
from .registrations import RegistrationAdmin
from .series import SeriesAdmin

admin.site.register([line.model for line in MEETING_LINES], MeetingAdminBase)

__all__ = ["MeetingAdmin", "MeetingAdminBase", "RegistrationAdmin", "SeriesAdmin"]
