"""The sentences and formulas that explain a verdict, whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.targets.judging import BEHIND, judge, last_year


@pytest.mark.parametrize(
    ("judged", "formula", "sentence"),
    [
        (
            judge("eq 12800", "12800"),
            "12.800 / 12.800 = 100,0%",
            (
                "Cả năm 2024, thực hiện 12.800 tỷ đồng, bằng 100,0% chỉ tiêu 12.800 tỷ đồng (12.800 / 12.800 = 100,0%). "
                "Đạt chỉ tiêu: đúng bằng 12.800 tỷ đồng."
            ),
        ),
        (
            judge("eq 12800.0", "12799.5000"),
            "12.799,5 / 12.800 = 100,0%",
            (
                "Cả năm 2024, thực hiện 12.799,5 tỷ đồng, bằng 100,0% chỉ tiêu 12.800 tỷ đồng (12.799,5 / 12.800 = 100,0%). "
                "Không đạt chỉ tiêu: thấp hơn 0,5 tỷ đồng so với 12.800 tỷ đồng."
            ),
        ),
        (
            judge("eq 9000", "2000", "30/06", unit="ha", path=last_year("1500", "9300")),
            "2.000 / 9.000 = 22,2%",
            (
                "Tính đến 30/06/2024, thực hiện 2.000 ha, bằng 22,2% chỉ tiêu 9.000 ha (2.000 / 9.000 = 22,2%). "
                "Đúng tiến độ: cao hơn 548 ha so với tiến độ năm 2023 (9.000 × 1.500 / 9.300 = 1.452 ha)."
            ),
        ),
        (
            judge("gt 8.5", "8.5", unit="triệu lượt"),
            "8,5 / 8,5 = 100,0%",
            (
                "Cả năm 2024, thực hiện 8,5 triệu lượt, bằng 100,0% chỉ tiêu trên 8,5 triệu lượt (8,5 / 8,5 = 100,0%). "
                "Không đạt chỉ tiêu: đúng bằng 8,5 triệu lượt, chưa trên mức này."
            ),
        ),
        (
            judge("le 20", "21", "30/06", unit="vụ"),
            "21 / 20 = 105,0%",
            (
                "Tính đến 30/06/2024, thực hiện 21 vụ, bằng 105,0% chỉ tiêu không quá 20 vụ (21 / 20 = 105,0%). "
                "Không đạt chỉ tiêu dù chưa hết năm: cao hơn 1 vụ so với 20 vụ."
            ),
        ),
        (
            judge("approx 100", "97"),
            "97 / 100 = 97,0%",
            (
                "Cả năm 2024, thực hiện 97 tỷ đồng, bằng 97,0% chỉ tiêu khoảng 100 tỷ đồng (97 / 100 = 97,0%). "
                "Đạt chỉ tiêu: thấp hơn 3 tỷ đồng so với 100 tỷ đồng (“khoảng” cho phép chênh lệch 5%)."
            ),
        ),
        (
            judge("lt 24.9", "26", "30/06", measure="level", better="lower", unit="%", baseline="26.9"),
            "(26 - 26,9) / (24,9 - 26,9) = 45,0%",
            (
                "Tính đến 30/06/2024, thực hiện 26%, bằng 45,0% mức thay đổi cần có từ đầu năm để đạt chỉ tiêu dưới 24,9% "
                "((26 - 26,9) / (24,9 - 26,9) = 45,0%). Chậm tiến độ: cao hơn 0,09 điểm phần trăm so với mức cần có nếu "
                "thay đổi đều từ đầu năm (26,9 + (24,9 - 26,9) × 182 / 366 ngày = 25,91%)."
            ),
        ),
        (
            judge("lt 24.9", "25.3", "30/06", measure="level", better="lower", unit="%"),
            "25,3 > 24,9",
            (
                "Tính đến 30/06/2024, thực hiện 25,3%; chỉ tiêu là dưới 24,9%. Chậm tiến độ: cao hơn 0,4 điểm phần trăm "
                "so với 24,9%; không có mức đầu năm để so tiến độ nên so trực tiếp với chỉ tiêu."
            ),
        ),
        (
            judge("eq 70", "63", "30/06", measure="level", unit="%", path=last_year("62.123456", "65")),
            "63 / 70 = 90,0%",
            (
                "Tính đến 30/06/2024, thực hiện 63%, bằng 90,0% chỉ tiêu 70% (63 / 70 = 90,0%). "
                "Đúng tiến độ: cao hơn 0,876544 điểm phần trăm so với cùng thời điểm năm 2023 (62,123456%)."
            ),
        ),
        (
            judge("ge 80", "79", "30/06", measure="level", unit="%", baseline="85"),
            "79 / 80 = 98,8%",
            (
                "Tính đến 30/06/2024, thực hiện 79%, bằng 98,8% chỉ tiêu từ 80% trở lên (79 / 80 = 98,8%). "
                "Chậm tiến độ: thấp hơn 1 điểm phần trăm so với mức cần giữ vì đầu năm đã đạt chỉ tiêu (80%)."
            ),
        ),
        (
            judge("ge 5", "-2", "30/06", measure="rate", unit="%", direction="decrease"),
            "-2 < 5",
            (
                "Tính đến 30/06/2024, thực hiện tăng 2%; chỉ tiêu là giảm từ 5% trở lên. "
                "Chậm tiến độ: thấp hơn 7 điểm phần trăm so với 5%."
            ),
        ),
        (
            judge("range 8..9", "-1.5", "30/06", measure="rate", unit="%", direction="increase"),
            "-1,5 < 8",
            (
                "Tính đến 30/06/2024, thực hiện giảm 1,5%; chỉ tiêu là tăng từ 8 đến 9%. "
                "Chậm tiến độ: thấp hơn 9,5 điểm phần trăm so với 8%."
            ),
        ),
        (
            judge("range 7..7.5", "7", measure="rate", unit="%"),
            "7 ≤ 7 ≤ 7,5",
            "Cả năm 2024, thực hiện 7%; chỉ tiêu là từ 7 đến 7,5%. Đạt chỉ tiêu: nằm trong khoảng chỉ tiêu.",
        ),
        (
            judge("range 7..7.5", "7.5", measure="rate", unit="%"),
            "7 ≤ 7,5 ≤ 7,5",
            "Cả năm 2024, thực hiện 7,5%; chỉ tiêu là từ 7 đến 7,5%. Đạt chỉ tiêu: nằm trong khoảng chỉ tiêu.",
        ),
        (
            judge("ge 3", "0", measure="rate", unit="%", direction="decrease"),
            "0 < 3",
            (
                "Cả năm 2024, thực hiện giảm 0%; chỉ tiêu là giảm từ 3% trở lên. "
                "Không đạt chỉ tiêu: thấp hơn 3 điểm phần trăm so với 3%."
            ),
        ),
        (
            judge("le 0.4", "0.5", measure="rate", unit="‰"),
            "0,5 > 0,4",
            (
                "Cả năm 2024, thực hiện 0,5‰; chỉ tiêu là không quá 0,4‰. "
                "Không đạt chỉ tiêu: cao hơn 0,1 điểm phần nghìn so với 0,4‰."
            ),
        ),
        (
            judge("ge 12", "10", measure="rate", unit="ngày"),
            "10 < 12",
            (
                "Cả năm 2024, thực hiện 10 ngày; chỉ tiêu là từ 12 ngày trở lên. "
                "Không đạt chỉ tiêu: thấp hơn 2 ngày so với 12 ngày."
            ),
        ),
        (
            judge("eq 3", "3", measure="rate", unit=""),
            "3 = 3",
            "Cả năm 2024, thực hiện 3; chỉ tiêu là 3. Đạt chỉ tiêu: đúng bằng 3.",
        ),
        (
            judge("eq 12.1", "12", "30/06", measure="structure", better="lower", unit="%"),
            "11,6 ≤ 12 ≤ 12,6",
            (
                "Tính đến 30/06/2024, thực hiện 12%; chỉ tiêu là 12,1%. Đạt chỉ tiêu: thấp hơn 0,1 điểm phần trăm so với "
                "12,1% (cho phép chênh lệch 0,5 điểm phần trăm)."
            ),
        ),
        (
            judge("eq 10", "10.4", better="neutral", unit="xã"),
            "10,4 / 10 = 104,0%",
            (
                "Cả năm 2024, thực hiện 10,4 xã, bằng 104,0% chỉ tiêu 10 xã (10,4 / 10 = 104,0%). "
                "Đạt chỉ tiêu: cao hơn 0,4 xã so với 10 xã (cho phép chênh lệch 0,5 xã)."
            ),
        ),
    ],
)
def test_attainment_explains_itself(judged, formula, sentence):
    assert judged.formula == formula
    assert judged.sentence == sentence


def test_expected_is_shown_finer_where_rounding_would_hide_the_difference():
    """12.695,08 is needed: beside 12.695,05 it may not be shown as 12.695."""
    judged = judge("eq 12800", "12695.05", "28/12")
    assert (judged.verdict, judged.expected) == (BEHIND, Decimal("12695.1"))
