"""What the programme makes and who carries it on: toolkit, publications, ambassadors, consents."""

from datetime import UTC, date, datetime
from hashlib import sha256

import factory
from factory.django import DjangoModelFactory

from ambassadors.models import Activity, Ambassador
from privacy.models import Consent
from publications.models import Publication
from toolkit.models import (
    Copy,
    Edition,
    EditionPart,
    Finding,
    Material,
    Milestone,
    PlanPart,
    PublishedEdition,
    SessionPlan,
    Story,
)

from .programme import ProgrammeFactory, ThemeFactory


class StoryFactory(DjangoModelFactory):
    class Meta:
        model = Story

    class Params:
        adopted = factory.Trait(state=Story.State.ADOPTED, text="Een verhaal zonder namen.")

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Verhaal {n}")
    slug = factory.Sequence(lambda n: f"verhaal-{n}")


class MaterialFactory(DjangoModelFactory):
    class Meta:
        model = Material

    programme = factory.SubFactory(ProgrammeFactory)
    kind = Material.Kind.EXERCISE
    title = factory.Sequence(lambda n: f"Oefening {n}")
    slug = factory.Sequence(lambda n: f"oefening-{n}")
    text = "Wat de groep doet."


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Editie {n}")
    slug = factory.Sequence(lambda n: f"editie-{n}")


class EditionPartFactory(DjangoModelFactory):
    class Meta:
        model = EditionPart

    edition = factory.SubFactory(EditionFactory)
    story = factory.SubFactory(StoryFactory, adopted=True)


class PublishedEditionFactory(DjangoModelFactory):
    """What was published, without its files."""

    class Meta:
        model = PublishedEdition

    edition = factory.SubFactory(EditionFactory)
    number = 1
    stage = "trial"
    changes = "Eerste uitgave."
    content = b'{"chapters":[]}'
    checksum = factory.LazyAttribute(lambda row: sha256(row.content).hexdigest())
    published_at = datetime(2014, 4, 15, 12, tzinfo=UTC)


class CopyFactory(DjangoModelFactory):
    class Meta:
        model = Copy

    published = factory.SubFactory(PublishedEditionFactory)
    number = factory.Sequence(lambda n: n + 1)
    holder = Copy.Holder.PERSON
    name = "Noor Bos"
    email = factory.Sequence(lambda n: f"noor{n}@gemeente.example")
    reader = "public"
    expires_on = date(2099, 12, 31)


class SessionPlanFactory(DjangoModelFactory):
    class Meta:
        model = SessionPlan

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Gesprek {n}")
    minutes = 90


class PlanPartFactory(DjangoModelFactory):
    class Meta:
        model = PlanPart

    plan = factory.SubFactory(SessionPlanFactory)
    story = factory.SubFactory(
        StoryFactory, adopted=True, programme=factory.SelfAttribute("..plan.programme")
    )


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Mijlpaal {n}")
    slug = factory.Sequence(lambda n: f"mijlpaal-{n}")


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    programme = factory.SubFactory(ProgrammeFactory)
    year = 2013
    theme = factory.SubFactory(ThemeFactory)
    text = "Wat in de verhalen terugkomt."


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = Publication

    programme = factory.SubFactory(ProgrammeFactory)
    kind = Publication.Kind.BLOG
    title = factory.Sequence(lambda n: f"Blog {n}")
    slug = factory.Sequence(lambda n: f"blog-{n}")


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    purpose = Consent.Purpose.AMBASSADOR
    text = "Ik doe mee als ambassadeur."
    given_at = datetime(2013, 3, 12, 12, tzinfo=UTC)


class AmbassadorFactory(DjangoModelFactory):
    class Meta:
        model = Ambassador

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Ambassadeur {n}")
    email = factory.Sequence(lambda n: f"ambassadeur{n}@gemeente.example")
    state = Ambassador.State.AMBASSADOR
    consent = factory.SubFactory(ConsentFactory)


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    ambassador = factory.SubFactory(AmbassadorFactory)
    kind = Activity.Kind.CONVERSATION
    description = "Gesprek over een verhaal"
