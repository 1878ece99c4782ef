"""The first cell of each row of a table in a PDF as a head of its row.

The compiler tags heads of columns only. Who listens to a table then hears a number without the
thing it is about, so the tags are mended afterwards: TH, with the row as its Scope.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

OF_ROW = {"/O": pikepdf.Name.Table, "/Scope": pikepdf.Name.Row}
PARTS = ("/TBody", "/TFoot")


def with_row_headers(content: bytes) -> bytes:
    """The same PDF with heads of rows; the same bytes give the same bytes."""
    with pikepdf.open(BytesIO(content)) as file:
        for table in _of_kind(file.Root.StructTreeRoot.get("/K"), "/Table"):
            for row in _rows(table):
                _name_head(row)
        target = BytesIO()
        file.save(target, deterministic_id=True)
    return target.getvalue()


def _of_kind(node: pikepdf.Object | None, kind: str) -> Iterator[pikepdf.Object]:
    """Elements of the kind, however deep; without recursion, for a report without end."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting.extend(here)
        elif isinstance(here, pikepdf.Dictionary):
            if here.get("/S") == kind:
                yield here
            waiting.append(here.get("/K"))


def _rows(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for part in _children(table):
        if part.get("/S") in PARTS:
            yield from (row for row in _children(part) if row.get("/S") == "/TR")


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    inside = element.get("/K")
    found = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [child for child in found if isinstance(child, pikepdf.Dictionary)]


def _name_head(row: pikepdf.Object) -> None:
    """A row of one cell says something of the whole table, and has no head."""
    cells = _children(row)
    if len(cells) < 2 or cells[0].get("/S") != "/TD":
        return
    cells[0].S = pikepdf.Name.TH
    known = cells[0].get("/A")
    others = list(known) if isinstance(known, pikepdf.Array) else [known] if known else []
    cells[0].A = pikepdf.Array([*others, pikepdf.Dictionary(OF_ROW)])
