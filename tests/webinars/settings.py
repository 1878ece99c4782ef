from routekaart.settings import *  # noqa: F403
from routekaart.settings import INSTALLED_APPS, LINES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.webinars"]
LINES = [*LINES, "tests.webinars.line"]
