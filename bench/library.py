"""How long a search in the library takes, with as many stories as asked: the first in a process,
and those after it. `python bench/library.py 60 300`, from the example stories with other words."""

import os
import sys
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "routekaart.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))

import django

django.setup()

from toolkit.library.entries import Entry  # noqa: E402
from toolkit.library.searching import search  # noqa: E402

WRITTEN = Path("routekaart/demo/data/voorbeeld/goedwerk.toml")
ASKED = ("bakkers", "bodemonderzoeken bij woningbouw", "secretaris van de comissie")


def shelf_of(number: int) -> list[Entry]:
    """Each story as often as needed, with some words that stand nowhere else."""
    stories = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))["story"]
    return [Entry("story", row_of(stories[n % len(stories)], n)) for n in range(number)]


def row_of(story: dict, number: int) -> SimpleNamespace:
    none = SimpleNamespace(all=list)
    fields = {"questions": "", "facilitator_note": "", "tension": ""} | story
    fields["text"] += " ".join(f"w{number}x{each}" for each in range(30))
    return SimpleNamespace(**fields | {"themes": none, "qualities": none})


def measured(entries: list[Entry], typed: str) -> float:
    """In milliseconds of the processor."""
    fresh = [Entry(entry.kind, entry.row) for entry in entries]  # as at a next request
    start = time.process_time()
    search(fresh, typed)
    return (time.process_time() - start) * 1000


for number in map(int, sys.argv[1:] or ("60", "300")):
    entries = shelf_of(number)
    first = measured(entries, ASKED[0])
    after = [min(measured(entries, typed) for _ in range(5)) for typed in ASKED]
    print(
        f"{number} stories: first {first:.0f} ms, then", ", ".join(f"{ms:.1f} ms" for ms in after)
    )
