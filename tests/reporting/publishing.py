"""Short ways to bring a report to where a test begins."""

from django.contrib.auth.models import Group

from reporting.collect import read_material
from reporting.making import actions
from reporting.making.publishing import publish_approved
from reporting.making.waiving import open_lines
from reporting.models import ProgressReport, PublishedVersion
from tests.factories import TargetFactory, UserFactory

from .reading import report_of

BACKEND = "routekaart.accounts.lent_roles.StaffBackend"


def member_of(group: str):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    return user


def writer():
    return member_of("Rapporteur")


def approver():
    return member_of("Eindverantwoordelijke")


def draft() -> ProgressReport:
    return report_of(TargetFactory(number=2).programme)


def keys_open(report: ProgressReport) -> list[str]:
    return [line.key for line in open_lines(read_material(report.programme.slug, report.year))]


def waive_all(report: ProgressReport, reason: str = "Niet meer te achterhalen.") -> None:
    actions.waive(report, keys=keys_open(report), reason=reason, by=writer())


def submitted() -> ProgressReport:
    report = draft()
    waive_all(report)
    return actions.submit(report, by=writer())


def publish_now(report: ProgressReport) -> PublishedVersion:
    actions.publish(report, by=approver())
    publish_approved()
    return report.versions.first()


def published() -> PublishedVersion:
    return publish_now(submitted())


def corrected(version: PublishedVersion, reason: str = "Een hub vergeten.") -> ProgressReport:
    """Back to submitted, for the next version; what is missing by then is let stand."""
    report = actions.start_correction(version.report, reason=reason, by=writer())
    if keys_open(report):
        waive_all(report)
    return actions.submit(report, by=writer())
