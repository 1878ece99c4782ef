"""The toolkit on the site: who reads what, and that what is taken back is gone at once."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.links import url_of as page_of_ambassador
from pilots.facilitator.links import token_of
from privacy.actions import withdraw_consent
from tests.factories import (
    AmbassadorFactory,
    ConsentFactory,
    EditionFactory,
    FacilitatorLinkFactory,
    MaterialFactory,
    PilotFactory,
    ProgrammeFactory,
    StoryFactory,
    ThemeFactory,
    UserFactory,
)
from toolkit.editions.book import as_bytes, book_of
from toolkit.giver.acting import change_uses
from toolkit.models import (
    Assignment,
    Attempt,
    Conclusion,
    EditionPart,
    PublishedEdition,
    Replacement,
    Story,
    StoryReader,
    StoryStep,
    StoryTerms,
)

pytestmark = pytest.mark.django_db

LIBRARY = "/toolkit/"


@pytest.fixture
def theme():
    return ThemeFactory(name="Loyaliteit", slug="loyaliteit")


def public(title, theme=None, **fields):
    story = StoryFactory(adopted=True, audience="public", title=title, **fields)
    story.themes.set([theme] if theme else [])
    return story


def address(row, shelf="verhalen"):
    return reverse("toolkit:item", args=[shelf, row.slug])


def titles(client, **query):
    page = client.get(LIBRARY, query)
    assert page.status_code == 200
    return [entry.row.title for entry in page.context["page"]]


def withdrawn(story):
    withdraw_consent(story.consent)


def ended(story):
    """The last day is past; the worker, which takes it back, has not come by yet."""
    yesterday = timezone.localdate() - timedelta(days=1)
    type(story.consent).objects.filter(pk=story.consent_id).update(valid_until=yesterday)


def withheld_from_the_site(story):
    change_uses(story, uses=["working_group", "ambassadors", "printed"])


def stepped_back(story):
    Story.objects.filter(pk=story.pk).update(state="checked")


@pytest.mark.parametrize("taken", [withdrawn, ended, withheld_from_the_site, stepped_back])
def test_what_is_taken_back_is_nowhere_at_the_next_request(client, theme, taken):
    marker = "Zilverberg"
    consent = ConsentFactory(purpose="story")
    story = public(f"{marker} aan het loket", theme, consent=consent, tension=marker)
    StoryTerms.objects.create(story=story, public=True)
    beside = public("Een ander verhaal", theme)
    own, paper = address(story), reverse("toolkit:print_item", args=["verhalen", story.slug])
    pages = [
        LIBRARY,
        f"{LIBRARY}?zoek=loket",
        f"{LIBRARY}?zoek=lokett",
        f"{LIBRARY}?soort=verhalen",
    ]
    pages += [f"{LIBRARY}?thema=loyaliteit", address(beside), "/sitemap.xml", "/feed/"]

    def told():
        return [page for page in pages if story.slug in client.get(page).content.decode()]

    assert told() == pages[:-1] and marker in client.get(paper).content.decode()
    taken(story)

    assert told() == []
    assert [client.get(page).status_code for page in (own, paper)] == [404, 404]
    assert all(marker not in client.get(page).content.decode() for page in [*pages, own, paper])


def test_only_what_is_for_everybody_is_on_the_site(client):
    for audience in ("public", "ambassadors", "facilitators"):
        StoryFactory(adopted=True, audience=audience, title=f"Verhaal {audience}")
        MaterialFactory(audience=audience, title=f"Oefening {audience}", slug=f"o-{audience}")

    assert titles(client, zoek="verhaal oefening") == ["Verhaal public", "Oefening public"]
    assert client.get("/toolkit/oefeningen/o-public/").status_code == 200
    assert client.get("/toolkit/oefeningen/o-ambassadors/").status_code == 404
    assert client.get("/toolkit/waardenkaarten/o-public/").status_code == 404


def test_what_is_for_few_shows_to_nobody_who_reads_the_library(client):
    marker = "Zilverberg"
    story = public("Het loket", raw_text=marker, told_in_pilot=PilotFactory(title=marker))
    reader = StoryReader.objects.create(
        name=marker, email=f"{marker}@lezer.example", expires_on=date(2030, 1, 1)
    )
    Assignment.objects.create(story=story, reader=reader)
    Attempt.objects.create(story=story, reader=reader, text_digest="x", answer=marker)
    log = {"kind": "persoon", "instead": "iemand", "mentions": 1}
    Replacement.objects.create(story=story, original=marker, **log)
    StoryStep.objects.create(
        story=story, state_before="raw", state_after="written", taken_by=UserFactory(), note=marker
    )
    concluded = {"wise": "Vraag het.", "why": "Dan weet u het.", "people": 7}
    Conclusion.objects.create(story=story, agreed_how=marker, noted_by=UserFactory(), **concluded)
    published(story)
    base = reverse("toolkit:facilitator_index", args=[token_of(FacilitatorLinkFactory())])

    here = f"verhalen/{story.slug}/"
    for start in (LIBRARY, base):
        for page in ("", "?zoek=loket", here, f"{here}afdrukken/", "boeken/goed-werk/"):
            answer = client.get(start + page)
            assert answer.status_code == 200
            assert marker.lower() not in answer.content.decode().lower(), start + page
        assert list(client.get(start, {"zoek": marker}).context["page"]) == []


def test_filters_by_kind_quality_and_theme_narrow_each_other(client, theme):
    programme = ProgrammeFactory()
    quality = programme.qualities.create(label="Betrokken", meaning="Het gaat u aan.")
    one = public("Een", theme, programme=programme)
    one.qualities.add(quality)
    public("Twee", theme)
    card = MaterialFactory(kind="card", title="Moed", audience="public", programme=programme)
    card.qualities.add(quality)

    assert titles(client, thema="loyaliteit") == ["Een", "Twee"]
    assert titles(client, thema="loyaliteit", kwaliteit="betrokken") == ["Een"]
    assert titles(client, soort="waardenkaarten") == ["Moed"]
    assert titles(client, soort="waardenkaarten", thema="loyaliteit") == []


def test_related_share_a_theme_and_come_nearest_first(client, theme):
    story = public("Het loket", theme, text="Aan de balie van het stadhuis.")
    public("Iets heel anders", text="Aan de balie van het stadhuis.")
    public("Ver weg", theme, text="Een dijk in de polder.")
    public("Dichtbij", theme, text="Achter de balie.")

    related = client.get(address(story)).context["related"]

    assert [entry.row.title for entry in related] == ["Dichtbij", "Ver weg"]


def test_example_says_so_in_list_page_and_print(client):
    story = public("Groen", is_example=True)

    paper = reverse("toolkit:print_item", args=["verhalen", story.slug])
    told = [client.get(page).content.decode() for page in (LIBRARY, address(story), paper)]

    assert "Dit zijn voorbeelden" in told[0] and "Voorbeeld</span>" in told[0]
    assert "Dit is een voorbeeld" in told[1] and "verzonnen voorbeeld" in told[2]


def test_what_groups_concluded_stands_beside_the_story_without_how_many_they_were(client):
    story = public("Groen")
    values = {"wise": "Vraag het na.", "why": "Dan weet u het.", "agreed_how": "Gevraagd."}
    Conclusion.objects.create(story=story, people=137, noted_by=UserFactory(), **values)

    page = client.get(address(story)).content.decode()

    assert "Vraag het na." in page and "137" not in page.partition("<main")[2]


@pytest.mark.parametrize(
    "typed",
    ["%", "_", "🌞", "مرحبا", "\u202e omgekeerd", "x" * 10_000, "\x00", "a'); --", "de het"],
)
def test_strange_words_find_nothing_and_break_nothing(client, typed):
    public("Het loket")

    page = client.get(LIBRARY, {"zoek": typed})

    assert page.status_code == 200
    assert not page.context.get("page") or not page.context["page"].object_list


def test_who_finds_nothing_reads_that_and_not_that_there_is_nothing(client):
    public("Groen")

    page = client.get("/toolkit/", {"zoek": "zeppelin"}).content.decode()

    assert "Niets gevonden" in page
    assert "Er staat nog niets" not in page


def test_too_long_a_question_is_told_and_kept(client):
    typed = "loket " * 50

    page = client.get(LIBRARY, {"zoek": typed}).content.decode()

    assert "Kort uw zoekvraag in tot ten hoogste 200 tekens." in page and typed.strip() in page


def test_unknown_filter_is_told_and_left_out(client):
    public("Het loket")

    page = client.get(LIBRARY, {"zoek": "loket", "thema": "bestaat-niet", "soort": "niets"})

    assert "Dit thema kennen we niet" in page.content.decode()
    assert [entry.row.title for entry in page.context["page"]] == ["Het loket"]


def published(*rows):
    """An edition of these, published; without its files, which a page does not need."""
    edition = EditionFactory(title="Goed werk", slug="goed-werk", stage="trial")
    for position, row in enumerate(rows, start=1):
        what = "story" if isinstance(row, Story) else "material"
        EditionPart.objects.create(edition=edition, position=position, **{what: row})
    content = as_bytes(book_of(edition, number=1, today=date(2026, 11, 28)))
    return PublishedEdition.objects.create(
        edition=edition,
        number=1,
        stage="trial",
        changes="",
        content=content,
        checksum=sha256(content).hexdigest(),
        published_at=timezone.now(),
    )


BOOK = "/toolkit/boeken/goed-werk/"


def test_book_as_page_says_what_the_frozen_book_says(client):
    story = public("Groen", tension="Rood?", questions="Wie?", facilitator_note="Let op.")
    steps = MaterialFactory(audience="public", title="Rondje", steps="Zit.", slug="rondje")
    published(story, steps, MaterialFactory(kind="card", audience="public", title="Moed"))

    page = client.get(BOOK).content.decode()

    told = ("Groen", "Rood?", "Een verhaal zonder namen.", "Wie?", "Let op.", "Rondje", "Zit.")
    assert [
        words for words in (*told, "Moed", "Geen HRM-tool", "Inhoud") if words not in page
    ] == []
    assert "niet op deze pagina" not in page
    assert BOOK in client.get(LIBRARY).content.decode()
    assert BOOK in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("taken", [withdrawn, withheld_from_the_site, stepped_back])
def test_what_is_taken_back_is_not_in_the_book_as_page(client, taken):
    story = public("Zilverberg", consent=ConsentFactory(purpose="story"))
    StoryTerms.objects.create(story=story, public=True, printed=True)
    published(story, public("Groen"))
    assert "Zilverberg" in client.get(BOOK).content.decode()

    taken(story)

    page = client.get(BOOK).content.decode()
    assert "Zilverberg" not in page and "Eén onderdeel van deze uitgave" in page and "Groen" in page


def test_book_shows_no_words_that_were_struck_since(client):
    story = public("Groen", text="Blijft. GESTREEPT.")
    published(story, public("Rood"))
    Story.objects.filter(pk=story.pk).update(text="Blijft.")

    assert "GESTREEPT" not in client.get(BOOK).content.decode()


def test_book_with_nothing_for_everybody_is_not_on_the_site(client):
    published(StoryFactory(adopted=True, audience="facilitators"))

    assert client.get(BOOK).status_code == 404
    assert BOOK not in client.get(LIBRARY).content.decode()


def of_three():
    for audience in ("public", "ambassadors", "facilitators"):
        StoryFactory(adopted=True, audience=audience, title=f"Verhaal {audience}", slug=audience)
    refused = StoryFactory(adopted=True, audience="ambassadors", title="Niet in gesprekken")
    StoryTerms.objects.create(story=refused, public=True, printed=True)


def test_facilitator_reads_by_link_what_is_for_facilitators_too(client):
    of_three()
    base = reverse("toolkit:facilitator_index", args=[token_of(FacilitatorLinkFactory())])

    found = client.get(base, {"soort": "verhalen"})
    one = client.get(f"{base}verhalen/facilitators/")

    titles = [entry.row.title for entry in found.context["page"]]
    assert titles == ["Verhaal public", "Verhaal ambassadors", "Verhaal facilitators"]
    assert f"{base}verhalen/facilitators/" in found.content.decode()
    assert one.status_code == 200 and "no-store" in one["Cache-Control"]
    assert client.get(base.replace("begeleiders/", "begeleiders/x")).status_code == 404


@pytest.mark.parametrize(("state", "status"), [("ambassador", 200), ("interested", 302)])
def test_ambassador_reads_by_link_what_is_for_ambassadors_too(client, state, status):
    of_three()
    link = page_of_ambassador(AmbassadorFactory(state=state).email)

    found = client.get(f"{link}toolkit/?soort=verhalen")

    assert found.status_code == status
    if status == 200:
        titles = [entry.row.title for entry in found.context["page"]]
        assert titles == ["Verhaal public", "Verhaal ambassadors"]
        assert client.get(f"{link}toolkit/verhalen/facilitators/").status_code == 404
        assert f"{link}toolkit/" in client.get(link).content.decode()


@pytest.mark.parametrize("page", [LIBRARY, f"{LIBRARY}?zoek=verhaal", "/toolkit/verhalen/eerste/"])
def test_queries_are_as_many_whatever_there_is(client, theme, page, django_assert_num_queries):
    public("Eerste", theme, slug="eerste")
    MaterialFactory(audience="public").themes.add(theme)
    expected = 6 if "zoek" in page else 7
    for more in (0, 2, 27):
        for _ in range(more):
            public("Nog een", theme)
            MaterialFactory(audience="public").themes.add(theme)
        with django_assert_num_queries(expected):
            client.get(page)
