from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "pilots"
    verbose_name = "Pilots"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models import Q

        from programme.linking import Source, offer_source

        from .models import Counterparty

        is_organisation = Q(kind=Counterparty.Kind.ORGANISATION)
        offer_source(Source(Counterparty, "name", "organisations", is_organisation))
