from .pages import MeetingAdmin, MeetingAdminBase, SeriesAdmin

__all__ = ["MeetingAdmin", "MeetingAdminBase", "SeriesAdmin"]
