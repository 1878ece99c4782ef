"""What a personal copy costs: `python bench/copies.py 20 60` for a book of so many stories.

The book is made once, as publishing does; each copy is marked with another name. The database is
not in it. The clock and the processor's time of this process, in ms.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "routekaart.settings")

import django

TIMES = 20


def book_with(stories: int) -> dict:
    item = {
        "kind": "story",
        "tension": "Uw oordeel is helder, en de buurt ziet iets anders.",
        "paragraphs": ["Een zin over het werk, zoals iemand die vertelt. " * 40],
        "questions": ["Wat zag u?", "En wat deed u?"],
        "qualities": [],
        "themes": [],
        "facilitator_note": [],
        "is_example": True,
    }
    items = [item | {"title": f"Verhaal {number}"} for number in range(stories)]
    return {
        "title": "Goed werk",
        "stage_label": "proefeditie",
        "programme": "Routekaart",
        "chapters": [{"kind": "story", "title": "Verhalen", "items": items}],
        "colophon": {"Uitgave": "1"},
    }


def main(sizes: list[int]) -> None:
    import pikepdf

    from documents.marking import marked
    from toolkit.editions.forms import pdf

    for stories in sizes:
        ready = pdf(book_with(stories), datetime.now(UTC))
        clock, processor = [], []
        for number in range(TIMES):
            at, used = time.perf_counter(), time.process_time()
            made = marked(ready, f"Exemplaar {number + 1} van Zoë Ørsted-de Vries")
            clock.append((time.perf_counter() - at) * 1000)
            processor.append((time.process_time() - used) * 1000)
        with pikepdf.open(BytesIO(made)) as file:
            pages = len(file.pages)
        told = f"{statistics.median(clock):.0f} and {max(clock):.0f} ms"
        print(f"{pages} pages, {len(made) // 1000} kB: median and longest {told};", end=" ")
        print(f"processor {statistics.median(processor):.0f} ms")


if __name__ == "__main__":
    django.setup()
    main([int(size) for size in sys.argv[1:]] or [20])
