from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "ambassadors"
    verbose_name = "Ambassadeurs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from programme.linking import Source, offer_source

        from .models import Activity, Ambassador

        offer_source(Source(Ambassador, "organisation_typed", "organisation"))
        offer_source(Source(Activity, "organisation_typed", "organisation"))
