"""What staff log after a series: what they found, what they decided, what the funder is asked."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dates.values import ApproximateDate

from ..models import FunderRequest, Meeting, Series, SeriesDecision, SeriesEvaluation


@transaction.atomic
def evaluate(
    series: Series,
    *,
    process: str,
    content: str,
    date: ApproximateDate | None,
    source: str,
    by: object,
) -> SeriesEvaluation:
    series = _locked(series)
    if SeriesEvaluation.objects.filter(series=series).exists():
        raise ValidationError("Deze reeks is al geëvalueerd. Vul de evaluatie aan op haar pagina.")
    made = SeriesEvaluation(
        series=series, process=process, content=content, date=date, source=source
    )
    return _save(made, by=by)


@transaction.atomic
def decide(
    series: Series,
    *,
    what: str,
    date: ApproximateDate | None,
    follow_up: Meeting | None,
    by: object,
) -> SeriesDecision:
    series = _locked(series)
    if SeriesDecision.objects.filter(series=series).exists():
        raise ValidationError("Er staat al een besluit. Vul het aan op de pagina van de reeks.")
    made = SeriesDecision(series=series, what=what, date=date, follow_up=follow_up)
    return _save(made, by=by)


@transaction.atomic
def ask_funder(
    series: Series, *, what: str, asked: ApproximateDate | None, by: object
) -> FunderRequest:
    series = _locked(series)
    last = series.requests.aggregate(last=models.Max("number"))["last"] or 0
    return _save(FunderRequest(series=series, number=last + 1, what=what, asked=asked), by=by)


@transaction.atomic
def log_answer(
    series: Series,
    *,
    request: FunderRequest,
    answer: str,
    answered: ApproximateDate,
    by: object,
) -> FunderRequest:
    series = _locked(series)
    request = FunderRequest.objects.select_for_update().get(pk=request.pk, series=series)
    if not request.is_open:
        raise ValidationError("Dit verzoek heeft al een antwoord. Verbeter het op de pagina.")
    request.answer, request.answered = answer, answered
    return _save(request, by=by)


def _locked(series: Series) -> Series:
    """The series as it stands now, locked against every other action on it."""
    return Series.objects.select_for_update(no_key=True).get(pk=series.pk)


def _save(row: models.Model, *, by: object) -> models.Model:
    row.full_clean()
    row._history_user = by if getattr(by, "pk", None) else None
    row.save()
    return row
