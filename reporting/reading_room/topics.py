"""What a question can be about: the summary, a section or a figure, by its anchor on the page."""

from collections.abc import Iterator

SUMMARY = "summary"


def topics_of(document: dict) -> dict[str, str]:
    """Per anchor what stands there, in words."""
    return dict(_topics(document))


def figure_anchor(key: str) -> str:
    return f"origin-{key}"


def _topics(document: dict) -> Iterator[tuple[str, str]]:
    yield SUMMARY, "In het kort"
    for section in document["sections"]:
        for part in (section, *section["sections"]):
            yield part["key"], part["title"]
    for figure in document["figures"].values():
        label = figure["label"]
        yield figure_anchor(figure["key"]), f"{label[:1].upper()}{label[1:]}"
