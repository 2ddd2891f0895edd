"""The rules of attainment, one measure after another: each side of each border, and what must not happen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targets.attainment import Goal, Result, assess
from targets.enums import Comparator, Direction, Measure, Polarity
from tests.targets.judging import BEHIND, EXCEEDED, MET, MISSED, ON_TRACK, judge, last_year

# The number itself, by final figures.


@pytest.mark.parametrize("measure", ["flow", "level", "rate"])
@pytest.mark.parametrize(
    ("asked", "better", "verdicts"),
    [
        ("eq 100", "higher", {"99.999999": MISSED, "100": MET, "100.000001": EXCEEDED}),
        ("eq 100", "lower", {"100.000001": MISSED, "100": MET, "99.999999": EXCEEDED}),
        ("eq 100", "neutral", {"99.4": MISSED, "99.5": MET, "100.5": MET, "100.6": MISSED}),
        ("eq 12.1", "neutral", {"12.04": MISSED, "12.05": MET, "12.15": MET, "12.16": MISSED}),
        ("eq 12.100", "neutral", {"12.04": MISSED, "12.05": MET, "12.15": MET, "12.16": MISSED}),
        ("eq 1.2E+3", "neutral", {"1199.4": MISSED, "1199.5": MET, "1200.6": MISSED}),
        ("ge 100", "higher", {"99.9": MISSED, "100": MET, "100.1": EXCEEDED}),
        ("gt 100", "higher", {"99.9": MISSED, "100": MISSED, "100.1": MET, "500": MET}),
        ("le 100", "lower", {"100.1": MISSED, "100": MET, "99.9": EXCEEDED}),
        ("lt 100", "lower", {"100.1": MISSED, "100": MISSED, "99.9": MET, "1": MET}),
        ("range 7..7.5", "higher", {"6.9": MISSED, "7": MET, "7.3": MET, "7.5": MET, "7.6": EXCEEDED}),
        ("range 7..7.5", "lower", {"7.6": MISSED, "7.5": MET, "7.3": MET, "7": MET, "6.9": EXCEEDED}),
        ("range 7..7.5", "neutral", {"6.9": MISSED, "7": MET, "7.5": MET, "7.6": MISSED}),
        ("approx 100", "higher", {"94.9": MISSED, "95": MET, "100": MET, "105": MET, "105.1": EXCEEDED}),
        ("approx 100", "lower", {"105.1": MISSED, "105": MET, "95": MET, "94.9": EXCEEDED}),
        ("approx 100", "neutral", {"94.9": MISSED, "95": MET, "105": MET, "105.1": MISSED}),
        ("approx -100", "higher", {"-105.1": MISSED, "-105": MET, "-95": MET, "-94.9": EXCEEDED}),
        ("eq 0", "higher", {"-0.1": MISSED, "0": MET, "0.1": EXCEEDED}),
        ("eq 0", "lower", {"1": MISSED, "0": MET}),
        ("approx 0", "higher", {"-0.1": MISSED, "0": MET, "0.1": EXCEEDED}),
        ("range 0..0", "higher", {"-1": MISSED, "0": MET, "1": EXCEEDED}),
        ("ge -2", "higher", {"-2.1": MISSED, "-2": MET, "-1": EXCEEDED}),
        ("lt -2", "lower", {"-2": MISSED, "-2.1": MET}),
        ("range -2..-1", "higher", {"-2.1": MISSED, "-1.5": MET, "0": EXCEEDED}),
    ],
)
def test_final_figure_is_judged_by_the_number(measure, asked, better, verdicts):
    got = {value: judge(asked, value, measure=measure, better=better).verdict for value in verdicts}
    assert got == verdicts
    assert {judge(asked, value, measure=measure, better=better).expected for value in verdicts} == {None}


@pytest.mark.parametrize(
    ("asked", "said", "good", "bad"),
    [
        ("lt 5", "higher", "4", "6"),
        ("le 5", "higher", "4", "6"),
        ("gt 5", "lower", "6", "4"),
        ("ge 5", "lower", "6", "4"),
    ],
)
def test_comparator_that_says_which_way_wins_over_the_polarity(asked, said, good, bad):
    assert judge(asked, good, better=said).verdict in (MET, EXCEEDED)
    assert judge(asked, bad, better=said).verdict == MISSED


@pytest.mark.parametrize("said", list(Polarity))
@pytest.mark.parametrize("asked", ["eq 3", "range 2.5..3.5", "approx 3"])
def test_decrease_counts_the_size_of_the_cut_so_more_is_better(asked, said):
    verdicts = [judge(asked, value, better=said, direction="decrease").verdict for value in ("1", "3", "9")]
    assert verdicts == [MISSED, MET, EXCEEDED]


def test_decrease_under_a_number_is_still_under_it():
    assert judge("lt 3", "2", direction="decrease").verdict == MET
    assert judge("lt 3", "4", direction="decrease").verdict == MISSED


@pytest.mark.parametrize("numbers", [("7", None), ("7.5", "7")])
def test_range_without_two_ends_in_order_is_refused(numbers):
    low, high = (Decimal(number) if number else None for number in numbers)
    with pytest.raises(ValueError, match="two ends"):
        Goal(Comparator.RANGE, low, high, "%", Direction.LEVEL, Polarity.HIGHER, Measure.RATE)


def test_second_number_counts_only_in_a_range():
    result = Result(Decimal(15), date(2024, 12, 31), is_final=True)
    stray = Goal(
        Comparator.EQ, Decimal(10), Decimal(20), "xã", Direction.LEVEL, Polarity.LOWER, Measure.FLOW, baseline=None
    )
    assert assess(stray, result, year=2024) == judge("eq 10", "15", better="lower", unit="xã")


def test_strings_loaded_from_a_row_are_judged_like_the_words_of_the_lists():
    row = Goal("eq", Decimal(10), None, "xã", "increase", "higher", "flow")
    result = Result(Decimal(10), date(2024, 12, 31), is_final=True)
    assert assess(row, result, year=2024) == judge("eq 10", "10", unit="xã", direction="increase")


# What adds up through the year.


@pytest.mark.parametrize(
    ("asked", "value", "on", "verdict", "expected"),
    [
        ("eq 366", "59.9", "29/02", BEHIND, "60"),
        ("eq 366", "60", "29/02", ON_TRACK, "60"),
        ("eq 366", "365", "30/12", ON_TRACK, "365"),
        ("eq 366", "364.9", "30/12", BEHIND, "365"),
        ("eq 366", "366", "01/03", MET, None),
        ("eq 366", "367", "01/03", EXCEEDED, None),
        ("ge 366", "60", "29/02", ON_TRACK, "60"),
        ("gt 366", "60", "29/02", ON_TRACK, "60"),
        ("gt 366", "366", "30/12", ON_TRACK, "365"),
        ("gt 366", "366.1", "01/03", MET, None),
        ("range 366..732", "59", "29/02", BEHIND, "60"),
        ("range 366..732", "60", "29/02", ON_TRACK, "60"),
        ("range 366..732", "733", "29/02", EXCEEDED, None),
        ("approx 366", "60", "29/02", ON_TRACK, "60"),
        ("approx 366", "348", "29/12", MET, None),
        ("approx 366", "347", "29/12", BEHIND, "364"),
        ("eq 0", "-1", "29/02", BEHIND, "0"),
        ("eq 0", "0", "29/02", MET, None),
        ("eq 366", "-5", "29/02", BEHIND, "60"),
    ],
)
def test_flow_is_compared_with_the_calendar(asked, value, on, verdict, expected):
    judged = judge(asked, value, on)
    assert (judged.verdict, judged.expected) == (verdict, expected and Decimal(expected))
    assert judged.compared_with == ("linear" if expected else "direct")


def test_flow_of_a_common_year_is_compared_with_365_days():
    assert judge("eq 365", "59", "28/02", year=2023).verdict == ON_TRACK
    assert judge("eq 365", "58.9", "28/02", year=2023).verdict == BEHIND


@pytest.mark.parametrize(
    ("value", "path", "verdict", "expected", "compared_with"),
    [
        ("9", last_year("10", "100"), BEHIND, "10", "last_year"),
        ("10", last_year("10", "100"), ON_TRACK, "10", "last_year"),
        ("49", last_year("100", "200"), BEHIND, "50", "last_year"),
        ("0", last_year("0", "100"), ON_TRACK, "0", "last_year"),
        ("99", last_year("100", "100"), BEHIND, "100", "last_year"),
        ("50", last_year("10", "0"), ON_TRACK, "49.73", "linear"),
        ("49", last_year("110", "100"), BEHIND, "49.73", "linear"),
        ("49", last_year("-10", "100"), BEHIND, "49.73", "linear"),
    ],
)
def test_flow_follows_the_course_of_last_year_where_it_is_one(value, path, verdict, expected, compared_with):
    judged = judge("eq 100", value, "30/06", path=path)
    assert (judged.verdict, judged.expected, judged.compared_with) == (verdict, Decimal(expected), compared_with)


def test_flow_that_is_final_is_not_compared_with_last_year():
    assert judge("eq 100", "99", path=last_year("10", "100")).verdict == MISSED


@pytest.mark.parametrize("asked", ["le 366", "eq 366", "range 300..366"])
@pytest.mark.parametrize(
    ("value", "verdict", "expected"),
    [
        ("60", ON_TRACK, "60"),
        ("60.1", BEHIND, "60"),
        ("0", ON_TRACK, "60"),
        ("366", BEHIND, "60"),
        ("366.1", MISSED, None),
    ],
)
def test_cap_is_kept_day_by_day_and_lost_before_the_year_ends(asked, value, verdict, expected):
    judged = judge(asked, value, "29/02", better="lower", unit="vụ")
    assert (judged.verdict, judged.expected) == (verdict, expected and Decimal(expected))


def test_strict_cap_is_lost_when_the_number_is_reached():
    assert judge("lt 366", "366", "29/02").verdict == MISSED
    assert judge("lt 366", "365", "30/12").verdict == ON_TRACK


def test_cap_of_about_a_number_is_lost_only_beyond_what_about_allows():
    assert judge("approx 100", "105", "30/12", better="lower").verdict == BEHIND
    assert judge("approx 100", "105.1", "30/12", better="lower").verdict == MISSED


def test_cap_of_zero_is_kept_by_zero_and_lost_by_one():
    assert judge("eq 0", "0", "30/06", better="lower").verdict == ON_TRACK
    assert judge("eq 0", "1", "30/06", better="lower").verdict == MISSED


def test_fall_to_bring_about_is_not_lost_early():
    verdicts = [judge("le -100", value, "30/06").verdict for value in ("-40", "-50", "-100", "-110")]
    assert verdicts == [BEHIND, ON_TRACK, MET, EXCEEDED]


@pytest.mark.parametrize(("value", "verdict"), [("59", BEHIND), ("60", ON_TRACK), ("366", ON_TRACK), ("367", MISSED)])
def test_neutral_flow_may_not_run_past_its_number(value, verdict):
    assert judge("eq 366", value, "29/02", better="neutral").verdict == verdict


@pytest.mark.parametrize(
    ("asked", "value", "percent"),
    [
        ("eq 12800", "12259", "95.8"),
        ("eq 2000", "1", "0.1"),
        ("eq 2000", "0.99", "0.0"),
        ("eq 100", "-5.05", "-5.1"),
        ("range 38..39", "38", "100.0"),
        ("range 38..39", "19", "50.0"),
        ("eq 0", "5", None),
        ("ge -10", "5", None),
    ],
)
def test_percent_of_a_flow_is_of_its_number_half_up(asked, value, percent):
    assert judge(asked, value).percent == (percent and Decimal(percent))


def test_percent_of_a_cap_is_how_much_of_it_is_used():
    assert judge("le 200", "50", "30/06").percent == Decimal("25.0")
    assert judge("range 100..200", "50", "30/06", better="lower").percent == Decimal("25.0")


# What is a level at a day.


@pytest.mark.parametrize(
    ("asked", "better", "baseline", "value", "verdict", "percent", "expected"),
    [
        ("eq 70", "higher", "60", "64.97", BEHIND, "92.8", "64.973"),
        ("eq 70", "higher", "60", "64.98", ON_TRACK, "92.8", "64.97"),
        ("eq 70", "higher", "60", "58", BEHIND, "82.9", "64.97"),
        ("eq 70", "higher", "60", "70", MET, "100.0", None),
        ("eq 70", "higher", "60", "72", EXCEEDED, "102.9", None),
        ("lt 24.9", "lower", "26.9", "25.91", BEHIND, "49.5", "25.905"),
        ("lt 24.9", "lower", "26.9", "25.9", ON_TRACK, "50.0", "25.91"),
        ("lt 24.9", "lower", "26.9", "24.9", ON_TRACK, "100.0", "25.91"),
        ("lt 24.9", "lower", "26.9", "24.8", MET, "105.0", None),
        ("eq 10", "neutral", "20", "14", ON_TRACK, "60.0", "15.03"),
        ("eq 10", "neutral", "20", "16", BEHIND, "40.0", "15.03"),
        ("eq 10", "neutral", "20", "6", ON_TRACK, "140.0", "15.03"),
        ("eq 10", "neutral", "20", "4", BEHIND, "160.0", "15.03"),
        ("range 65..66", "higher", "61", "63", ON_TRACK, "96.9", "62.99"),
        ("range 65..66", "higher", "65.5", "64", BEHIND, "98.5", "65"),
        ("range 23..24", "lower", "26", "25", ON_TRACK, "50.0", "25.01"),
        ("range 23..24", "neutral", "20", "21", BEHIND, "33.3", "21.49"),
        ("range 23..24", "neutral", "26", "25.1", BEHIND, "45.0", "25.01"),
        ("range 23..24", "neutral", "23.5", "25", BEHIND, None, "23.5"),
        ("eq 100", "higher", "100", "99", BEHIND, "99.0", "100"),
        ("eq 100", "higher", "100", "100", MET, "100.0", None),
        ("eq 0", "lower", "0", "1", BEHIND, None, "0"),
        ("ge 80", "higher", "85", "79", BEHIND, "98.8", "80"),
        ("ge 80", "higher", "85", "84", EXCEEDED, "105.0", None),
        ("eq 0", "higher", "-10", "-5", ON_TRACK, None, "-5.027"),
    ],
)
def test_level_is_compared_with_its_way_from_the_start_of_the_year(
    asked, better, baseline, value, verdict, percent, expected
):
    judged = judge(asked, value, "30/06", measure="level", better=better, baseline=baseline, unit="%")
    assert (judged.verdict, judged.percent) == (verdict, percent and Decimal(percent))
    assert judged.expected == (expected and Decimal(expected))
    assert judged.compared_with == ("baseline" if expected else "direct")


def test_level_that_is_final_and_short_is_missed_however_far_it_came():
    judged = judge("eq 70", "69.9", measure="level", baseline="60")
    assert (judged.verdict, judged.percent, judged.compared_with) == (MISSED, Decimal("99.9"), "direct")


@pytest.mark.parametrize(
    ("better", "value", "verdict"),
    [
        ("higher", "62.9", BEHIND),
        ("higher", "63", ON_TRACK),
        ("lower", "80.1", BEHIND),
        ("lower", "80", ON_TRACK),
        ("neutral", "63", ON_TRACK),
        ("neutral", "62.9", BEHIND),
        ("neutral", "77.1", BEHIND),
    ],
)
def test_level_with_a_course_of_last_year_is_no_worse_than_at_the_same_day(better, value, verdict):
    path = last_year("80" if better == "lower" else "63", "65")
    judged = judge("eq 70", value, "30/06", measure="level", better=better, baseline="60", path=path)
    assert (judged.verdict, judged.compared_with, judged.expected) == (verdict, "last_year", path.at_same_point)


@pytest.mark.parametrize(
    ("asked", "better", "value", "verdict", "percent"),
    [
        ("eq 70", "higher", "35", BEHIND, "50.0"),
        ("eq 70", "higher", "70", MET, "100.0"),
        ("lt 24.9", "lower", "25.3", BEHIND, None),
        ("lt 24.9", "lower", "24.8", MET, None),
        ("eq 10", "neutral", "5", BEHIND, None),
        ("eq 0", "higher", "-1", BEHIND, None),
    ],
)
def test_level_without_a_start_is_compared_directly(asked, better, value, verdict, percent):
    judged = judge(asked, value, "30/06", measure="level", better=better)
    assert (judged.verdict, judged.percent) == (verdict, percent and Decimal(percent))
    assert (judged.expected, judged.compared_with) == (None, "direct")
    assert ("không có mức đầu năm" in judged.sentence) == (verdict == BEHIND)


# A speed against last year, and a share of a whole.


@pytest.mark.parametrize(
    ("asked", "better", "value", "verdict"),
    [
        ("gt 10", "higher", "10", BEHIND),
        ("gt 10", "higher", "10.1", ON_TRACK),
        ("eq 10", "higher", "20", ON_TRACK),
        ("range 7..7.5", "higher", "6.99", BEHIND),
        ("range 7..7.5", "higher", "9", ON_TRACK),
        ("range 7..7.5", "neutral", "9", BEHIND),
        ("lt 1.2", "lower", "1.2", BEHIND),
        ("lt 1.2", "lower", "1.1", ON_TRACK),
        ("gt 10", "higher", "-3", BEHIND),
    ],
)
def test_rate_before_the_end_is_on_track_or_behind_only(asked, better, value, verdict):
    judged = judge(asked, value, "31/03", measure="rate", better=better, path=last_year("1", "2"), baseline="1")
    assert (judged.verdict, judged.percent, judged.expected) == (verdict, None, None)
    assert judged.compared_with == "direct"


@pytest.mark.parametrize(
    ("asked", "better", "value", "early", "final"),
    [
        ("range 23..24", "lower", "22.99", EXCEEDED, EXCEEDED),
        ("range 23..24", "lower", "23", MET, MET),
        ("range 23..24", "lower", "24", MET, MET),
        ("range 23..24", "lower", "24.01", BEHIND, MISSED),
        ("range 24..25", "higher", "23.99", BEHIND, MISSED),
        ("range 24..25", "higher", "25", MET, MET),
        ("range 24..25", "higher", "25.01", EXCEEDED, EXCEEDED),
        ("range 4..5", "neutral", "3.99", BEHIND, MISSED),
        ("range 4..5", "neutral", "5.01", BEHIND, MISSED),
        ("eq 12.1", "lower", "12.61", BEHIND, MISSED),
        ("eq 12.1", "lower", "12.6", MET, MET),
        ("eq 12.1", "lower", "11.6", MET, MET),
        ("eq 12.1", "lower", "11.59", EXCEEDED, EXCEEDED),
        ("eq 42.3", "higher", "41.79", BEHIND, MISSED),
        ("eq 42.3", "higher", "41.8", MET, MET),
        ("eq 42.3", "higher", "42.81", EXCEEDED, EXCEEDED),
        ("eq 10", "neutral", "9.49", BEHIND, MISSED),
        ("eq 10", "neutral", "10.5", MET, MET),
        ("eq 10", "neutral", "10.51", BEHIND, MISSED),
        ("le 24", "lower", "24.1", BEHIND, MISSED),
        ("gt 48", "higher", "48.1", MET, MET),
    ],
)
def test_share_of_a_structure_has_its_own_rule(asked, better, value, early, final):
    for on, verdict in (("30/06", early), ("31/12", final)):
        judged = judge(asked, value, on, measure="structure", better=better, unit="%")
        assert (judged.verdict, judged.percent, judged.expected) == (verdict, None, None)
        assert judged.compared_with == "direct"
