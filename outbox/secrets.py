"""What in a mail is for its reader alone: codes, and links with which one acts as that person.

A value is secret by its name in the context: `code`, `url`, and all that ends in `_url` but the
links in FOR_ALL. So a link that somebody adds is hidden unless its name says that all may see it.
"""

from typing import Any

CODE, LINK = "(code)", "(persoonlijke link)"
FOR_ALL = frozenset({"admin_url", "meeting_url", "site_url"})


def masked(value: Any, name: str = "") -> Any:
    """The same values, with words in the place of what is secret; what is empty stays empty."""
    if isinstance(value, dict):
        return {key: masked(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [masked(part, name) for part in value]
    return mask_of(name) or value if value else value


def mask_of(name: str) -> str:
    """Empty where all may see what has this name."""
    if name == "code":
        return CODE
    return LINK if name.endswith("url") and name not in FOR_ALL else ""
