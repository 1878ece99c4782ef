from django.contrib import admin

from meetings.admin import MeetingAdminBase

from .models import LeadershipMeeting


@admin.register(LeadershipMeeting)
class LeadershipMeetingAdmin(MeetingAdminBase):
    pass
