"""Where in the site something of the library stands."""

from .entries import SHELVES


class ShelfConverter:
    regex = "|".join(shelf.address for shelf in SHELVES.values())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
