from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_delete


class RoutekaartConfig(AppConfig):
    name = "routekaart"
    verbose_name = "Routekaart"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .accounts.leaving import pass_on_log
        from .rights import ensure_groups

        post_migrate.connect(ensure_groups, sender=apps.get_app_config("auth"))
        pre_delete.connect(pass_on_log, sender="auth.User")
        apps.get_app_config("auth").verbose_name = "Gebruikers en rechten"
        apps.get_app_config("admin").default_site = "routekaart.admin_site.RoutekaartAdminSite"
