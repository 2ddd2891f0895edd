"""The targets a directive gave to a unit, as the rule on heads of units asks: which were met, which were not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from awards.facts import TargetFact
from campaigns.enums import Status
from campaigns.models import Directive
from organizations.models import Organization
from targets.enums import VERDICT_TONES, Verdict
from targets.models import Assignment
from targets.selectors.standing import Standing, standings, standings_of_units

#: A directive binds units from its approval on.
IN_FORCE = (Status.APPROVED, Status.ISSUED, Status.CLOSED)


@dataclass(frozen=True)
class UnitTarget:
    """One target given to one unit: the fact that is judged, and where to read more."""

    fact: TargetFact
    directive: str
    url: str

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.fact.verdict]


def targets_of_units(units: Collection[int], *, year: int, on: date) -> dict[int, list[UnitTarget]]:
    """What was given to each unit by the directives in force in the year, as verified up to the day.

    A unit is left out when its province has no such directive (not known); it has an empty list when it was given
    nothing. A share is judged by the figures of the unit alone, a whole target as the directive's page judges it.
    """
    directives = _directives(units, year)
    roots = {directive.issuer.root_code for directive in directives}
    found: dict[int, list[UnitTarget]] = {
        pk: [] for pk, root in Organization.objects.filter(pk__in=units).values_list("pk", "root_code") if root in roots
    }
    for unit, target in _given(directives, units, on):
        found.setdefault(unit, []).append(target)
    return found


def _directives(units: Collection[int], year: int) -> list[Directive]:
    """Those of the bodies at the top of the units' trees, and any that gave one of them a target."""
    roots = Organization.objects.filter(pk__in=units).values("root_code")
    in_force = Directive.objects.filter(year=year, status__in=IN_FORCE)
    given = in_force.filter(targets__assignments__organization__in=units)
    asked = in_force.filter(issuer__code__in=roots, targets__isnull=False) | given
    return list(asked.select_related("issuer").distinct().order_by("issued_on", "pk"))


def _given(directives: Sequence[Directive], units: Collection[int], on: date) -> list[tuple[int, UnitTarget]]:
    assignments = (
        Assignment.objects.filter(target__directive__in=directives, organization__in=units, target__low__isnull=False)
        .select_related("target__directive__issuer", "target__parent")
        .order_by("target__directive", "target__position", "pk")
    )
    rows = list(assignments)
    shares = {one.assignment.pk: one.attainment for one in standings_of_units([r for r in rows if not r.is_whole], on)}
    wholes = {one.target.pk: one.attainment for one in _standings(directives, rows, on)}
    found = []
    for row in rows:
        judged = wholes[row.target_id] if row.is_whole else shares[row.pk]
        found.append((row.organization_id, _unit_target(row, judged.verdict, judged.sentence)))
    return found


def _standings(directives: Sequence[Directive], rows: Sequence[Assignment], on: date) -> list[Standing]:
    wanted = {row.target.directive_id for row in rows if row.is_whole}
    return [one for directive in directives if directive.pk in wanted for one in standings(directive, until=on)]


def _unit_target(row: Assignment, verdict: Verdict, sentence: str) -> UnitTarget:
    directive = row.target.directive
    paper = f"Chỉ thị số {directive.symbol}" if directive.number else f"chỉ thị năm {directive.year} chưa cấp số"
    asked = row.target.phrase if row.is_whole else f"phần được giao {row.share_phrase}"
    name = f"{row.target.parent.name}: {row.target.name}" if row.target.parent else row.target.name
    fact = TargetFact(name=name, verdict=verdict, words=f"{asked} ({paper})", sentence=sentence)
    return UnitTarget(fact, paper, row.target.get_absolute_url())
