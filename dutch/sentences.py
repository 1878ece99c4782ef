"""Sentences that people typed, where another sentence follows."""

ENDS = (".", "!", "?", "…")


def ended(text: str) -> str:
    """With a full stop, unless it ends already; also inside brackets or quotes."""
    text = text.rstrip()
    return text if not text or text.rstrip(")”’\"'").endswith(ENDS) else f"{text}."
