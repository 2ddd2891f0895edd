"""How the targets of a campaign stand: by group, by unit, what lags and since when, and last year beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from campaigns.models import Campaign, Directive
from core.vietnamese import sort_key
from organizations.models import Organization
from targets.enums import VERDICT_TONES, Group, Verdict
from targets.review import LAGGING
from targets.selectors.judging import IN_FORCE
from targets.selectors.overview import Seen, lagging, years_of

NO_GROUP, NO_UNIT = "(chưa xếp nhóm)", "(chưa giao đơn vị)"


@dataclass(frozen=True)
class Cell:
    """How many have a verdict, and the list of exactly these."""

    verdict: Verdict
    count: int
    url: str

    @property
    def label(self) -> str:
        return str(self.verdict.label)

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.verdict]


@dataclass(frozen=True)
class Tally:
    """The targets of a directive that share something, counted by verdict. `query` narrows the list to them."""

    label: str
    counts: dict[Verdict, int]
    page: str = ""
    query: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts[Verdict.MET] + self.counts[Verdict.EXCEEDED]

    @property
    def lagging(self) -> int:
        return sum(self.counts[verdict] for verdict in LAGGING)

    @property
    def known(self) -> int:
        return self.total - self.counts[Verdict.NO_DATA]

    @property
    def url(self) -> str:
        return self._listed()

    @property
    def cells(self) -> list[Cell]:
        return [Cell(verdict, count, self._listed(verdict=verdict)) for verdict, count in self.counts.items()]

    def _listed(self, **more: str) -> str:
        query = urlencode(self.query | more)
        return f"{self.page}?{query}" if query else self.page


@dataclass(frozen=True)
class Targets:
    """One directive as the council reads it. `as_of`: the day of the newest figure that counts."""

    directive: Directive
    whole: Tally
    groups: list[Tally]
    units: list[Tally]
    lagging: list[Seen]
    as_of: date | None


@dataclass(frozen=True)
class Before:
    """Last year's directive: how its targets stood on the same day of the year, and how they ended."""

    directive: Directive
    then: Tally
    end: Tally
    day: date


def directives_of(campaign: Campaign) -> list[Directive]:
    """The body's own directives in force for the campaign, newest first, and after them those of the year before."""
    found = (
        Directive.objects.filter(issuer=campaign.organization_id, status__in=IN_FORCE)
        .filter(year__in=(campaign.year, campaign.year - 1))
        .select_related("issuer", "campaign")
        .order_by("-year", "-issued_on", "-pk")
    )
    return [one for one in found if one.campaign_id == campaign.pk or one.year < campaign.year]


def targets_of(directive: Directive, earlier: Directive | None) -> tuple[Targets, Before | None]:
    """The whole directive, judged once, and the one of last year beside it. Three queries at any size."""
    years = years_of(directive, earlier)
    every, page = years.now, reverse("targets:targets", args=[directive.code])
    targets = Targets(
        directive=directive,
        whole=Tally("Tất cả chỉ tiêu", _count(every), page),
        groups=_groups(every, page),
        units=_units(every, page),
        lagging=lagging(every),
        as_of=years.as_of,
    )
    if earlier is None or years.then_on is None:
        return targets, None
    last = reverse("targets:targets", args=[earlier.code])
    return targets, Before(earlier, Tally("", years.then), Tally("", years.end, last), years.then_on)


def _count(every: Iterable[Seen]) -> dict[Verdict, int]:
    counted = Counter(one.verdict for one in every)
    return {verdict: counted[verdict] for verdict in Verdict}


def _groups(every: Sequence[Seen], page: str) -> list[Tally]:
    """In the usual order; without any group there is nothing to compare."""
    found = _sorted_out(every, lambda one: [one.target.group])
    if set(found) <= {""}:
        return []
    names = {str(group): str(group.label) for group in Group} | {"": NO_GROUP}
    return [Tally(names[key], _count(found[key]), page, {"group": key or "0"}) for key in names if key in found]


def _units(every: Sequence[Seen], page: str) -> list[Tally]:
    """Those with most that lags first. A target of several units counts for each of them."""
    names: dict[Hashable, Organization] = {unit.pk: unit for one in every for unit in one.units}
    found = _sorted_out(every, lambda one: [unit.pk for unit in one.units] or [0])
    rows = [
        Tally(names[key].name if key else NO_UNIT, _count(ones), page, {"unit": str(key)})
        for key, ones in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.lagging, -row.counts[Verdict.NO_DATA], sort_key(row.label)))


def _sorted_out(every: Iterable[Seen], keys: Callable[[Seen], Sequence[Hashable]]) -> dict[Hashable, list[Seen]]:
    found: dict[Hashable, list[Seen]] = {}
    for one in every:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return found
