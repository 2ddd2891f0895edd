from __future__ import annotations

from datetime import date, timedelta

import pytest

from notices.stages import OWN_STAGES, how_near, reach, stage_on

DUE = date(2024, 7, 10)
#: Days from the deadline → the stage that is said on that day.
OWN = {
    -10: None,
    -9: None,
    -8: None,
    -7: -7,
    -6: -7,
    -5: -7,
    -4: -7,
    -3: -3,
    -2: -3,
    -1: -1,
    0: -1,
    **dict.fromkeys(range(1, 16), 1),
    16: None,
}


@pytest.mark.parametrize(("days", "stage"), OWN.items())
def test_whose_deadline_it_is_hears_the_last_stage_reached(days, stage):
    assert stage_on(DUE, DUE + timedelta(days), OWN_STAGES) == stage


@pytest.mark.parametrize(
    ("days", "stage"), [(-1, None), (0, None), (1, 1), (2, 1), (3, 3), (10, 3), (17, 3), (18, None)]
)
def test_one_told_after_one_and_three_days_hears_the_last_of_them(days, stage):
    assert stage_on(DUE, DUE + timedelta(days), [1, 3]) == stage


def test_without_stages_nothing_is_said():
    assert stage_on(DUE, DUE, []) is None


@pytest.mark.parametrize("days", range(-30, 31))
def test_reach_holds_every_deadline_with_a_stage(days):
    on = DUE + timedelta(days)
    first, last = reach(on)
    if stage_on(DUE, on, [*OWN_STAGES, 7]) is not None:
        assert first <= DUE <= last


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-7, "còn 7 ngày đến hạn"),
        (-1, "còn 1 ngày đến hạn"),
        (0, "hôm nay là hạn"),
        (1, "quá hạn 1 ngày"),
        (30, "quá hạn 30 ngày"),
    ],
)
def test_how_near_a_deadline_is(days, words):
    assert how_near(DUE, DUE + timedelta(days)) == words
