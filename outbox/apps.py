from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "Mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.together.deeds import see_mails

        from .seen_together import mails_alike

        see_mails(by=mails_alike)
