"""All sections on one page: what is typed, how far each is, who writes it, what colleagues say."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.collect import collect, read_material
from reporting.document.section_titles import SECTION_TITLES
from reporting.making import sections as deeds
from reporting.making.four_eyes import writers_of
from reporting.making.readiness import missing_from
from reporting.making.writing import mark_of, write_section
from reporting.models import Comment, ProgressReport, SectionWork
from tests.factories import HubFactory, NarrativeFactory, TargetFactory, UserFactory

from ..publishing import BACKEND, approver
from ..publishing import writer as new_writer
from ..reading import hub, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return report_of(TargetFactory(number=2).programme)


@pytest.fixture
def writer(client):
    client.user = new_writer()
    client.force_login(client.user, backend=BACKEND)
    return client


def address(report):
    return reverse("reporting:write", args=[report.programme.slug, report.year])


def parts(client, report):
    return {part.key: part for part in client.get(address(report)).context["parts"]}


def typed(client, report, **changes):
    """What the browser sends: all that the page shows, with what was changed."""
    sent = {}
    for part in parts(client, report).values():
        for field in part.form:
            sent[field.html_name] = field.value() or ""
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


def texts(report):
    return dict(report.narratives.values_list("section", "text"))


def test_page_holds_all_sections_with_their_state_and_a_field(writer, report):
    page = writer.get(address(report)).content.decode()

    assert page.count("niet begonnen</span>") == 2 * len(SECTION_TITLES)
    assert page.count('-text"') >= len(SECTION_TITLES)


def test_each_button_keeps_all_that_was_typed(writer, report):
    sent = typed(writer, report, hubs__text="Over de hubs.", introduction__text="Vooraf.")

    answer = writer.post(address(report), sent | {"bewaar": "hubs"})

    assert answer.url == f"{address(report)}#hubs"
    assert texts(report) == {"introduction": "Vooraf.", "hubs": "Over de hubs."}
    assert parts(writer, report)["hubs"].state == "in bewerking"


def test_what_was_not_changed_here_is_not_set_back(writer, report):
    NarrativeFactory(report=report, section="hubs", text="Oud.")
    sent = typed(writer, report, introduction__text="Vooraf.")
    report.narratives.update(text="Van een collega.")

    writer.post(address(report), sent)

    assert texts(report) == {"hubs": "Van een collega.", "introduction": "Vooraf."}


def test_refused_text_stands_there_still_and_the_others_are_kept(writer, report):
    NarrativeFactory(report=report, section="hubs", text="Oud.")
    sent = typed(
        writer, report, hubs__text="Van mij.", introduction__text="Vooraf.", pilots__comment="Zo?"
    )
    report.narratives.filter(section="hubs").update(text="Van een collega.")

    answer = writer.post(address(report), sent)

    page = answer.content.decode()
    assert texts(report)["introduction"] == "Vooraf."
    assert texts(report)["hubs"] == "Van een collega."
    assert "Iemand anders heeft deze tekst intussen gewijzigd." in page
    assert page.count("Van mij.") == 1
    assert page.count("Van een collega.") == 1
    assert " data-unsaved" in page
    assert Comment.objects.count() == 1

    form = {part.key: part.form for part in answer.context["parts"]}["hubs"]
    again = {field.html_name: field.value() or "" for field in form}
    writer.post(address(report), again)
    assert texts(report)["hubs"] == "Van mij."


def test_refusal_of_another_kind_does_not_hide_what_a_colleague_wrote(writer, report):
    NarrativeFactory(report=report, section="hubs", text="Oud.")
    sent = typed(writer, report, hubs__text="Van mij.", hubs__comment="x" * 5001)
    report.narratives.update(text="Van een collega.")
    answer = writer.post(address(report), sent)
    form = {part.key: part.form for part in answer.context["parts"]}["hubs"]

    writer.post(
        address(report),
        {field.html_name: field.value() or "" for field in form} | {"hubs-comment": ""},
    )

    assert texts(report)["hubs"] == "Van een collega."


def test_comment_that_was_kept_is_not_kept_twice(writer, report):
    sent = typed(writer, report, hubs__text="{hubs.hold}", hubs__comment="Klopt dit?")
    answer = writer.post(address(report), sent)
    form = {part.key: part.form for part in answer.context["parts"]}["hubs"]

    writer.post(address(report), {field.html_name: field.value() or "" for field in form})

    assert [each.text for each in Comment.objects.all()] == ["Klopt dit?"]


def test_who_writes_and_how_far_it_is_are_kept(writer, report):
    colleague = new_writer()
    NarrativeFactory(report=report, section="hubs", text="Af.")
    sent = typed(writer, report, hubs__writer=str(colleague.pk), hubs__state="ready")

    writer.post(address(report), sent)

    part = parts(writer, report)["hubs"]
    assert (part.work.writer, part.state, part.work.state_by) == (colleague, "klaar", writer.user)


def test_text_that_changes_is_in_writing_again(report):
    by = new_writer()
    write = {"report": report, "section": "hubs", "by": by}
    write_section(**write, text="Een.", began_with=mark_of(""))
    deeds.set_state(report, section="hubs", state="read", by=by)
    write_section(**write, text="Een.", began_with=mark_of("Een."))
    assert SectionWork.objects.get().state == "read"

    write_section(**write, text="Twee.", began_with=mark_of("Een."))

    assert SectionWork.objects.get().state == "writing"


def test_section_without_text_is_not_ready(report):
    with pytest.raises(ValidationError, match="nog geen tekst"):
        deeds.set_state(report, section="hubs", state="ready", by=new_writer())


def test_who_approves_reads_and_says_so_without_becoming_a_writer(client, report):
    NarrativeFactory(report=report, section="hubs", text="Af.")
    reader = approver()
    client.force_login(reader, backend=BACKEND)

    client.post(address(report), {"gelezen": "hubs", "hubs-comment": "Mooi."})

    work = SectionWork.objects.get()
    assert (work.state, work.state_by, Comment.objects.get().made_by) == ("read", reader, reader)
    assert reader.pk not in writers_of(report)
    assert "<textarea" in client.get(address(report)).content.decode()
    assert 'name="hubs-text"' not in client.get(address(report)).content.decode()


def test_who_may_not_write_keeps_no_text(client, report):
    client.force_login(approver(), backend=BACKEND)

    page = client.post(address(report), {"hubs-text": "Stil.", "hubs-began_with": mark_of("")})

    assert "U mag deze rapportage niet wijzigen." in page.content.decode()
    assert texts(report) == {}


def test_submitted_report_takes_comments_and_no_texts(writer, report):
    sent = typed(writer, report, hubs__text="Te laat.", hubs__comment="Nog één ding.")
    ProgressReport.objects.update(state="submitted")

    page = writer.post(address(report), sent).content.decode()

    assert "geen concept meer" in page
    assert texts(report) == {}
    assert [each.text for each in Comment.objects.all()] == ["Nog één ding."]


def test_comment_is_settled_once_and_stays_to_be_read(writer, report):
    found = deeds.comment(report, section="hubs", text="Welke zaal?", by=new_writer())

    writer.post(address(report), {"afgehandeld": str(found.pk)})
    deeds.settle(found, by=new_writer())

    part = parts(writer, report)["hubs"]
    assert [each.settled_by for each in part.settled_comments] == [writer.user]
    assert part.open_comments == []
    assert "Welke zaal?" in writer.get(address(report)).content.decode()


def test_empty_comment_is_none(report):
    with pytest.raises(ValidationError):
        deeds.comment(report, section="hubs", text="  ", by=new_writer())


def test_comment_is_no_part_of_the_report(report):
    deeds.comment(report, section="hubs", text="Welke zaal?", by=new_writer())

    assert "Welke zaal?" not in str(collect(report.programme.slug, report.year))


def test_stranger_comments_nothing(report):
    with pytest.raises(PermissionDenied):
        deeds.comment(report, section="hubs", text="Hallo", by=UserFactory(is_staff=False))


def test_only_who_may_write_is_chosen_to_write(report):
    with pytest.raises(ValidationError, match="Kies iemand die"):
        deeds.assign(report, section="hubs", writer=approver(), by=new_writer())


# --- A suggestion -------------------------------------------------------------------------------


def test_suggestion_is_marked_and_left_out_until_somebody_read_it(writer, report):
    target = report.programme.targets.get()
    hub(report.programme, "2013", target=target, held=True, title="Rol *en* {ruimte}")
    writer.post(address(report), {"voorstel": "hubs"})

    part = parts(writer, report)["hubs"]
    assert part.state == "voorstel"
    assert "{hubs.agreed|woorden}" in part.narrative.text
    assert "{hubs.held|woorden} gehouden" in part.narrative.text
    assert "daarvan" not in printed(report).lower()
    kinds = [line.kind for line in missing_from(material(report)) if line.section == "hubs"]
    assert "suggestion" in kinds

    writer.post(address(report), {"gelezen": "hubs"})

    assert parts(writer, report)["hubs"].state == "gelezen"
    assert "Daarvan: " in printed(report)
    assert "'Rol *en* (ruimte)'" in printed(report)  # neither markup nor a figure
    kinds = [line.kind for line in missing_from(material(report)) if line.section == "hubs"]
    assert "suggestion" not in kinds


def test_suggestion_that_somebody_wrote_on_is_one_no_longer(writer, report):
    writer.post(address(report), {"voorstel": "hubs"})
    sent = typed(writer, report)

    writer.post(address(report), sent | {"hubs-text": f"{sent['hubs-text']} En meer."})

    assert not report.narratives.get().is_suggestion


def test_suggestion_never_takes_the_place_of_a_text(report):
    NarrativeFactory(report=report, section="hubs", text="Van ons.")
    with pytest.raises(ValidationError, match="heeft al een tekst"):
        deeds.suggest(report, section="hubs", material=material(report), by=new_writer())


def test_where_nothing_is_recorded_nothing_is_suggested(writer, report):
    assert not parts(writer, report)["findings"].can_suggest
    with pytest.raises(ValidationError, match="niets vastgelegd"):
        deeds.suggest(report, section="findings", material=material(report), by=new_writer())


def test_reading_a_text_takes_its_figures_as_they_are_now(report):
    by = new_writer()
    target = report.programme.targets.get()
    write_section(report, section="hubs", text="{hubs.held}", began_with=mark_of(""), by=by)
    hub(report.programme, "2013", target=target, held=True)
    assert [each.kind for each in missing_from(material(report)) if "changed" in each.kind] != []

    deeds.set_state(report, section="hubs", state="read", by=by)

    assert [each.kind for each in missing_from(material(report)) if "changed" in each.kind] == []


@pytest.mark.parametrize("what", ["comments", "meetings"])
def test_page_takes_as_many_queries_for_many(writer, report, what):
    counts = []
    for number in (1, 2, 27):
        for _ in range(number):
            if what == "comments":
                deeds.comment(report, section="hubs", text="Zo?", by=writer.user)
            else:
                HubFactory(programme=report.programme)
        with CaptureQueriesContext(connection) as queries:
            writer.get(address(report))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def material(report):
    return read_material(report.programme.slug, report.year)


def printed(report):
    document = collect(report.programme.slug, report.year)
    activities = next(each for each in document.sections if each.key == "activities")
    return str(next(part for part in activities.sections if part.key == "hubs").blocks)
