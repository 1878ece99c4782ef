from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_delete


class RoutekaartConfig(AppConfig):
    name = "routekaart"
    verbose_name = "Routekaart"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa import signals as second_factor
        from django.contrib.auth.signals import user_logged_in

        from .accounts.leaving import pass_on_log
        from .accounts.sessions import begin, sign_out_elsewhere
        from .rights import ensure_groups

        post_migrate.connect(ensure_groups, sender=apps.get_app_config("auth"))
        pre_delete.connect(pass_on_log, sender="auth.User")
        user_logged_in.connect(begin)
        second_factor.authenticator_added.connect(sign_out_elsewhere)
        second_factor.authenticator_removed.connect(sign_out_elsewhere)
        second_factor.authenticator_reset.connect(sign_out_elsewhere)
        apps.get_app_config("auth").verbose_name = "Gebruikers en rechten"
        apps.get_app_config("admin").default_site = "routekaart.admin_site.RoutekaartAdminSite"
