"""Numbers as a Dutch reader expects them in running text and in tables."""

UP_TO_TWENTY = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
]

NOT_RECORDED = "niet vastgelegd"


def in_digits(number: int | None) -> str:
    """1151 as "1.151"; None as "niet vastgelegd"."""
    return NOT_RECORDED if number is None else f"{number:,}".replace(",", ".")


def in_words(number: int | None) -> str:
    """Up to twenty in words, above that in digits (the usual Dutch rule)."""
    if number is not None and 0 <= number <= 20:
        return UP_TO_TWENTY[number]
    return in_digits(number)
