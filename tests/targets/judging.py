"""Short ways to write a goal and its judgement in tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from targets.attainment import Goal, Path, Result, assess
from targets.enums import Comparator, Direction, Measure, Polarity, Verdict

MISSED, BEHIND, ON_TRACK, MET, EXCEEDED = (
    Verdict.MISSED,
    Verdict.BEHIND,
    Verdict.ON_TRACK,
    Verdict.MET,
    Verdict.EXCEEDED,
)


def goal(asked, *, measure="flow", better="higher", unit="tỷ đồng", direction="level", baseline=None) -> Goal:
    """`asked` is "eq 100" or "range 7..7.5"."""
    comparator, numbers = asked.split()
    low, _, high = numbers.partition("..")
    return Goal(
        comparator=Comparator(comparator),
        low=Decimal(low),
        high=Decimal(high) if high else None,
        unit=unit,
        direction=Direction(direction),
        polarity=Polarity(better),
        measure=Measure(measure),
        baseline=None if baseline is None else Decimal(baseline),
    )


def judge(asked, value, on="31/12", *, year=2024, path=None, **fields):
    """By default the year's own figure; `on` another day makes it one reported in the course of the year."""
    day, month = map(int, on.split("/"))
    result = Result(Decimal(value), date(year, month, day), is_final=on == "31/12")
    return assess(goal(asked, **fields), result, year=year, path=path)


def last_year(at_same_point, at_end) -> Path:
    return Path(Decimal(at_same_point), Decimal(at_end), 2023)
