from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    name = "leadership"
    verbose_name = "Dienend Leiderschap"
    default_auto_field = "django.db.models.BigAutoField"
