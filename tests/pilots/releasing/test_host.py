"""A host reads what would be released, keeps passages closed, decides, and takes it back."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from outbox.composing import read_content
from outbox.models import Message
from pilots.models import Audience, Form, MarkedPassage, Release, ReleaseRequest, What
from pilots.releasing import deciding
from pilots.releasing.asking import renew_link, revoke_link
from pilots.releasing.gate import Gate, audiences_told
from pilots.releasing.links import token_of, url_of
from pilots.releasing.recording import Choice
from tests.factories import OrganisationFactory, PilotFactory
from tests.factories.releasing import asked, release

pytestmark = pytest.mark.django_db

FIRST, SECRET = "Eerste passage.", "GEHEIME passage."
NAME = Choice(What.NAME, Audience.PUBLIC, Form.FULL)
RESULTS = Choice(What.RESULTS, Audience.PUBLIC, Form.FULL)
FOR_BZK = Choice(What.CONCLUSIONS, Audience.BZK, Form.KIND)


def written(**fields):
    values = {"results": f"{FIRST}\n\n{SECRET}", "conclusions": "Het kan."} | fields
    host = OrganisationFactory(sector="gemeente")
    return PilotFactory(organisation=host, results_state="written", **values)


@pytest.fixture
def request_(db):
    return asked(written(), NAME, RESULTS, FOR_BZK)


def code_of(request):
    mail = Message.objects.filter(template="release_code", to=request.email).latest("pk")
    return mail.context["code"]


def choice(client, request, *whats, answer="ja", **more):
    """The form as a host sends it, with the boxes of these things ticked."""
    form = client.get(url_of(request)).context["form"]
    data = {"read": form.initial["read"], "answer": answer, "name": "Kim Bos", "remark": ""}
    for cell in request.cells.filter(what__in=whats):
        data[f"release_{cell.what}_{cell.form}"] = [str(cell.pk)]
    return data | more


def decide(client, request, *whats, **more):
    client.post(url_of(request), choice(client, request, *whats, **more))
    return client.post(url_of(request, "host_code"), {"code": code_of(request)})


def told(pilot, audience=Audience.PUBLIC):
    return [each.text for each in Gate.read(audience).texts(pilot)]


def test_the_host_reads_exactly_what_would_be_told(client, request_):
    page = client.get(url_of(request_))

    read = page.content.decode()
    assert page.status_code == 200
    assert all(
        text in read for text in (FIRST, SECRET, "Het kan.", request_.pilot.organisation.name)
    )
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_what_is_agreed_is_told_once_the_code_is_back_and_nothing_else(client, request_):
    client.post(url_of(request_), choice(client, request_, What.NAME, What.RESULTS))
    assert told(request_.pilot) == []

    client.post(url_of(request_, "host_code"), {"code": code_of(request_)})

    assert told(request_.pilot) == [f"{FIRST}\n\n{SECRET}"]
    assert audiences_told(request_.pilot, What.CONCLUSIONS) == []
    release = Release.objects.get(what=What.RESULTS)
    assert (release.source, release.consented_by) == ("link", "Kim Bos")
    assert release.consented_on == timezone.localdate()


def test_a_marked_passage_stays_closed(client, request_):
    marked = {"closed_results_full": ["1"]}
    decide(client, request_, What.NAME, What.RESULTS, **marked)

    assert told(request_.pilot) == [FIRST]
    assert MarkedPassage.objects.get().passage == SECRET


def test_a_refusal_releases_nothing_and_is_kept(client, request_):
    decide(client, request_, answer="nee", remark="Nu niet.")

    found = ReleaseRequest.objects.get()
    assert (found.answer, found.remark) == ("refused", "Nu niet.")
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("whats", "more", "sentence"),
    [
        ((), {}, "Kruis aan wat u vrijgeeft, of kies dat u niets vrijgeeft."),
        ((What.NAME,), {"answer": "nee"}, deciding.BOTH),
        ((What.NAME,), {"answer": ""}, "Kies of u iets vrijgeeft."),
        (
            (What.NAME, What.RESULTS),
            {"closed_results_full": ["0", "1"]},
            "Van “resultaten” blijft niets over. Kruis resultaten dan niet aan.",
        ),
        (
            (What.RESULTS,),
            {},
            "“resultaten” kan de naam van de organisatie bevatten. Geef ook de naam volledig vrij, "
            "of kies de vorm “alleen het soort organisatie”.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(client, request_, whats, more, sentence):
    page = client.post(url_of(request_), choice(client, request_, *whats, **more))

    assert page.status_code == 200
    errors = page.context["form"].errors
    assert sentence in [each for found in errors.values() for each in found]
    assert 'value="Kim Bos"' in page.content.decode()
    assert not Message.objects.filter(template="release_code").exists()


def test_a_text_that_changed_while_it_was_read_is_shown_again(client, request_):
    data = choice(client, request_, What.NAME, What.RESULTS)
    request_.pilot.results = "Anders."
    request_.pilot.save()

    page = client.post(url_of(request_), data)

    assert deciding.CHANGED in page.content.decode()
    assert "Anders." in page.content.decode()
    assert not Message.objects.filter(template="release_code").exists()


def test_a_text_that_changes_before_the_code_is_back_is_not_released(client, request_):
    client.post(url_of(request_), choice(client, request_, What.NAME, What.RESULTS))
    request_.pilot.results = "Anders."
    request_.pilot.save()

    page = client.post(url_of(request_, "host_code"), {"code": code_of(request_)})

    assert deciding.CHANGED in page.content.decode()
    assert not Release.objects.exists()


def test_a_wrong_code_is_counted_and_closes_in_the_end(client, request_):
    client.post(url_of(request_), choice(client, request_, What.NAME))
    wrong = "000000" if code_of(request_) != "000000" else "111111"

    pages = [client.post(url_of(request_, "host_code"), {"code": wrong}) for _ in range(5)]
    right = client.post(url_of(request_, "host_code"), {"code": code_of(request_)})

    assert "nog 4 keer" in pages[0].content.decode()
    assert "werkt nu niet meer" in pages[4].content.decode()
    assert "te vaak verkeerd" in right.content.decode()
    assert not Release.objects.exists()


def test_a_new_code_ends_the_one_before(client, request_):
    client.post(url_of(request_), choice(client, request_, What.NAME))
    first = code_of(request_)
    client.post(url_of(request_, "host_code"), {"again": "1"})

    if first != code_of(request_):
        page = client.post(url_of(request_, "host_code"), {"code": first})
        assert "klopt niet" in page.content.decode()
    client.post(url_of(request_, "host_code"), {"code": code_of(request_)})
    assert Release.objects.get().what == What.NAME


def test_an_expired_code_is_told(client, request_):
    client.post(url_of(request_), choice(client, request_, What.NAME))
    ReleaseRequest.objects.update(code_expires_at=timezone.now())

    page = client.post(url_of(request_, "host_code"), {"code": code_of(request_)})

    assert "verlopen" in page.content.decode()


def test_the_host_takes_back_what_its_organisation_released(client, request_):
    decide(client, request_, What.NAME, What.RESULTS)
    results = Release.objects.get(what=What.RESULTS)

    client.post(url_of(request_, "host_take_back"), {"keys": [results.pk], "name": "Kim Bos"})

    assert told(request_.pilot) == []
    assert audiences_told(request_.pilot, What.NAME)
    results.refresh_from_db()
    assert results.ended_because == "ingetrokken door Kim Bos"
    assert Message.objects.filter(template="release_withdrawn").count() == 2


def test_once_the_name_is_closed_the_page_no_longer_says_that_a_full_text_is_told(client, request_):
    decide(client, request_, What.NAME, What.RESULTS)
    assert [row.what for row in client.get(url_of(request_)).context["told"]] == ["name", "results"]
    name = Release.objects.get(what=What.NAME)

    data = {"keys": [name.pk], "name": "Kim Bos"}
    page = client.post(url_of(request_, "host_take_back"), data, follow=True).content.decode()

    assert FIRST not in page
    assert "Er wordt niets verteld." in page
    assert "Toestemming intrekken" in page


def test_two_forms_of_one_thing_are_called_apart(client):
    numbers = Choice(What.RESULTS, Audience.BZK, Form.NUMBERS)
    parts = client.get(url_of(asked(written(), NAME, RESULTS, numbers))).context["form"].parts()

    labels = [part.label for part in parts]
    assert len(set(labels)) == len(labels) == 3
    assert "resultaten, alleen aantallen" in labels


def test_a_host_takes_nothing_back_of_another_pilot(client, request_):
    decide(client, request_, What.NAME)
    other = release(written(), What.CONCLUSIONS, form=Form.KIND)[0]

    page = client.post(url_of(request_, "host_take_back"), {"keys": [other.pk], "name": "Kim Bos"})

    assert page.status_code == 200
    other.refresh_from_db()
    assert other.ended_at is None


# Links -------------------------------------------------------------------------------------------

PAGES = ("host", "host_code", "host_take_back")


@pytest.mark.parametrize("page", PAGES)
def test_a_forged_link_opens_nothing(client, request_, page):
    address = url_of(request_, page)
    forged = address.replace(token_of(request_), token_of(request_)[:-2] + "xx")

    answer = client.get(forged)

    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("ended", ["expired", "revoked", "replaced", "asked anew"])
def test_a_link_that_ended_opens_nothing_and_says_why(client, request_, page, ended):
    address = url_of(request_, page)
    if ended == "expired":
        yesterday = timezone.localdate() - timedelta(days=1)
        ReleaseRequest.objects.update(expires_on=yesterday)
    elif ended == "revoked":
        revoke_link(request_, by=None)
    elif ended == "replaced":
        last = timezone.localdate() + timedelta(days=9)
        renew_link(request_, expires_on=last, by=None)
    else:
        asked(request_.pilot, NAME)

    answer = client.get(address)

    assert answer.status_code == 410
    assert SECRET not in answer.content.decode()
    sentence = {"expired": "verlopen", "replaced": "nieuwe link"}.get(ended, "ingetrokken")
    assert sentence in answer.content.decode()


def test_the_link_of_one_host_tells_nothing_of_another_pilot(client, request_):
    other = asked(written(results="ANDER GEHEIM", conclusions="ANDER GEHEIM"), NAME, RESULTS)

    assert "ANDER GEHEIM" not in client.get(url_of(request_)).content.decode()
    assert "ANDER GEHEIM" in client.get(url_of(other)).content.decode()


def test_a_get_changes_nothing(client, request_):
    before = Message.objects.count()

    for page in PAGES:
        client.get(url_of(request_, page))

    assert (Message.objects.count(), Release.objects.count()) == (before, 0)


def test_the_mails_hold_no_words_of_the_pilot_and_hide_the_link_from_staff(client, request_):
    decide(client, request_, What.NAME, What.RESULTS, closed_results_full=["1"])

    told_in_mails = [str(mail.context) for mail in Message.objects.all()]
    assert {mail.template for mail in Message.objects.all()} == {
        "release_asked",
        "release_code",
        "release_decided",
    }
    assert not any(re.search(f"{FIRST}|{SECRET}|Het kan", text) for text in told_in_mails)


def test_every_mail_says_who_decided_what_and_where_to_go(client, request_):
    decide(client, request_, What.NAME, What.RESULTS, closed_results_full=["1"])
    results = Release.objects.get(what=What.RESULTS)
    client.post(url_of(request_, "host_take_back"), {"keys": [results.pk], "name": "Kim Bos"})

    read = {(m.template, m.to == request_.email): read_content(m) for m in Message.objects.all()}

    pilot = request_.pilot.title
    assert read["release_asked", True].subject == f"{pilot}: wat mogen we vertellen?"
    assert "resultaten voor iedereen: volledig" in read["release_asked", True].text
    for_staff = read["release_decided", False].text
    assert "Kim Bos besloot op" in for_staff
    assert "conclusies voor BZK: alleen het soort organisatie" in for_staff
    assert "Passages die gesloten blijven: 1." in for_staff
    assert f"/beheer/pilots/pilot/{request_.pilot_id}/vrijgave/" in for_staff
    assert url_of(request_) in read["release_decided", True].text
    assert "Het staat al in" not in read["release_withdrawn", False].text
    assert all(each.html for each in read.values())


def test_asking_too_often_for_a_code_is_held_up(client, request_, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 1
    data = choice(client, request_, What.NAME)

    answers = [client.post(url_of(request_), data).status_code for _ in range(2)]

    assert answers == [302, 429]


def test_a_decision_is_made_once(client, request_):
    decide(client, request_, What.NAME)

    with pytest.raises(ValidationError, match="al beslist"):
        deciding.confirm(ReleaseRequest.objects.get(), code="123456")
    assert client.get(url_of(request_, "host_code")).status_code == 302
    assert Release.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_decides():
    request = asked(written(), NAME)
    cell = request.cells.get()
    decision = deciding.Decision("Kim Bos", True, [cell.pk])
    deciding.request_code(request, decision, read_hash=deciding.read_hash_of(request))
    code, said = code_of(request), []
    gate = threading.Barrier(2)

    def confirm() -> None:
        mine = ReleaseRequest.objects.select_related("pilot").get(pk=request.pk)
        gate.wait(timeout=60)
        try:
            deciding.confirm(mine, code=code)
            said.append("gelukt")
        except ValidationError as refusal:
            said.append(refusal.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)

    assert sorted(said) == [deciding.DECIDED, "gelukt"]
    assert Release.objects.count() == 1
