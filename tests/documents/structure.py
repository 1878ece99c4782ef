"""The structure tree of a PDF: what a screen reader goes through."""

import re
from collections.abc import Iterator

import pikepdf


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every structure element, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def all_elements(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(elements(file.Root.StructTreeRoot.K))


def of_kind(file: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [element for element in all_elements(file) if str(element.S) == f"/{kind}"]


def children_of_kind(node: pikepdf.Dictionary, kind: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements(node.K) if str(element.S) == f"/{kind}"]


def heading_levels(file: pikepdf.Pdf) -> list[int]:
    kinds = (str(element.S) for element in all_elements(file))
    return [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]


def fonts(file: pikepdf.Pdf) -> dict[str, bool]:
    """Each font of the file by name, and whether its letters are in the file."""
    found = {}
    for item in file.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            embedded = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(item.FontName)] = embedded
    return found
