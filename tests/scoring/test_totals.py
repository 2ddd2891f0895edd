"""What the points of a sheet come to."""

from decimal import Decimal

import pytest

from scoring.enums import GroupKind
from scoring.totals import GroupRule, total

ORDINARY, BONUS, DEDUCTION = GroupKind.ORDINARY, GroupKind.BONUS, GroupKind.DEDUCTION
GROUPS = (
    GroupRule(1, ORDINARY, Decimal(60), (11, 12)),
    GroupRule(2, ORDINARY, Decimal(40), (21,)),
    GroupRule(3, BONUS, Decimal(5), (31, 32)),
    GroupRule(4, DEDUCTION, Decimal(10), (41,)),
)
ALL_ZERO = dict.fromkeys((11, 12, 21, 31, 32, 41), Decimal(0))


def scores(**more: str) -> dict[int, Decimal | None]:
    return ALL_ZERO | {int(key[1:]): Decimal(value) for key, value in more.items()}


@pytest.mark.parametrize(
    ("given", "points"),
    [
        (scores(), "0"),
        (scores(_11="40", _12="20", _21="40"), "100"),
        (scores(_11="33.5", _12="20", _21="0"), "53.5"),
        (scores(_11="40", _12="20", _21="40", _31="3", _32="4"), "105"),  # the bonus is capped at 5
        (scores(_11="40", _31="2"), "42"),
        (scores(_11="40", _41="4"), "36"),
        (scores(_11="3", _41="10"), "0"),  # never below 0
        (scores(_11="50", _12="20"), "60"),  # a group gives at most its own
        (scores(_11="20", _41="14"), "10"),  # nor takes more than its own
        (scores(_31="5", _41="10"), "0"),
    ],
)
def test_total_of_points(given, points):
    assert total(GROUPS, given).points == Decimal(points)


def test_total_says_what_each_group_came_to_and_what_its_cap_cut():
    found = total(GROUPS, scores(_11="40", _12="20", _31="3", _32="4"))
    assert [(group.key, group.points, group.cut) for group in found.groups] == [
        (1, 60, 0),
        (2, 0, 0),
        (3, 5, 2),
        (4, 0, 0),
    ]
    assert (found.ordinary, found.bonus, found.deduction) == (60, 5, 0)


def test_total_is_complete_with_nothing_but_zeros():
    found = total(GROUPS, ALL_ZERO)
    assert found.is_complete
    assert (found.scored, found.criteria, found.points) == (6, 6, 0)


@pytest.mark.parametrize("missing", [{41: None}, {}])
def test_total_is_not_complete_while_one_criterion_has_no_points(missing):
    given = {key: value for key, value in ALL_ZERO.items() if key != 41} | missing
    found = total(GROUPS, given)
    assert not found.is_complete
    assert found.scored == 5


def test_total_of_an_empty_table_is_nothing():
    assert (total((), {}).points, total((), {}).criteria) == (0, 0)
