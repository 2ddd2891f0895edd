"""What holds for every target, whatever its numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from targets.attainment import Goal, Path, Result, assess
from targets.enums import Comparator, Direction, Measure, Polarity
from tests.targets.judging import BEHIND, EXCEEDED, MET, MISSED, ON_TRACK, judge, last_year

quick = settings(deadline=None, database=None, derandomize=True, max_examples=400)
numbers = st.decimals(min_value=-2000, max_value=2000, places=2)
days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
paths = st.none() | st.builds(last_year, numbers, numbers)
RANKS = {verdict: rank for rank, verdict in enumerate((MISSED, BEHIND, ON_TRACK, MET, EXCEEDED))}


@st.composite
def goals(draw, *, measures=tuple(Measure), ways=tuple(Polarity), comparators=tuple(Comparator)):
    comparator, low = draw(st.sampled_from(comparators)), draw(numbers)
    return Goal(
        comparator=comparator,
        low=low,
        high=low + abs(draw(numbers)) if comparator == Comparator.RANGE else None,
        unit="%",
        direction=draw(st.sampled_from(Direction)),
        polarity=draw(st.sampled_from(ways)),
        measure=draw(st.sampled_from(measures)),
        baseline=draw(st.none() | numbers),
    )


def goes_up(asked: Goal) -> bool:
    if asked.comparator in (Comparator.LT, Comparator.LE):
        return False
    is_cut = asked.direction == Direction.DECREASE
    return is_cut or asked.comparator in (Comparator.GT, Comparator.GE) or asked.polarity == Polarity.HIGHER


@quick
@given(goals(ways=(Polarity.HIGHER, Polarity.LOWER)), numbers, numbers, days, st.booleans(), paths)
def test_better_value_never_has_a_worse_verdict(asked, one, other, day, is_final, path):
    worse, better = sorted((one, other), reverse=not goes_up(asked))
    verdicts = [assess(asked, Result(value, day, is_final), year=2024, path=path).verdict for value in (worse, better)]
    assert RANKS[verdicts[0]] <= RANKS[verdicts[1]]


@quick
@given(
    goals(measures=(Measure.FLOW,), ways=(Polarity.HIGHER, Polarity.LOWER)),
    numbers,
    days,
    st.booleans(),
    paths,
    st.integers(1, 10**6),
)
def test_verdict_and_percent_of_a_flow_do_not_depend_on_the_unit(asked, value, day, is_final, path, factor):
    def times(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * factor / 1000

    high = times(asked.high)
    scaled = Goal(asked.comparator, times(asked.low), high, "", asked.direction, asked.polarity, asked.measure)
    scaled_path = path and Path(times(path.at_same_point), times(path.at_end), path.year)
    plain = assess(asked, Result(value, day, is_final), year=2024, path=path)
    other = assess(scaled, Result(times(value), day, is_final), year=2024, path=scaled_path)
    assert (plain.verdict, plain.percent, plain.compared_with) == (other.verdict, other.percent, other.compared_with)


@quick
@given(goals(), numbers, days, st.booleans(), paths)
def test_every_attainment_is_whole(asked, value, day, is_final, path):
    judged = assess(asked, Result(value, day, is_final), year=2024, path=path)
    open_verdicts = {BEHIND, ON_TRACK}
    assert not (is_final and judged.verdict in open_verdicts)
    assert (judged.expected is not None) == (judged.compared_with != "direct")
    assert judged.expected is None or judged.verdict in open_verdicts
    assert judged.formula
    assert judged.sentence.endswith(".")
    assert judged.percent is None or judged.formula in judged.sentence


@quick
@given(numbers, days.filter(lambda day: day < date(2024, 12, 31)), st.integers(-2, 2))
def test_shown_expectation_never_contradicts_the_verdict(low, day, steps):
    """Values within two hundredths of the mark, where rounding could put the shown mark on the other side."""
    low = abs(low) + 1
    mark = Fraction(low) * Fraction(day.timetuple().tm_yday, 366)
    value = Decimal(round(mark * 100) + steps) / 100
    judged = judge(f"eq {low}", value, f"{day:%d/%m}")
    if judged.expected is not None:
        assert (judged.verdict == ON_TRACK) == (value >= judged.expected)
        assert ("đúng bằng" in judged.sentence) == (Fraction(value) == mark)
