"""Figures on the network: ambassadors.*. They rest on people, so they name no rows."""

from collections.abc import Iterator

from ..document.values import Figure
from ..records.network import people_of
from ..records.reading import Records
from ..records.scope import Scope

IN_FIVES = "Naar beneden afgerond op vijf, zodat niemand te herkennen is."


def network_figures(records: Records, scope: Scope) -> Iterator[Figure]:
    network, year = records.network, scope.year
    size, new = network.size(), network.joined_in(year)
    done = network.done_in(year)
    reached = people_of(done)
    yield Figure(
        key="ambassadors.members",
        label="ambassadeurs op de peildatum",
        value=size.value,
        qualifier=size.qualifier,
        basis="counted",
        definition=f"Wie is opgenomen in het netwerk en toen niet was gestopt. {IN_FIVES}",
        as_of=str(scope.reference),
    )
    yield Figure(
        key="ambassadors.new",
        label=f"nieuwe ambassadeurs in {year}",
        value=new.value,
        qualifier=new.qualifier,
        basis="counted",
        definition=f"Wie in het jaar is opgenomen in het netwerk. {IN_FIVES}",
        as_of=str(scope.reference),
    )
    yield Figure(
        key="ambassadors.activities",
        label=f"keer inzet van ambassadeurs in {year}",
        value=len(done) if network.deeds else None,
        basis="counted",
        definition="Wat ambassadeurs noteerden of een medewerker voor hen vastlegde, met een datum "
        "geheel in het jaar.",
        as_of=str(scope.reference),
    )
    yield Figure(
        key="ambassadors.people",
        label=f"deelnames aan inzet van ambassadeurs in {year}",
        value=reached.value,
        qualifier=reached.qualifier,
        basis="counted",
        definition="De genoteerde aantallen mensen opgeteld; wie vaker meedeed, telt vaker mee. "
        "Een ondergrens waar een aantal ontbreekt of klein is.",
        as_of=str(scope.reference),
    )
