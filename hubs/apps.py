from django.apps import AppConfig

from .line import LINE


class HubsConfig(AppConfig):
    name = "hubs"
    verbose_name = LINE.heading
    default_auto_field = "django.db.models.BigAutoField"
