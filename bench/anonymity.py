"""Measures the anonymity check: what it finds of the corpus, how fast, and with how much memory.

    python bench/anonymity.py [FILE …]

Without files: both halves of the corpus and the passages that were written after tuning, each
apart; the combinations; the Dutch texts of this project; then speed and memory. With files: those,
in the same form (`toolkit/anonymity/measuring.py`).
"""

import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
CORPUS = ROOT / "tests" / "toolkit" / "anonymity" / "corpus"
TEMPLATE_TAGS = re.compile(r"\{[%{#].*?[%}#]\}", re.S)


def memory() -> float:
    """The most that was in use, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(files: list[str]) -> None:
    before, started = memory(), time.perf_counter()
    from toolkit.anonymity import measuring
    from toolkit.anonymity.check import Known, Report, check

    known = Known(register=measuring.read_register(ROOT / "programme" / "data"))

    def read(text: str) -> Report:
        return check(text, known)

    read("Gisteren sprak ik Sanne de Wit van de gemeente Zwolle.")
    start, used = time.perf_counter() - started, memory() - before
    paths = [Path(name) for name in files] or sorted(CORPUS.glob("*.txt"))
    passages = [path for path in paths if path.stem != "combinations"]
    for path in passages:
        score = measuring.measure(measuring.read_passages(path), read)
        print(f"\n== {path.stem}\n{measuring.table(score)}")
        if score.missed:
            print("gemist:", *score.missed, sep="\n  ")
        if score.false:
            print("onterecht:", *score.false, sep="\n  ")
    if not files:
        print_combinations(read, *measuring.read_combinations(CORPUS / "combinations.txt"))
        print_own_texts(read)
    print_speed(read, [p.text for path in passages for p in measuring.read_passages(path)])
    print(f"eerste gebruik: {start:.2f} s; geheugen erbij: {used:.0f} MB")


def print_combinations(read: Callable, warn: list[str], fine: list[str]) -> None:
    warned, needless = (sum(bool(read(text).warnings) for text in part) for part in (warn, fine))
    print(f"\n== combinaties\ngewaarschuwd: {warned} van {len(warn)}")
    print(f"onnodig gewaarschuwd: {needless} van {len(fine)}")


def print_own_texts(read: Callable) -> None:
    """The guide and the mails name examples on purpose; all their marks are counted as false."""
    guide = [path.read_text("utf-8") for path in (ROOT / "docs" / "handleiding").glob("*.md")]
    mails = [
        TEMPLATE_TAGS.sub("", path.read_text("utf-8"))
        for path in (ROOT / "templates" / "mails").glob("**/*.txt")
    ]
    marks = sum(len(read(text).marks) for text in [*guide, *mails])
    words = sum(len(text.split()) for text in [*guide, *mails])
    print(f"\n== eigen teksten\n{marks} op {words} woorden ({100 * marks / words:.2f} op 100)")


def print_speed(read: Callable, texts: list[str]) -> None:
    """Of texts of about 1,000 words, in time of the processor: other work beside it counts not."""
    pages, page = [], ""
    for text in texts * 2:
        page += f"\n\n{text}"
        if len(page.split()) >= 1000:
            pages.append(page)
            page = ""
    took = []
    for page in pages:
        begin = time.process_time()
        read(page)
        took.append((time.process_time() - begin) * 1e6 / len(page.split()))
    if took:
        middle, most = statistics.median(took), max(took)
        print(f"\n== snelheid\n1.000 woorden: {middle:.0f} ms (mediaan), {most:.0f} ms (hoogst)")


if __name__ == "__main__":
    main(sys.argv[1:])
