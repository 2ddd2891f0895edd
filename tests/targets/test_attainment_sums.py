"""Adding up figures of periods, and checking typed percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targets.attainment import cumulate, percent_disagrees, recompute_percent
from targets.enums import PeriodKind
from targets.periods import Period

MONTHS = [(Period(2024, PeriodKind.MONTH, n), Decimal(n)) for n in range(1, 13)]
QUARTERS = [(Period(2024, PeriodKind.QUARTER, n), Decimal(n)) for n in range(1, 5)]


@pytest.mark.parametrize(
    ("figures", "total"),
    [
        (MONTHS[:1], 1),
        (MONTHS, 78),
        (MONTHS[::-1], 78),
        (QUARTERS[:3], 6),
        ([QUARTERS[0], *MONTHS[3:5]], 10),
        ([(Period(2024, PeriodKind.HALF, 1), Decimal("1.5")), QUARTERS[2]], Decimal("4.5")),
        ([(Period(2024, PeriodKind.NINE_MONTHS, 1), Decimal(-9)), QUARTERS[3]], -5),
        ([(Period(2024, PeriodKind.YEAR, 1), Decimal(7))], 7),
    ],
)
def test_figures_of_periods_that_follow_each_other_add_up(figures, total):
    assert cumulate(figures) == total


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ([], "no figures"),
        (MONTHS[1:3], "Tháng 2 năm 2024 leaves a gap"),
        ([MONTHS[0], MONTHS[2]], "Tháng 3 năm 2024 leaves a gap"),
        ([MONTHS[0], MONTHS[0]], "Tháng 1 năm 2024 overlaps"),
        ([QUARTERS[0], MONTHS[2]], "Tháng 3 năm 2024 overlaps"),
        ([QUARTERS[0], (Period(2024, PeriodKind.HALF, 1), Decimal(1))], "overlaps"),
        ([(Period(2023, PeriodKind.YEAR, 1), Decimal(1)), MONTHS[0]], "several years"),
        ([MONTHS[0], (Period(2023, PeriodKind.MONTH, 2), Decimal(1))], "several years"),
    ],
)
def test_figures_that_overlap_or_leave_a_gap_are_not_added(figures, why):
    with pytest.raises(ValueError, match=why):
        cumulate(figures)


@pytest.mark.parametrize(
    ("value", "whole", "percent"),
    [
        ("47", "83", "56.6"),
        ("17151.7", "52200", "32.9"),
        ("1", "2000", "0.1"),
        ("-1", "2000", "-0.1"),
        ("0", "5", "0.0"),
        ("7", "5", "140.0"),
    ],
)
def test_percent_is_recomputed_half_up(value, whole, percent):
    assert recompute_percent(Decimal(value), Decimal(whole)) == Decimal(percent)
    assert str(recompute_percent(Decimal(value), Decimal(whole))) == percent


def test_percent_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no percentage"):
        recompute_percent(Decimal(1), Decimal(0))


@pytest.mark.parametrize(
    ("typed", "value", "whole", "disagrees"),
    [
        ("26.1", "17151.7", "52200", True),
        ("32.9", "17151.7", "52200", False),
        ("56.6", "47", "83", False),
        ("56.5", "47", "83", True),
        ("56.63", "47", "83", False),
        ("56.62", "47", "83", True),
        ("57", "47", "83", False),
        ("56", "47", "83", True),
        ("95.8", "12259", "12800", False),
        ("96", "12259", "12800", False),
        ("95", "12259", "12800", True),
        ("96.0", "12259", "12800", True),
        ("12.5", "1", "8", False),
        ("12", "1", "8", False),
        ("13", "1", "8", False),
        ("1E+2", "994", "1000", True),
        ("50", "0", "0", False),
    ],
)
def test_typed_percent_disagrees_beyond_half_of_its_last_digit(typed, value, whole, disagrees):
    assert percent_disagrees(Decimal(typed), Decimal(value), Decimal(whole)) is disagrees
