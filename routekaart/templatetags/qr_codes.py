"""A QR code inside a template of another app, which gives only what is to be read in it."""

from django import template

from meetings.evaluation.qr import draw

register = template.Library()
register.simple_tag(draw, name="qr_code")
