"""How the targets of a directive stand all together: verdicts without their records, and since when one lags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.models import Directive
from organizations.models import Organization
from targets.attainment import Attainment
from targets.enums import VERDICT_TONES, Verdict
from targets.models import Target
from targets.review import LAGGING
from targets.selectors.judging import Known, judge, known_of, lags_since


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


@dataclass(frozen=True)
class Years:
    """This year's targets in order, and by verdict those of the year before: on the same day, and by its end."""

    now: list[Seen]
    then: dict[Verdict, int]
    end: dict[Verdict, int]
    then_on: date | None

    @property
    def as_of(self) -> date | None:
        """The day of the newest figure that counts."""
        return _newest(self.now)


def years_of(directive: Directive, before: Directive | None) -> Years:
    """The verdicts are those of `standings` on both directives, which have one issuer. Three queries at any size."""
    now, *earlier = known_of([directive] if before is None else [directive, before], is_brief=True)
    seen = [_seen(one) for one in now]
    if not earlier:
        return Years(seen, {}, {}, None)
    day = _year_before(_newest(seen) or date(directive.year, 12, 31))
    return Years(seen, _counts(one.until(day) for one in earlier[0]), _counts(earlier[0]), day)


def lagging(every: Sequence[Seen]) -> list[Seen]:
    """Worst first, as the progress report has it: missed before behind, of each the smallest percentage first."""
    return sorted(
        (one for one in every if one.verdict in LAGGING),
        key=lambda one: (
            LAGGING.index(one.verdict),
            one.attainment.percent is None,
            one.attainment.percent or Decimal(0),
        ),
    )


def _counts(found: Iterable[Known]) -> dict[Verdict, int]:
    counted = Counter(judge(one).attainment.verdict for one in found)
    return {verdict: counted[verdict] for verdict in Verdict}


def _newest(every: Iterable[Seen]) -> date | None:
    return max((one.as_of for one in every if one.as_of), default=None)


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _seen(one: Known) -> Seen:
    now = judge(one)
    figure = now.one
    return Seen(
        target=now.target,
        attainment=now.attainment,
        value=figure.value if figure else None,
        as_of=figure.figure.as_of if figure else None,
        units=now.units,
        since=lags_since(one) if now.attainment.verdict in LAGGING else None,
    )
