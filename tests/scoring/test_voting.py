"""What a vote comes to."""

import pytest

from scoring.voting import count_faults, leading


@pytest.mark.parametrize(
    ("counts", "expected"),
    [({}, []), ({1: 0, 2: 0}, []), ({1: 3, 2: 1}, [1]), ({1: 2, 2: 3, 3: 3}, [2, 3]), ({5: 1}, [5])],
)
def test_leading(counts, expected):
    assert leading(counts) == expected


@pytest.mark.parametrize(
    ("counts", "ballots", "words"),
    [
        ({1: 4, 2: 3}, 7, ""),
        ({1: 4, 2: 2}, 7, ""),  # one paper names nobody
        ({1: -1, 2: 3}, 2, "âm"),
        ({1: 5, 2: 3}, 8, "khối chỉ có 7 đơn vị"),
        ({1: 5, 2: 2}, 6, "nhiều hơn 6 phiếu"),
        ({1: 0, 2: 0}, 3, "Chưa đơn vị nào được phiếu"),
    ],
)
def test_count_faults(counts, ballots, words):
    found = count_faults(counts, ballots=ballots, voters=7)
    assert (found == []) if not words else any(words in one for one in found)
