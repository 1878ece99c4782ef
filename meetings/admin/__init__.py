from django.contrib import admin

from ..lines import MEETING_LINES
from .pages import MeetingAdmin, MeetingAdminBase, SeriesAdmin
from .registrations import RegistrationAdmin

admin.site.register([line.model for line in MEETING_LINES], MeetingAdminBase)

__all__ = ["MeetingAdmin", "MeetingAdminBase", "RegistrationAdmin", "SeriesAdmin"]
