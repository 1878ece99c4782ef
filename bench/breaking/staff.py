"""Makes one who signed in with a second factor, and prints the key of that session."""

from importlib import import_module

import django


def main() -> None:
    django.setup()
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )

    users = get_user_model().objects
    anna = users.create_superuser("anna", "anna@bench.example", "no password of anyone")
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": "x"})
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(anna.pk)
    session[BACKEND_SESSION_KEY] = "routekaart.accounts.lent_roles.StaffBackend"
    session[HASH_SESSION_KEY] = anna.get_session_auth_hash()
    session.create()
    print(session.session_key)


if __name__ == "__main__":
    main()
