from importlib import import_module

from django.apps import AppConfig


class SortingConfig(AppConfig):
    name = "sorting"
    verbose_name = "Waardenkaarten leggen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("sorting.ways")
