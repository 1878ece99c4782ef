from django.apps import AppConfig

from .line import LINE


class WebinarsConfig(AppConfig):
    name = "tests.webinars"
    verbose_name = LINE.heading
    default_auto_field = "django.db.models.BigAutoField"
