"""Ambassadors out and in: nobody becomes one without a consent."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from ambassadors.models import Ambassador
from backoffice.records import IMPORTED
from outbox.models import Message
from privacy.models import Consent, Reading
from tests.factories import AmbassadorFactory, OrganisationFactory, ProgrammeFactory, UserFactory
from tests.sheets.walking import Sheets, faults, messages, told

pytestmark = pytest.mark.django_db
HEAD = ["Naam", "E-mail", "Organisatie", "Meelezen", "Toestemming gegeven op"]
TEXT = "Ik doe mee."


@pytest.fixture
def sheets(client):
    colleague = UserFactory()
    colleague.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(colleague)
    return Sheets(client, reverse("admin:ambassadors_ambassador_changelist"))


def test_a_new_one_is_enrolled_with_consent_and_stops_when_it_is_undone(sheets):
    programme = ProgrammeFactory()
    OrganisationFactory(name="Gemeente Leiden")
    known = AmbassadorFactory(programme=programme, name="Anna", email="anna@a.example")
    lines = [
        HEAD,
        ["Anna", "Anna@a.example", "", "ja", ""],
        ["Bram", "bram@b.example", "Gemeente Leiden", "ja", "24-2-2014"],
    ]
    asked = {"programme": programme.pk, "consent_text": TEXT}

    seen = sheets.look(lines, **asked)
    assert told(seen)[0] == "Nieuw (1)"
    assert told(seen)[3] == "Anna: Meelezen van “nee” naar “ja”"
    sheets.press(seen, "Zo importeren")

    bram = Ambassador.objects.get(name="Bram")
    assert (bram.state, bram.consent.text, bram.reads_along) == ("ambassador", TEXT, True)
    assert bram.organisation.name == "Gemeente Leiden"
    assert list(Message.objects.values_list("to", flat=True)) == ["bram@b.example"]

    before, undone = sheets.undo()

    assert told(before)[:2] == ["Wordt vastgelegd als gestopt (1)", "Bram"]
    assert messages(undone) == ["Ongedaan gemaakt: 1 nieuwe vastgelegd als gestopt, 1 teruggezet."]
    bram.refresh_from_db()
    known.refresh_from_db()
    assert (bram.state, known.reads_along) == ("left", False)


def test_an_organisation_that_is_there_no_more_stays_as_it_is_when_undone(sheets):
    gone, other = OrganisationFactory(name="ICTU"), OrganisationFactory(name="Gemeente Delft")
    anna = AmbassadorFactory(email="anna@a.example", organisation=gone, organisation_typed="ic tu")
    line = [anna.name, anna.email, other.name]
    sheets.apply([HEAD[:3], line], programme=anna.programme_id)
    Ambassador.objects.filter(organisation=gone).update(organisation=None)
    gone.delete()

    before, _ = sheets.undo()

    assert told(before)[0] == "Blijft zoals het nu is (1)"
    anna.refresh_from_db()
    assert (anna.organisation, anna.organisation_typed) == (other, "ic tu")


def test_without_text_or_day_nobody_is_new(sheets):
    programme = ProgrammeFactory()
    lines = [HEAD, ["Bram", "bram@b.example", "", "", "24-2-2014"], ["Cor", "cor@c.example"]]

    seen = faults(sheets.look(lines, programme=programme.pk))

    assert [each.split(":")[0] for each in seen] == [
        "Regel 2",
        "Regel 3, kolom E (Toestemming gegeven op)",
        "Regel 3",
    ]
    assert not Consent.objects.exists()


def test_an_untouched_export_changes_nothing_and_is_in_the_log(sheets):
    programme = ProgrammeFactory()
    AmbassadorFactory.create_batch(3, programme=programme)

    seen = sheets.look(sheets.export(), programme=programme.pk)

    assert told(seen)[0] == "Ongewijzigd (3)"
    assert Reading.objects.get().subject == "ambassadors.Ambassador (3)"


def test_many_are_changed_together_and_what_is_refused_is_said_of_its_row(sheets):
    programme = ProgrammeFactory()
    AmbassadorFactory.create_batch(3, programme=programme, setting="")
    lines = sheets.export()
    column, since = lines[0].index("Eigen werk"), lines[0].index("Ambassadeur sinds")
    for line in lines[1:]:
        line[column] = "beleid"
    good = sheets.look(lines, programme=programme.pk)

    lines[2][since] = "2099"
    refused = faults(sheets.look(lines, programme=programme.pk))
    assert [each.split(": ")[0] for each in refused] == ["Regel 3, kolom H (Ambassadeur sinds)"]

    sheets.press(good, "Zo importeren")
    assert set(Ambassador.objects.values_list("setting", flat=True)) == {"beleid"}
    reasons = Ambassador.history.filter(history_type="~").values_list("history_change_reason")
    assert list(reasons) == [(IMPORTED,)] * 3
