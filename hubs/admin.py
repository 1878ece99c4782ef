from django.contrib import admin

from meetings.admin import MeetingAdminBase

from .models import Hub


@admin.register(Hub)
class HubAdmin(MeetingAdminBase):
    pass
