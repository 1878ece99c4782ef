"""What the check finds of the corpus: the half it was not tuned on, and clean Dutch text."""

from pathlib import Path

import pytest

from toolkit.anonymity.check import Known, Report, check
from toolkit.anonymity.measuring import (
    Score,
    measure,
    read_combinations,
    read_passage,
    read_passages,
    read_register,
    wilson,
)

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(__file__).parent / "corpus"
LEAST = {"direct": 0.98, "persoon": 0.95, "organisatie": 0.90, "indirect": 0.80}
"""Of issue 12."""


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(register=read_register(ROOT / "programme" / "data"))


def score_of(names: list[str], known: Known) -> Score:
    passages = [p for name in names for p in read_passages(CORPUS / name)]
    return measure(passages, lambda text: check(text, known))


@pytest.mark.parametrize("group", LEAST)
def test_the_reported_half_is_found(group: str, known: Known) -> None:
    score = score_of(["reported.txt"], known)

    assert score.found[group] / score.total[group] >= LEAST[group], score.missed


def test_passages_written_afterwards_are_found(known: Known) -> None:
    later = sorted(path.name for path in CORPUS.glob("later_*.txt"))

    score = score_of(later, known)

    shares = {group: score.found[group] / score.total[group] for group in LEAST}
    assert {group for group, share in shares.items() if share < LEAST[group]} == set(), score.missed


def test_the_corpus_is_as_large_as_agreed() -> None:
    halves = [read_passages(CORPUS / name) for name in ("tuned.txt", "reported.txt")]

    marks = [sum(bool(m.kind) for p in half for m in p.mentions) for half in halves]

    assert sum(marks) >= 300
    assert min(marks) >= 120


def test_clean_prose_is_left_alone(known: Known) -> None:
    score = score_of(["tuned.txt", "reported.txt", "later_1.txt"], known)

    assert score.clean_words > 500
    assert 100 * score.clean_false / score.clean_words <= 2, score.false
    assert 100 * len(score.false) / score.words <= 2, score.false


def test_the_guide_is_left_alone(known: Known) -> None:
    """It gives examples of dates on purpose; those count as false here too."""
    pages = [p.read_text("utf-8") for p in (ROOT / "docs" / "handleiding").glob("*.md")]

    marks = [mark.text for page in pages for mark in check(page, known).marks]

    assert 100 * len(marks) / sum(len(page.split()) for page in pages) <= 2, marks


def test_combinations_are_warned_of(known: Known) -> None:
    warn, fine = read_combinations(CORPUS / "combinations.txt")

    warned = [bool(check(text, known).warnings) for text in warn]

    assert len(warn) >= 20
    assert sum(warned) / len(warn) >= 0.8
    assert [text for text in fine if check(text, known).warnings] == []


def test_an_entity_counts_only_with_all_its_mentions() -> None:
    passage = read_passage("# x\n{Sanne|p1} en daarna {sanneke|p1}")

    score = measure([passage], lambda text: Report(check("Sanne").marks, (), ()))

    assert (score.found["persoon"], score.total["persoon"]) == (0, 1)


def test_the_interval_is_that_of_wilson() -> None:
    low, high = wilson(40, 42)

    assert (round(low, 3), round(high, 3)) == (0.842, 0.987)
