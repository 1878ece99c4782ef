"""Read by gunicorn when it starts in this folder, whose command says how many and where.

In production its own lines go through the same allow-list as those of the site: of a request that
went wrong it would write the address, and that can be a personal link.
"""

import os

# Nobody speaks to it but the proxy, and where only the backups can be written there is no place
# for the socket of its own console.
control_socket_disable = True

if os.environ.get("ROUTEKAART_ENV") == "production":
    logconfig_dict = {
        "formatters": {"generic": {"()": "routekaart.logs.AllowedFields"}},
        "loggers": {
            "gunicorn.error": {"handlers": ["error_console"], "level": "INFO", "propagate": False},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
