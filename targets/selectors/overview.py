"""How the targets of a directive stand all together: verdicts without their records, and since when one lags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.models import Directive
from organizations.models import Organization
from targets.attainment import Attainment
from targets.enums import VERDICT_TONES, Verdict
from targets.models import Target
from targets.review import LAGGING
from targets.selectors.standing import Judged, Known, judge, known


@dataclass(frozen=True)
class Seen:
    """One target as a table of many needs it. `since`: from when on every figure has told that it lags."""

    target: Target
    attainment: Attainment
    value: Decimal | None
    as_of: date | None
    units: tuple[Organization, ...]
    since: date | None

    @property
    def verdict(self) -> Verdict:
        return self.attainment.verdict

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.verdict]


def overview(directive: Directive) -> list[Seen]:
    """The figures of a directive in order; the verdicts are those of `standings`. Three queries at any size."""
    found = known(directive)
    return [_seen(one, judge(directive.year, *one), directive.year) for one in found]


def counts_of_year(directive: Directive, *, until: date) -> tuple[dict[Verdict, int], dict[Verdict, int]]:
    """How many have each verdict by the figures dated up to that day, and by all of the year. Three queries."""
    found = known(directive)
    then = [one._replace(figures=[figure for figure in one.figures if figure.as_of <= until]) for one in found]
    return _counts(then, directive.year), _counts(found, directive.year)


def lagging(every: list[Seen]) -> list[Seen]:
    """Worst first, as the progress report has it: missed before behind, of each the smallest percentage first."""
    return sorted(
        (one for one in every if one.verdict in LAGGING),
        key=lambda one: (
            LAGGING.index(one.verdict),
            one.attainment.percent is None,
            one.attainment.percent or Decimal(0),
        ),
    )


def _counts(found: Iterable[Known], year: int) -> dict[Verdict, int]:
    counted = Counter(judge(year, *one).attainment.verdict for one in found)
    return {verdict: counted[verdict] for verdict in Verdict}


def _seen(one: Known, now: Judged, year: int) -> Seen:
    figure = now.one
    value = figure.value if figure else None
    as_of = figure.figure.as_of if figure else None
    return Seen(now.target, now.attainment, value, as_of, now.units, _since(one, now, year))


def _since(one: Known, now: Judged, year: int) -> date | None:
    """The day of the earliest figure of the unbroken run that lags up to now; None where it does not lag."""
    if now.attainment.verdict not in LAGGING:
        return None
    days = sorted({figure.as_of for figure in one.figures}, reverse=True)
    since = days[0]
    for day in days[1:]:
        earlier = one._replace(figures=[figure for figure in one.figures if figure.as_of <= day])
        if judge(year, *earlier).attainment.verdict not in LAGGING:
            break
        since = day
    return since
