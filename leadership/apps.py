from django.apps import AppConfig

from .line import LINE


class LeadershipConfig(AppConfig):
    name = "leadership"
    verbose_name = LINE.heading
    default_auto_field = "django.db.models.BigAutoField"
