from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"
    verbose_name = "Goed Werk Hubs"
    default_auto_field = "django.db.models.BigAutoField"
