from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Bijeenkomsten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from programme.linking import Source, offer_source

        from .models import Registration

        offer_source(Source(Registration, "organisation_typed", "organisation"))
