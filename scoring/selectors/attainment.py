"""How the targets that units were given stand: what a criterion may take its proposed points from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from campaigns.enums import Status
from scoring.proposal import Met
from targets.enums import Verdict
from targets.models import Assignment
from targets.selectors.standing import standings_of_units

_IN_FORCE = (Status.ISSUED, Status.CLOSED)
_MET = (Verdict.MET, Verdict.EXCEEDED)


def met_by_unit(units: Collection[int], *, organizer: int, year: int) -> dict[int, Met]:
    """Of the targets of the organizer's directives of the year, how many each unit met. Three queries at any size."""
    given = (
        Assignment.objects.filter(
            organization__in=units,
            target__directive__issuer=organizer,
            target__directive__year=year,
            target__directive__status__in=_IN_FORCE,
            target__low__isnull=False,
        )
        .select_related("target__directive")
        .order_by("pk")
    )
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for one in standings_of_units(list(given)):
        verdicts[one.assignment.organization_id].append(one.attainment.verdict)
    return {unit: _met(verdicts[unit]) for unit in units}


def _met(verdicts: list[Verdict]) -> Met:
    met = sum(one in _MET for one in verdicts)
    missed = sum(one == Verdict.MISSED for one in verdicts)
    return Met(met, missed, len(verdicts) - met - missed)
