"""Rows for tests: each factory fills what must be filled, and nothing else."""

from .meetings import (
    HubFactory,
    LeadershipMeetingFactory,
    MeetingFactory,
    MeetingTitleFactory,
    ReschedulingFactory,
    SeriesFactory,
)
from .pilots import (
    ConversationFactory,
    CounterpartyFactory,
    GroupFactory,
    PilotFactory,
    SessionFactory,
)
from .programme import (
    OrganisationFactory,
    OrganisationNameFactory,
    PartyFactory,
    PersonFactory,
    ProgrammeFactory,
    QualityFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)
from .reporting import NarrativeFactory, ProgressReportFactory, StatedFigureFactory
from .toolkit import (
    ActivityFactory,
    AmbassadorFactory,
    ConsentFactory,
    EditionFactory,
    FindingFactory,
    MilestoneFactory,
    PublicationFactory,
    StoryFactory,
)

__all__ = [
    "ActivityFactory",
    "AmbassadorFactory",
    "ConsentFactory",
    "ConversationFactory",
    "CounterpartyFactory",
    "EditionFactory",
    "FindingFactory",
    "GroupFactory",
    "HubFactory",
    "LeadershipMeetingFactory",
    "MeetingFactory",
    "MeetingTitleFactory",
    "MilestoneFactory",
    "NarrativeFactory",
    "OrganisationFactory",
    "OrganisationNameFactory",
    "PartyFactory",
    "PersonFactory",
    "PilotFactory",
    "ProgrammeFactory",
    "ProgressReportFactory",
    "PublicationFactory",
    "QualityFactory",
    "ReschedulingFactory",
    "SeriesFactory",
    "SessionFactory",
    "StatedFigureFactory",
    "StoryFactory",
    "TargetFactory",
    "ThemeFactory",
    "UserFactory",
]
