"""Which reported figures count for a target, and how they come together since January. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from targets.enums import Measure, PeriodKind
from targets.periods import Period


@dataclass(frozen=True)
class Figure:
    """One reported figure. `is_own`: it counts its own period only, not from January on. `row` names its record."""

    period: Period
    value: Decimal
    as_of: date
    is_own: bool = False
    row: int = 0

    @property
    def is_final(self) -> bool:
        """Whether it is the year's own figure."""
        return self.period.kind == PeriodKind.YEAR or self.as_of == date(self.period.year, 12, 31)


@dataclass(frozen=True)
class Counted:
    """What a figure says since January. Without a value the figure cannot be used, and `problem` says why."""

    figure: Figure
    value: Decimal | None
    rows: tuple[int, ...]
    problem: str = ""


def counted(figures: Iterable[Figure], measure: str) -> list[Counted]:
    """Every figure as it counts since January, the latest last."""
    ordered = sorted(figures, key=_order)
    return [_since_january(figure, ordered, measure) for figure in ordered]


def sum_of_shares(holders: Mapping[int, Sequence[Counted]]) -> list[Counted]:
    """Period by period what all holders of shares have together, the latest last.

    A period for which a holder is missing, or has a figure that cannot be used, has no value.
    """
    by_period: dict[Period, list[Counted]] = {}
    for counts in holders.values():
        latest = {one.figure.period: one for one in counts}
        for period, one in latest.items():
            by_period.setdefault(period, []).append(one)
    sums = [_sum(period, ones, len(holders)) for period, ones in by_period.items()]
    return sorted(sums, key=lambda one: (one.figure.period.ends_on, one.figure.as_of))


def latest(counts: Sequence[Counted], *, skip_gaps: bool = False) -> Counted | None:
    """The last one; with `skip_gaps` the last that has a value, if any has."""
    if skip_gaps:
        complete = [one for one in counts if one.value is not None]
        return complete[-1] if complete else (counts[-1] if counts else None)
    return counts[-1] if counts else None


def of_period(counts: Sequence[Counted], period: Period) -> Counted | None:
    """The last usable one of that period."""
    return next((one for one in reversed(counts) if one.figure.period == period and one.value is not None), None)


def final(counts: Sequence[Counted]) -> Counted | None:
    """The last usable one that is the year's own."""
    return next((one for one in reversed(counts) if one.figure.is_final and one.value is not None), None)


def _order(figure: Figure) -> tuple[date, date, int]:
    return figure.as_of, figure.period.ends_on, figure.row


def _since_january(figure: Figure, every: Sequence[Figure], measure: str) -> Counted:
    starts_in_january = figure.period.starts_on.month == 1
    if not figure.is_own or starts_in_january or measure == Measure.LEVEL:
        return Counted(figure, figure.value, (figure.row,))
    if measure != Measure.FLOW:
        problem = (
            f"Số liệu {_of(figure.period)} chỉ tính riêng trong kỳ, không suy ra được số của cả thời gian từ đầu năm."
        )
        return Counted(figure, None, (figure.row,), problem)
    chain, missing = _chain(figure, every)
    if missing:
        names = ", ".join(period.short_label for period in reversed(missing))
        problem = f"Số liệu {_of(figure.period)} chỉ tính riêng trong kỳ, còn thiếu {names} nên chưa cộng dồn được."
        return Counted(figure, None, (figure.row,), problem)
    total = sum((one.value for one in chain), Decimal(0))
    return Counted(figure, total, tuple(one.row for one in chain))


def _chain(figure: Figure, every: Sequence[Figure]) -> tuple[list[Figure], list[Period]]:
    """The figures that reach from this one back to January without overlap, and the periods that are missing."""
    chain, missing = [figure], []
    due = figure.period.starts_on
    while due.month > 1:
        before = _ending(due - timedelta(days=1), every)
        if before is None:
            gap = _period_ending(due - timedelta(days=1), figure.period)
            missing.append(gap)
            due = gap.starts_on
            continue
        chain.append(before)
        due = _starts_on(before)
    return chain, missing


def _ending(day: date, every: Sequence[Figure]) -> Figure | None:
    """The figure of a period that ends that day which reaches back farthest; of equal ones the latest."""
    found = [figure for figure in every if figure.period.ends_on == day]
    return min(reversed(found), key=_starts_on, default=None)


def _starts_on(figure: Figure) -> date:
    return figure.period.starts_on if figure.is_own else date(figure.period.year, 1, 1)


def _period_ending(day: date, like: Period) -> Period:
    """The period of the same kind that ends that day, or the month."""
    if like.kind == PeriodKind.QUARTER and day.month % 3 == 0:
        return Period(like.year, PeriodKind.QUARTER, day.month // 3)
    return Period(like.year, PeriodKind.MONTH, day.month)


def _sum(period: Period, ones: Collection[Counted], holders: int) -> Counted:
    figure = Figure(period, Decimal(0), max(one.figure.as_of for one in ones))
    rows = tuple(row for one in ones for row in one.rows)
    problems = [one.problem for one in ones if one.value is None]
    if problems:
        return Counted(figure, None, rows, problems[0])
    if len(ones) < holders:
        return Counted(figure, None, rows, f"{len(ones)}/{holders} đơn vị đã báo cáo {period.label}.")
    return Counted(figure, sum((one.value or Decimal(0) for one in ones), Decimal(0)), rows)


def _of(period: Period) -> str:
    return period.label[:1].lower() + period.label[1:]
