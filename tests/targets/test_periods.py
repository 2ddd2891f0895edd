"""Reporting periods: their days, their names, their order, and how much of a year is gone."""

from datetime import date
from fractions import Fraction

import pytest

from targets.enums import PeriodKind
from targets.periods import Period, days_gone, elapsed, periods_of

CASES = [
    (PeriodKind.MONTH, 1, "01/01", "31/01", "Tháng 1 năm 2024", "T1"),
    (PeriodKind.MONTH, 2, "01/02", "29/02", "Tháng 2 năm 2024", "T2"),
    (PeriodKind.MONTH, 4, "01/04", "30/04", "Tháng 4 năm 2024", "T4"),
    (PeriodKind.MONTH, 12, "01/12", "31/12", "Tháng 12 năm 2024", "T12"),
    (PeriodKind.QUARTER, 1, "01/01", "31/03", "Quý I năm 2024", "Quý I"),
    (PeriodKind.QUARTER, 2, "01/04", "30/06", "Quý II năm 2024", "Quý II"),
    (PeriodKind.QUARTER, 3, "01/07", "30/09", "Quý III năm 2024", "Quý III"),
    (PeriodKind.QUARTER, 4, "01/10", "31/12", "Quý IV năm 2024", "Quý IV"),
    (PeriodKind.HALF, 1, "01/01", "30/06", "6 tháng đầu năm 2024", "6 tháng"),
    (PeriodKind.NINE_MONTHS, 1, "01/01", "30/09", "9 tháng năm 2024", "9 tháng"),
    (PeriodKind.YEAR, 1, "01/01", "31/12", "Năm 2024", "Cả năm"),
]


@pytest.mark.parametrize(("kind", "index", "start", "end", "label", "short"), CASES)
def test_period_has_its_days_and_names(kind, index, start, end, label, short):
    period = Period(2024, kind, index)
    assert period.starts_on.strftime("%d/%m/%Y") == f"{start}/2024"
    assert period.ends_on.strftime("%d/%m/%Y") == f"{end}/2024"
    assert (period.label, period.short_label) == (label, short)


def test_february_of_a_common_year_ends_on_the_28th():
    assert Period(2023, PeriodKind.MONTH, 2).ends_on == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("kind", "index"),
    [
        (PeriodKind.MONTH, 0),
        (PeriodKind.MONTH, 13),
        (PeriodKind.MONTH, -1),
        (PeriodKind.QUARTER, 5),
        (PeriodKind.HALF, 2),
        (PeriodKind.NINE_MONTHS, 2),
        (PeriodKind.YEAR, 0),
        (PeriodKind.YEAR, 2),
    ],
)
def test_period_refuses_an_impossible_index(kind, index):
    with pytest.raises(ValueError, match="is not within"):
        Period(2024, kind, index)


def test_period_refuses_an_unknown_kind():
    with pytest.raises(ValueError, match="no such kind"):
        Period(2024, "week", 1)  # what a broken row could hold


def test_period_loaded_from_a_row_equals_the_one_typed_in_code():
    assert Period(2024, "quarter", 2) == Period(2024, PeriodKind.QUARTER, 2)
    assert Period(2024, "quarter", 2).label == "Quý II năm 2024"


def test_same_period_of_another_year():
    assert Period(2024, PeriodKind.MONTH, 2).same_of(2023) == Period(2023, PeriodKind.MONTH, 2)


def test_periods_of_a_year_are_in_order_of_end_then_length():
    assert [period.short_label for period in periods_of(2024)] == [
        *("T1", "T2", "T3", "Quý I"),
        *("T4", "T5", "T6", "Quý II", "6 tháng"),
        *("T7", "T8", "T9", "Quý III", "9 tháng"),
        *("T10", "T11", "T12", "Quý IV", "Cả năm"),
    ]
    assert {period.year for period in periods_of(2024)} == {2024}


@pytest.mark.parametrize(
    ("year", "day", "share"),
    [
        (2024, date(2024, 1, 1), Fraction(1, 366)),
        (2024, date(2024, 2, 29), Fraction(60, 366)),
        (2024, date(2024, 6, 30), Fraction(182, 366)),
        (2024, date(2024, 12, 28), Fraction(363, 366)),
        (2024, date(2024, 12, 31), Fraction(1)),
        (2023, date(2023, 1, 1), Fraction(1, 365)),
        (2023, date(2023, 6, 30), Fraction(181, 365)),
        (2023, date(2023, 12, 31), Fraction(1)),
        (2024, date(2023, 12, 31), Fraction(0)),
        (2024, date(2020, 5, 1), Fraction(0)),
        (2024, date(2025, 1, 1), Fraction(1)),
        (2024, date(2026, 8, 1), Fraction(1)),
        (1900, date(1900, 12, 30), Fraction(364, 365)),
    ],
)
def test_elapsed_is_the_share_of_the_year_gone_at_the_end_of_the_day(year, day, share):
    assert elapsed(year, day) == share


def test_days_gone_are_not_reduced_to_lowest_terms():
    assert days_gone(2024, date(2024, 6, 30)) == (182, 366)
