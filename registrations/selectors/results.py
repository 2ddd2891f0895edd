"""Registered, named, proposed, awarded: what came of a registration by the end of its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from awards.enums import DossierStatus
from awards.models import AwardRecord, AwardTitle, DossierLine
from registrations.content import Registered, UnitRow
from registrations.models import Nominee, Registration
from registrations.selectors.content import content_of, content_of_version

_NOT_PROPOSED = (DossierStatus.DRAFT, DossierStatus.WITHDRAWN)


@dataclass(frozen=True)
class Result:
    """One title of one unit. `registered` counts the unit itself as one; `unnumbered` rows gave no number."""

    position: int
    organization: str
    unit: str
    code: str
    title: str
    registered: int
    unnumbered: int
    named: int
    proposed: int
    awarded: int

    @property
    def registered_words(self) -> str:
        """The number, or that none was given."""
        if not self.unnumbered:
            return str(self.registered)
        return f"{self.registered} và {self.unnumbered} không ghi số" if self.registered else "không ghi số"


def results_of(registration: Registration) -> list[Result]:
    """Each unit's titles in the order of the paper: of the version in force, else of the rows as they stand.

    A title that was proposed or awarded without being registered stands after the unit's own. The number of queries is constant.
    """
    version = registration.accepted_version
    content = content_of_version(version) if version else content_of(registration)
    found = _Counted(registration, [unit.organization for unit in content.units])
    return [result for place, unit in enumerate(content.units, start=1) for result in _of_unit(place, unit, found)]


class _Counted:
    """How many of each title were named, proposed and awarded, by code of the unit."""

    def __init__(self, registration: Registration, units: Iterable[str]) -> None:
        year, codes = registration.round.year, list(units)
        named = Nominee.objects.filter(entry__line__registration=registration).values_list(
            "entry__line__organization__code", "entry__title__code"
        )
        proposed = (
            DossierLine.objects.filter(dossier__year=year, honouree__organization__code__in=codes, is_withdrawn=False)
            .exclude(dossier__status__in=_NOT_PROPOSED)
            .values_list("honouree__organization__code", "title__code")
        )
        awarded = AwardRecord.objects.filter(
            year=year, honouree__organization__code__in=codes, is_revoked=False
        ).values_list("honouree__organization__code", "title_code")
        self.named = _tally(named.annotate(n=Count("pk")).order_by())
        self.proposed = _tally(proposed.annotate(n=Count("honouree", distinct=True)).order_by())
        self.awarded = _tally(awarded.annotate(n=Count("honouree", distinct=True)).order_by())
        beside = {code for _, code in (*self.proposed, *self.awarded)}
        self.names = dict(
            AwardTitle.objects.filter(code__in=beside).order_by("legal_version").values_list("code", "name")
        )

    def beside(self, organization: str, codes: Iterable[str]) -> list[str]:
        """Titles proposed or awarded to the unit that are not among these."""
        known = set(codes)
        there = {code for unit, code in (*self.proposed, *self.awarded) if unit == organization}
        return sorted(there - known)


def _tally(rows: Iterable[tuple[str, str, int]]) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for unit, code, number in rows:
        counted[unit, code] += number
    return counted


def _of_unit(place: int, unit: UnitRow, counted: _Counted) -> list[Result]:
    titles: dict[str, list[tuple[Registered, bool]]] = {}
    for one, is_own in [*((one, True) for one in unit.own), *((one, False) for one in unit.inner)]:
        titles.setdefault(one.code, []).append((one, is_own))
    found = [_result(place, unit, code, rows[0][0].title, rows, counted) for code, rows in titles.items()]
    return found + [
        _result(place, unit, code, counted.names.get(code, code), [], counted)
        for code in counted.beside(unit.organization, titles)
    ]


def _result(
    place: int, unit: UnitRow, code: str, title: str, rows: list[tuple[Registered, bool]], counted: _Counted
) -> Result:
    key = unit.organization, code
    return Result(
        position=place,
        organization=unit.organization,
        unit=unit.name,
        code=code,
        title=title,
        registered=sum(1 if is_own else one.count or 0 for one, is_own in rows),
        unnumbered=sum(not is_own and one.count is None for one, is_own in rows),
        named=counted.named[key],
        proposed=counted.proposed[key],
        awarded=counted.awarded[key],
    )
