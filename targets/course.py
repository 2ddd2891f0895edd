"""What the chart of a target shows, from its goal and its figures. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from targets.attainment import Attainment, Goal, Path
from targets.charts import Plot, Point, straight
from targets.enums import Comparator, Measure
from targets.figures import Counted


def plot_of(goal: Goal, counts: Sequence[Counted], attainment: Attainment, path: Path | None, *, year: int) -> Plot:
    """The figures as they count since January; of several of one day the last. Figures that cannot be used are out."""
    reported = {one.figure.as_of: one.value for one in counts if one.value is not None}
    points = tuple(Point(day, value) for day, value in sorted(reported.items()))
    asked = (goal.low, goal.high) if goal.comparator == Comparator.RANGE and goal.high is not None else (goal.low,)
    return Plot(year, points, asked, _expected(goal, points, attainment, path, year=year))


def _expected(
    goal: Goal, points: Sequence[Point], attainment: Attainment, path: Path | None, *, year: int
) -> tuple[Point, ...]:
    """The course one would have to keep, where time plays a part; as the verdict compared, if it did."""
    if not points or goal.measure not in (Measure.FLOW, Measure.LEVEL):
        return ()
    start = Decimal(0) if goal.measure == Measure.FLOW else goal.baseline
    if attainment.compared_with == "last_year" and attainment.expected is not None and path:
        end = goal.low if goal.measure == Measure.FLOW else path.at_end
        bend = Point(points[-1].day, attainment.expected)
        begin = straight(year, start, end)[:1] if start is not None else ()
        return (*begin, bend, straight(year, end, end)[1])
    return straight(year, start, goal.low) if start is not None else ()
