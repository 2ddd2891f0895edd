"""Counting votes: both sides of every border, and what must hold for any council."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.ballot import Count, Turnout, needed_votes, outcome, rounded, share, turnout

PERCENTS = st.decimals("0.01", "100", places=2)
TOTALS = st.integers(0, 200)


@pytest.mark.parametrize(
    ("total", "threshold", "needed"),
    [
        (9, "80", 8),  # 7.2
        (10, "80", 8),
        (11, "80", 9),
        (9, "90", 9),
        (10, "90", 9),
        (9, "50", 5),
        (10, "50", 6),  # a half is "quá bán": more than five
        (8, "50", 5),
        (9, "66.67", 6),  # two thirds, not 6.0003
        (10, "66.67", 7),
        (3, "33.33", 1),
        (12, "83.33", 10),
        (9, "70", 7),
        (9, "51", 5),
        (100, "51", 51),
        (100, "66.66", 67),
        (9, "100", 9),
        (1, "0.01", 1),
        (0, "80", 0),
    ],
)
def test_needed_votes_is_the_smallest_number_that_reaches_the_share(total, threshold, needed):
    assert needed_votes(total, Decimal(threshold)) == needed


@pytest.mark.parametrize(
    ("percent", "meant"),
    [("66.67", Fraction(2, 3)), ("66.66", Fraction(3333, 5000)), ("80", Fraction(4, 5)), ("51.00", Fraction(51, 100))],
)
def test_share_reads_a_rounded_fraction(percent, meant):
    assert share(Decimal(percent)) == meant


@pytest.mark.parametrize("percent", ["0", "-1", "100.01"])
def test_share_refuses_what_is_none(percent):
    with pytest.raises(ValueError, match="not a share"):
        share(Decimal(percent))


@pytest.mark.parametrize(("agree", "passed", "percent"), [(7, False, "77.8"), (8, True, "88.9"), (9, True, "100.0")])
def test_outcome_at_both_sides_of_eighty_percent_of_nine(agree, passed, percent):
    found = outcome(Count(agree, 9 - agree), base=9, threshold=Decimal(80))
    assert (found.passed, found.needed, str(found.percent)) == (passed, 8, percent)


def test_outcome_counts_blank_votes_against_nothing_but_the_base():
    found = outcome(Count(agree=7, disagree=0, blank=2), base=9, threshold=Decimal(80))
    assert found.to_json() == {
        "agree": 7,
        "disagree": 0,
        "blank": 2,
        "base": 9,
        "needed": 8,
        "percent": "77.8",
        "passed": False,
    }


def test_outcome_without_a_base_passes_nothing():
    found = outcome(Count(), base=0, threshold=Decimal(50))
    assert (found.passed, str(found.percent)) == (False, "0.0")


def test_rounding_goes_half_up():
    assert str(rounded(Fraction(5, 100), Decimal("0.1"))) == "0.1"
    assert str(rounded(Fraction(4999, 100000), Decimal("0.1"))) == "0.0"


def test_a_count_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        Count(agree=-1)


def test_turnout_counts_marks():
    assert turnout([True, False, True]) == Turnout(2, 3)
    assert not turnout([True, False]).complete
    assert turnout([]).complete


@given(TOTALS, PERCENTS)
def test_one_vote_less_than_needed_is_below_the_share(total, threshold):
    needed = needed_votes(total, threshold)
    assert Fraction(needed) >= share(threshold) * total
    short = Fraction(needed - 1)
    is_half = share(threshold) == Fraction(1, 2)  # half of the votes are not "quá bán"
    assert needed == 0 or short < share(threshold) * total or (is_half and short * 2 == total)
    assert 0 <= needed <= total


@given(TOTALS, PERCENTS, PERCENTS)
def test_a_higher_share_needs_no_fewer_votes(total, one, other):
    low, high = sorted((one, other))
    assert needed_votes(total, low) <= needed_votes(total, high)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), PERCENTS)
def test_one_more_vote_for_never_undoes_a_pass(agree, disagree, blank, threshold):
    base = agree + disagree + blank + 1
    before = outcome(Count(agree, disagree, blank), base=base, threshold=threshold)
    after = outcome(Count(agree + 1, disagree, blank), base=base, threshold=threshold)
    assert after.passed or not before.passed
    assert Decimal(0) <= before.percent <= Decimal(100)


@given(PERCENTS)
def test_a_share_prints_as_it_was_written(percent):
    assert rounded(share(percent) * 100, Decimal("0.01")) == percent
