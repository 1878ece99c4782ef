"""Colleagues in the admin, each in a browser of their own."""

from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories import UserFactory


def signed_in(name):
    client = Client()
    user = UserFactory(is_superuser=True, username=name.lower(), first_name=name)
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


def page_of(obj, page="change"):
    """The address of a page about a thing, such as that of one of its actions."""
    kind = obj._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_{page}", args=[obj.pk])


def form_in(response):
    """What a browser would send back, button left out; many of one name stay many."""
    page = html.fromstring(response.content.decode())
    form = next(
        form
        for form in page.forms
        if form.get("method") == "post" and "logout" not in (form.get("action") or "")
    )
    found = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value.removeprefix("\n"))
    return {name: values for name, values in found.items() if not name.startswith("_")}


def words(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def ticks_asked(response):
    """The values of the boxes by which one says that something unlikely is right."""
    if response.status_code != 200:
        return []
    page = html.fromstring(response.content.decode())
    return [box.get("value") for box in page.xpath("//input[@type='checkbox'][@name='klopt']")]
