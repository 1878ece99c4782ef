"""Other words in the place of a name, so that the sentence stays one."""

import pytest

from toolkit.anonymity.check import check
from toolkit.anonymity.replacing import joined, replace_all


def replaced(text: str) -> str:
    """With what the check proposes itself."""
    entities = [(entity, entity.proposal) for entity in check(text).entities]
    return joined(replace_all({"text": text}, entities)["text"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ik sprak wethouder Kok.", "Ik sprak een wethouder."),
        ("Sanne belde.", "Een collega belde."),
        ("Met mevrouw El Khattabi erbij.", "Met een vrouw erbij."),
        ("Toen kwam de heer Bakker.", "Toen kwam een man."),
        ("De gemeente Zwolle deed niets.", "Een middelgrote gemeente deed niets."),
        ("Ik ging naar stichting De Brug.", "Ik ging naar een stichting."),
        ("Ik las Sannes brief.", "Ik las een collega’s brief."),
        ("Het was op 3 mei 2016.", "Het was een paar jaar geleden."),
        ("“Sanne,” zei ik.", "“Een collega,” zei ik."),
    ],
)
def test_the_sentence_stays_one(before: str, after: str) -> None:
    assert replaced(before) == after
