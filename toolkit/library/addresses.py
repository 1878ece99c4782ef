"""Where something of the library stands, from the address at which it begins for a reader."""

from django.urls import register_converter

from .entries import SHELVES


class ShelfConverter:
    regex = "|".join(shelf.address for shelf in SHELVES.values())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ShelfConverter, "shelf")

ADDRESSES = {
    "index": "",
    "item": "<shelf:shelf>/<slug:slug>/",
    "print_item": "<shelf:shelf>/<slug:slug>/afdrukken/",
    "book": "boeken/<slug:slug>/",
}
