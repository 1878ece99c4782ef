from functools import partial

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = "Privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import lookups  # noqa: F401  which declarations use

        autodiscover_modules("personal_data")
        from backoffice.proving import count_tries

        from .rate_limit import count_one, forget

        purpose = "proving"
        count_tries(by=partial(count_one, purpose), forgetting=partial(forget, purpose))
