"""Charts: round axes, the expected course, labels that do not touch, and what is not drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from targets.attainment import Goal, Path, Result, assess
from targets.charts import Plot, Point, draw
from targets.course import plot_of
from targets.enums import Comparator, Direction, Measure, PeriodKind, Polarity
from targets.figures import Counted, Figure
from targets.periods import Period

D = Decimal


def point(month: int, day: int, value: str) -> Point:
    return Point(date(2024, month, day), D(value))


def chart(*points: Point, asked: tuple[str, ...] = ("12800",), expected: tuple[Point, ...] = ()):
    return draw(Plot(2024, points, tuple(map(D, asked)), expected), title="Thu ngân sách")


def test_without_figures_there_is_no_chart():
    assert chart() is None


def test_axes_are_round_and_hold_every_value():
    made = chart(point(6, 30, "5750.5"), point(12, 28, "12259"))
    assert [tick.label for tick in made.y_ticks] == ["0", "5.000", "10.000", "15.000"]
    assert [tick.label for tick in made.x_ticks] == ["31/03", "30/06", "30/09", "31/12"]
    assert (made.y_ticks[0].at, made.y_ticks[-1].at) == (f"{made.bottom}.0", f"{made.top}.0")
    assert made.x_ticks[-1].at == f"{made.right}.0"


def test_a_share_is_not_squeezed_by_an_axis_from_zero():
    made = chart(point(6, 30, "58.5"), point(12, 31, "59"), asked=("59.2",))
    assert made.y_ticks[0].label == "58,4"


def test_one_figure_is_a_dot_without_a_line_and_equal_values_still_have_an_axis():
    made = chart(point(12, 31, "5"), asked=("5",))
    assert (len(made.dots), made.line) == (1, "")
    assert len(made.y_ticks) >= 3


def test_negative_and_zero_values_are_drawn():
    made = chart(point(3, 31, "-2.5"), asked=("0",))
    assert made.y_ticks[0].label == "-3"
    assert chart(point(3, 31, "0"), asked=("0",)).dots[0].label == "31/03/2024: 0"


def test_labels_keep_apart_and_name_their_series():
    made = chart(point(12, 31, "12799"), expected=(point(1, 1, "0"), point(12, 31, "12800")))
    heights = [Decimal(label.y) for label in made.labels]
    assert [label.text for label in made.labels] == ["Chỉ tiêu 12.800", "Kết quả 12.799"]
    assert heights[1] - heights[0] >= 17


def test_a_range_has_two_lines():
    made = chart(point(12, 31, "23.7"), asked=("24", "25"))
    assert len(made.asked) == 2
    assert [label.text for label in made.labels] == ["Đến 25", "Từ 24", "Kết quả 23,7"]
    assert made.description == "Kết quả đã xác nhận: 31/12/2024: 23,7. Chỉ tiêu: 24 đến 25."


@given(
    st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=8),
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
)
def test_every_dot_lies_inside(values, asked):
    points = tuple(Point(date(2024, month, 1), value) for month, value in enumerate(values, start=1))
    made = draw(Plot(2024, points, (asked,)), title="x")
    for dot in made.dots:
        assert made.left <= Decimal(dot.x) <= made.right
        assert made.top <= Decimal(dot.y) <= made.bottom
    assert 2 <= len(made.y_ticks) <= 7


def goal(
    measure: Measure = Measure.FLOW, low: str = "12800", baseline: str | None = None, polarity=Polarity.HIGHER
) -> Goal:
    return Goal(
        Comparator.EQ, D(low), None, "tỷ đồng", Direction.LEVEL, polarity, measure, D(baseline) if baseline else None
    )


def course(asked: Goal, value: str, path: Path | None = None):
    figure = Figure(Period(2024, PeriodKind.HALF, 1), D(value), date(2024, 6, 30))
    result = Result(figure.value, figure.as_of, is_final=False)
    attainment = assess(asked, result, year=2024, path=path)
    return plot_of(asked, [Counted(figure, figure.value, (1,))], attainment, path, year=2024).expected


def test_a_flow_is_expected_in_even_steps_from_nothing():
    assert course(goal(), "6000") == (Point(date(2023, 12, 31), D(0)), Point(date(2024, 12, 31), D(12800)))


def test_a_level_is_expected_from_last_years_end():
    expected = course(goal(Measure.LEVEL, "60", "58"), "58.5")
    assert [one.value for one in expected] == [D(58), D(60)]


def test_a_level_without_a_start_and_a_rate_have_no_course():
    assert course(goal(Measure.LEVEL, "60"), "58.5") == ()
    assert course(goal(Measure.RATE, "10"), "5.01") == ()


def test_last_years_course_bends_at_the_day_of_the_figure():
    expected = course(goal(), "2000", Path(D(3000), D(12000), 2023))
    assert [(one.day, one.value) for one in expected] == [
        (date(2023, 12, 31), D(0)), (date(2024, 6, 30), D(3200)), (date(2024, 12, 31), D(12800)),
    ]  # fmt: skip


def test_last_years_course_of_a_level_ends_where_it_ended():
    expected = course(goal(Measure.LEVEL, "60"), "57", Path(D(58), D(59), 2023))
    assert [one.value for one in expected] == [D(58), D(59)]


def test_figures_that_cannot_be_used_are_not_drawn():
    asked = goal()
    figure = Figure(Period(2024, PeriodKind.QUARTER, 3), D(1), date(2024, 9, 30), is_own=True)
    attainment = assess(asked, None, year=2024)
    plot = plot_of(asked, [Counted(figure, None, (1,), "thiếu")], attainment, None, year=2024)
    assert (plot.reported, plot.expected) == ((), ())
