"""Places by points."""

from decimal import Decimal

import pytest

from scoring.ranking import places


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], []),
        (["90"], [1]),
        (["98", "95", "95", "90"], [1, 2, 2, 4]),
        (["90", "95", "98", "95"], [4, 2, 1, 2]),
        (["95", "95.0", "95.00"], [1, 1, 1]),
        (["0", "0"], [1, 1]),
        ([None, "90", None, "91"], [None, 2, None, 1]),
        (["94.5", "94.25"], [1, 2]),
    ],
)
def test_places(points, expected):
    assert places([None if one is None else Decimal(one) for one in points]) == expected
