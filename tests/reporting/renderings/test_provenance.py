"""The appendix of origins in few words."""

import pytest

from reporting.renderings.provenance import in_runs, provenance_of


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ([], ""),
        (["Hub: Werk, Leiden (2013)"], "Hub: Werk, Leiden (2013)"),
        (["Hub: A", "Hub: B", "Pilot: C"], "Hub: A; B; Pilot: C"),
        (["sessie 1", "sessie 2", "sessie 3"], "sessie 1 tot en met 3"),
        (["sessie 10", "sessie 2", "sessie 1"], "sessie 1; sessie 2; sessie 10"),
        (
            ["Pilot: P, groep a, sessie 1", *(f"Pilot: P, groep b, sessie {n}" for n in (1, 2, 3))],
            "Pilot: P, groep a, sessie 1; P, groep b, sessie 1 tot en met 3",
        ),
        (["Plan 2013", "Plan 2014", "Plan 2015"], "Plan 2013; Plan 2014; Plan 2015"),
        (["zonder kop", "Hub: A"], "zonder kop; Hub: A"),
    ],
)
def test_titles_are_told_in_runs(titles, told):
    assert in_runs(titles) == told


def figure(key: str, value: int | None, records: tuple[str, ...] = (), **changes: str) -> dict:
    made = {"key": key, "label": key, "value": value, "records": list(records), "qualifier": ""}
    return (
        made | {"basis": "counted", "definition": "", "source": "", "as_of": "mei 2014"} | changes
    )


def provenance(*figures: dict) -> dict:
    cells = [[{"text": "x", "figure": each["key"]}] for each in figures]
    return provenance_of(
        {
            "colophon": {"reference_date": "mei 2014"},
            "summary": [{"type": "table", "rows": cells}],
            "sections": [],
            "figures": {each["key"]: each for each in figures},
            "records": {"a": "Hub: A", "b": "Hub: B"},
        }
    )


def test_noughts_that_rest_on_nothing_share_a_line():
    found = provenance(figure("een", 0), figure("twee", 0, ("a",)), figure("drie", None))

    assert [zero["key"] for zero in found["zeros"]] == ["een"]
    assert [row["key"] for row in found["rows"]] == ["twee", "drie"]


def test_what_rests_on_the_same_is_named_once():
    first, second = provenance(figure("een", 2, ("a", "b")), figure("twee", 2, ("a", "b")))["rows"]

    assert first["rests_on"] == "Geteld: Hub: A; B."
    assert second["rests_on"] == "Geteld uit dezelfde gegevens als “een”."


def test_a_definition_is_written_out_once():
    long = "Alles wat voor dit jaar is vastgelegd, bij elkaar opgeteld."
    rows = provenance(
        figure("een", 1, definition=long),
        figure("twee", 1, definition=f"Over 2025. {long}"),
        figure("drie", 1, definition="Kort."),
        figure("vier", 1, definition="Kort."),
    )["rows"]

    told = [row["definition"] for row in rows]
    assert told == [long, "Over 2025. Gemaakt als “een”.", "Kort.", "Kort."]


def test_only_another_day_than_the_reference_date_is_told():
    same, other = provenance(figure("een", 1), figure("twee", 1, as_of="2013"))["rows"]

    assert same["rests_on"] == "Geteld."
    assert other["rests_on"] == "Geteld; stand van 2013."
