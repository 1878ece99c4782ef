from django.db import models


class Audience(models.TextChoices):
    """For whom a part of the toolkit is meant; the narrowest until somebody widens it."""

    FACILITATORS = "facilitators", "begeleiders"
    AMBASSADORS = "ambassadors", "ambassadeurs en begeleiders"
    PUBLIC = "public", "iedereen"
