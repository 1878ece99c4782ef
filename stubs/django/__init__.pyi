"""Django without types: all of it is Any, but for the choices, which are enums of strings."""

from typing import Any

def __getattr__(name: str) -> Any: ...
