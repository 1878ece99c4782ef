"""The lines of activity that are agreed with the funder (rapportage 2013, a to e)."""

from django.db import models


class Line(models.TextChoices):
    HUBS = "hubs", "Goed Werk Hubs"
    PILOTS = "pilots", "Pilots met de toolkit"
    LEADERSHIP = "leadership", "Bijeenkomsten Dienend Leiderschap"
    TOOLKIT = "toolkit", "Toolkit voor ambtenaren"
    AMBASSADORS = "ambassadors", "Ambassadeurs"
