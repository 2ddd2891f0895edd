"""Points that follow from targets, with their sentence."""

from decimal import Decimal

import pytest

from scoring.proposal import Met, propose


@pytest.mark.parametrize(
    ("met", "points", "sentence"),
    [
        (
            Met(met=7, missed=2),
            "23",
            "Đạt 7/9 chỉ tiêu được giao (2 không đạt): 7/9 × 30 = 23 điểm, làm tròn xuống theo bước 0,5.",
        ),
        (Met(met=3), "30", "Đạt 3/3 chỉ tiêu được giao: 3/3 × 30 = 30 điểm."),
        (Met(met=1, open=3), "7.5", "Đạt 1/4 chỉ tiêu được giao (3 chưa kết luận): 1/4 × 30 = 7,5 điểm."),
        (
            Met(missed=1, open=1),
            "0",
            "Đạt 0/2 chỉ tiêu được giao (1 không đạt; 1 chưa kết luận): 0/2 × 30 = 0 điểm.",
        ),
    ],
)
def test_propose(met, points, sentence):
    found = propose(met, maximum=Decimal(30), step=Decimal("0.5"))
    assert (found.points, found.sentence) == (Decimal(points), sentence)


def test_propose_nothing_without_targets():
    found = propose(Met(), maximum=Decimal(30), step=Decimal("0.5"))
    assert found.points is None
    assert found.sentence == "Đơn vị không được giao chỉ tiêu nào trong năm nên không có điểm đề nghị."
