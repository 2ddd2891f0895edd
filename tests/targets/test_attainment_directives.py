"""Every target of two directives of 2024, judged just short of its number, at it and beyond it; then real results.

A row says: name | comparator and number | unit | direction | which way is better | measure | verdicts of final figures.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from targets.attainment import Goal, Result, assess
from targets.enums import Comparator, Direction, Measure, Polarity, Verdict

LAO_CAI = """
Tốc độ tăng trưởng kinh tế (GRDP) | gt 10 | % | increase | higher | rate | missed 10, met 11, met 20
Nông, lâm, ngư nghiệp | eq 12.1 | % | level | lower | structure | missed 12.7, met 12.6, exceeded 11.5
Công nghiệp - xây dựng | eq 42.3 | % | level | higher | structure | missed 41.7, met 41.8, exceeded 42.9
Dịch vụ | eq 35.6 | % | level | higher | structure | missed 35.0, met 35.1, exceeded 36.2
Thuế sản phẩm | eq 10 | % | level | neutral | structure | missed 9.4, met 9.5, missed 10.6
GRDP bình quân đầu người | eq 104 | triệu đồng/năm | level | higher | level | missed 103, met 104, exceeded 105
Tổng vốn đầu tư toàn xã hội | eq 60000 | tỷ đồng | level | higher | flow | missed 59999, met 60000, exceeded 60001
Thu ngân sách nhà nước trên địa bàn | eq 12800 | tỷ đồng | level | higher | flow | missed 12799, met 12800, exceeded 12801
Giá trị sản phẩm trên 01 ha đất canh tác | eq 98 | triệu đồng | level | higher | level | missed 97, met 98, exceeded 99
Giá trị sản xuất công nghiệp (giá 2010) | eq 52200 | tỷ đồng | level | higher | flow | missed 52199, met 52200, exceeded 52201
Tổng lượng khách du lịch đến địa bàn | gt 8.5 | triệu lượt | level | higher | flow | missed 8.5, met 8.6, met 9.5
Doanh thu du lịch trên địa bàn | eq 27200 | tỷ đồng | level | higher | flow | missed 27199, met 27200, exceeded 27201
Tổng mức bán lẻ hàng hóa, doanh thu dịch vụ | eq 39000 | tỷ đồng | level | higher | flow | missed 38999, met 39000, exceeded 39001
Giá trị xuất nhập khẩu qua các cửa khẩu | eq 4500 | triệu USD | level | higher | flow | missed 4499, met 4500, exceeded 4501
Tỷ lệ đô thị hóa | eq 33.5 | % | level | higher | level | missed 33.4, met 33.5, exceeded 33.6
Tỷ lệ hộ gia đình được sử dụng điện lưới quốc gia | eq 97.8 | % | level | higher | level | missed 97.7, met 97.8, exceeded 97.9
Tỷ lệ trường học đạt chuẩn quốc gia | eq 68 | % | level | higher | level | missed 67, met 68, exceeded 69
Tỷ lệ thanh niên trong độ tuổi đạt trình độ giáo dục trung học phổ thông và tương đương | eq 80 | % | level | higher | level | missed 79, met 80, exceeded 81
Số giường bệnh trên 1 vạn dân | eq 45.7 | giường bệnh | level | higher | level | missed 45.6, met 45.7, exceeded 45.8
Số bác sỹ trên một vạn dân | eq 14.5 | bác sỹ | level | higher | level | missed 14.4, met 14.5, exceeded 14.6
Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể chiều cao | lt 24.9 | % | level | lower | level | missed 24.9, met 24.8, met 23.9
Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể cân nặng | lt 13.7 | % | level | lower | level | missed 13.7, met 13.6, met 12.7
Tỷ lệ tăng dân số tự nhiên | lt 1.2 | % | increase | lower | rate | missed 1.2, met 1.1, met 0.2
Tỷ lệ giảm hộ nghèo đa chiều bình quân hàng năm | gt 4 | %/năm | decrease | higher | flow | missed 4, met 5, met 14
Tỷ lệ lao động qua đào tạo | eq 68.8 | % | level | higher | level | missed 68.7, met 68.8, exceeded 68.9
Tỷ lệ lao động có bằng cấp, chứng chỉ | eq 31 | % | level | higher | level | missed 30, met 31, exceeded 32
Tỷ lệ lao động trong lĩnh vực nông nghiệp | lt 51.7 | % | level | lower | level | missed 51.7, met 51.6, met 50.7
Tỷ lệ thất nghiệp | lt 1.2 | % | level | lower | level | missed 1.2, met 1.1, met 0.2
Tỷ lệ bao phủ bảo hiểm y tế | gt 97 | % | level | higher | level | missed 97, met 98
Tỷ lệ hộ đạt tiêu chuẩn gia đình văn hoá | ge 86 | % | level | higher | level | missed 85, met 86, exceeded 87
Tỷ lệ thôn, bản, tổ dân phố đạt tiêu chuẩn văn hoá | ge 80 | % | level | higher | level | missed 79, met 80, exceeded 81
Số xã đạt 19 tiêu chí nông thôn mới | eq 72 | xã | level | higher | level | missed 71, met 72, exceeded 73
Tỷ lệ che phủ rừng | eq 59.2 | % | level | higher | level | missed 59.1, met 59.2, exceeded 59.3
Tỷ lệ thu gom rác thải sinh hoạt tại các đô thị | eq 96 | % | level | higher | level | missed 95, met 96, exceeded 97
Tỷ lệ lượng chất thải rắn sinh hoạt tại khu dân cư nông thôn tập trung được thu gom, xử lý | eq 80 | % | level | higher | level | missed 79, met 80, exceeded 81
Tỷ lệ dân cư thành thị được sử dụng nước sạch | eq 94 | % | level | higher | level | missed 93, met 94, exceeded 95
Tỷ lệ dân cư nông thôn được sử dụng nước sinh hoạt hợp vệ sinh | eq 96.8 | % | level | higher | level | missed 96.7, met 96.8, exceeded 96.9
Tỷ lệ thủ tục hành chính đáp ứng yêu cầu được triển khai dịch vụ công trực tuyến toàn trình | eq 100 | % | level | higher | level | missed 99, met 100
Tỷ lệ hồ sơ được giải quyết trực tuyến toàn trình trên tổng số hồ sơ phát sinh của các dịch vụ công trực tuyến | eq 50 | % | level | higher | level | missed 49, met 50, exceeded 51
Tỷ lệ các xã phường, thị trấn đạt xuất sắc trong thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc | gt 80 | % | level | higher | level | missed 80, met 81, met 90
Tỷ lệ giải quyết các vụ án | gt 90 | % | level | higher | level | missed 90, met 91, met 100
"""
LANG_SON = """
Tốc độ tăng tổng sản phẩm nội tỉnh (GRDP) | range 7..7.5 | % | increase | higher | rate | missed 6.9, met 7, exceeded 7.6
Nông lâm nghiệp | range 23..24 | % | level | lower | structure | missed 25, met 24, exceeded 22
Công nghiệp - xây dựng | range 24..25 | % | level | higher | structure | missed 23, met 24, exceeded 26
Dịch vụ | range 47..48 | % | level | higher | structure | missed 46, met 47, exceeded 49
Thuế sản phẩm trừ trợ cấp sản phẩm | range 4..5 | % | level | neutral | structure | missed 3, met 4, missed 6
Tổng sản phẩm bình quân đầu người trên địa bàn | range 65..66 | triệu đồng | level | higher | level | missed 64, met 65, exceeded 67
Lượng khách du lịch | eq 4060 | nghìn lượt | level | higher | flow | missed 4059, met 4060, exceeded 4061
Doanh thu du lịch | eq 4300 | tỷ đồng | level | higher | flow | missed 4299, met 4300, exceeded 4301
Kim ngạch xuất khẩu hàng địa phương | range 8..9 | % | increase | higher | rate | missed 7, met 8, exceeded 10
Tổng thu ngân sách nhà nước trên địa bàn | eq 7485 | tỷ đồng | level | higher | flow | missed 7484, met 7485, exceeded 7486
Tổng chi ngân sách địa phương | eq 14040.807 | tỷ đồng | level | higher | flow | missed 14040.806, met 14040.807, exceeded 14040.808
Tổng vốn đầu tư phát triển trên địa bàn | range 38..39 | nghìn tỷ đồng | level | higher | flow | missed 37, met 38, exceeded 40
Số xã đạt chuẩn nông thôn mới | eq 10 | xã | increase | higher | flow | missed 9, met 10, exceeded 11
Tỷ lệ xã có đường ô tô đến trung tâm xã được rải nhựa hoặc bê tông | eq 97.2 | % | level | higher | level | missed 97.1, met 97.2, exceeded 97.3
Tỷ lệ thôn có đường ô tô đến trung tâm thôn được cứng hóa | eq 82 | % | level | higher | level | missed 81, met 82, exceeded 83
Số trường học đạt chuẩn quốc gia | eq 15 | trường học | increase | higher | flow | missed 14, met 15, exceeded 16
Tỷ lệ thôn có nhà văn hoá đạt chuẩn | eq 75.9 | % | level | higher | level | missed 75.8, met 75.9, exceeded 76.0
Tỷ lệ xã, phường, thị trấn duy trì Bộ tiêu chí quốc gia về y tế xã | eq 100 | % | level | higher | level | missed 99, met 100
Số bác sĩ trên 1 vạn dân | eq 11.4 | bác sĩ | level | higher | level | missed 11.3, met 11.4, exceeded 11.5
Số giường bệnh trên 1 vạn dân | eq 33.6 | giường bệnh | level | higher | level | missed 33.5, met 33.6, exceeded 33.7
Tỷ lệ người dân tham gia bảo hiểm y tế | eq 94.45 | % | level | higher | level | missed 94.44, met 94.45, exceeded 94.46
Tỷ lệ lao động qua đào tạo | eq 64 | % | level | higher | level | missed 63, met 64, exceeded 65
Tỷ lệ người lao động tham gia bảo hiểm xã hội so với lực lượng lao động trong độ tuổi lao động | eq 42 | % | level | higher | level | missed 41, met 42, exceeded 43
Giảm tỷ lệ hộ nghèo | range 2..3 | % | decrease | higher | flow | missed 1, met 2, exceeded 4
Giảm tai nạn giao thông cả 3 tiêu chí | ge 5 | % | decrease | higher | rate | missed 4, met 5, exceeded 6
Giảm phạm pháp hình sự | ge 3 | % | decrease | higher | rate | missed 2, met 3, exceeded 4
Trồng rừng mới | eq 9000 | ha | level | higher | flow | missed 8999, met 9000, exceeded 9001
Tỷ lệ che phủ rừng | eq 64.6 | % | level | higher | level | missed 64.5, met 64.6, exceeded 64.7
Tỷ lệ dân cư nông thôn được sử dụng nước hợp vệ sinh | eq 98.5 | % | level | higher | level | missed 98.4, met 98.5, exceeded 98.6
Tỷ lệ chất thải rắn ở đô thị được thu gom và xử lý | eq 96.6 | % | level | higher | level | missed 96.5, met 96.6, exceeded 96.7
Tỷ lệ chất thải y tế được xử lý | eq 100 | % | level | higher | level | missed 99, met 100
Số xã đạt chuẩn nông thôn mới | eq 10 | xã | increase | higher | flow | missed 9, met 10, exceeded 11
Số xã đạt chuẩn nông thôn mới nâng cao | eq 6 | xã | increase | higher | flow | missed 5, met 6, exceeded 7
Số xã đạt chuẩn nông thôn mới kiểu mẫu | eq 4 | xã | increase | higher | flow | missed 3, met 4, exceeded 5
Tỷ lệ hệ thống thông tin, cơ sở dữ liệu của Bộ, ngành Trung ương được kết nối | eq 100 | % | level | higher | level | missed 99, met 100
"""


def read(row: str) -> tuple[Goal, list[tuple[Verdict, Decimal]]]:
    _name, asked, unit, direction, polarity, measure, outcomes = (cell.strip() for cell in row.split(" | "))
    comparator, numbers = asked.split()
    low, _, high = numbers.partition("..")
    goal = Goal(
        comparator=Comparator(comparator),
        low=Decimal(low),
        high=Decimal(high) if high else None,
        unit=unit,
        direction=Direction(direction),
        polarity=Polarity(polarity),
        measure=Measure(measure),
    )
    pairs = (outcome.split() for outcome in outcomes.split(","))
    return goal, [(Verdict(verdict), Decimal(value)) for verdict, value in pairs]


ROWS = {"laocai": LAO_CAI.strip().splitlines(), "langson": LANG_SON.strip().splitlines()}
GOALS = {province: [read(row)[0] for row in rows] for province, rows in ROWS.items()}
EVERY = [pytest.param(row, id=f"{province}-{n}") for province, rows in ROWS.items() for n, row in enumerate(rows)]


def final(value: str) -> Result:
    return Result(Decimal(value), date(2024, 12, 31), is_final=True)


def by(day: int, month: int, value: str) -> Result:
    return Result(Decimal(value), date(2024, month, day), is_final=False)


def test_both_directives_are_whole():
    assert {province: len(rows) for province, rows in ROWS.items()} == {"laocai": 41, "langson": 35}


@pytest.mark.parametrize("row", EVERY)
def test_target_of_a_directive_is_judged_on_each_side_of_its_number(row):
    goal, outcomes = read(row)
    got = [
        (assess(goal, Result(value, date(2024, 12, 31), is_final=True), year=2024).verdict, value)
        for _, value in outcomes
    ]
    assert got == outcomes


@pytest.mark.parametrize("row", EVERY)
def test_target_of_a_directive_in_the_middle_of_the_year_almost_reached(row):
    """What adds up through the year is then ahead of its time; a level, a rate, a share is still short."""
    goal, outcomes = read(row)
    judged = assess(goal, Result(outcomes[0][1], date(2024, 6, 30), is_final=False), year=2024)
    assert judged.verdict == (Verdict.ON_TRACK if goal.measure == Measure.FLOW else Verdict.BEHIND)


@pytest.mark.parametrize("row", EVERY)
def test_target_of_a_directive_without_a_result_has_no_data(row):
    judged = assess(read(row)[0], None, year=2024)
    assert (judged.verdict, judged.percent, judged.expected) == (Verdict.NO_DATA, None, None)
    assert (judged.compared_with, judged.formula) == ("", "")
    assert judged.sentence == "Chưa có số liệu được xác nhận."


# Results as the provinces published them: province, target, result, verdict, percent, expected that day.
RESULTS = [
    ("laocai", 0, by(31, 3, "5.01"), Verdict.BEHIND, None, None),
    ("laocai", 0, final("7.38"), Verdict.MISSED, None, None),
    ("laocai", 5, final("97.5"), Verdict.MISSED, "93.8", None),
    ("laocai", 7, by(29, 2, "1500"), Verdict.BEHIND, "11.7", "2098"),
    ("laocai", 7, by(28, 12, "12259"), Verdict.BEHIND, "95.8", "12695"),
    ("laocai", 9, by(29, 2, "6053.9"), Verdict.BEHIND, "11.6", "8557"),
    ("laocai", 9, by(31, 5, "17151.7"), Verdict.BEHIND, "32.9", "21679"),
    ("laocai", 10, by(14, 2, "1.036714"), Verdict.BEHIND, "12.2", "1.045"),
    ("laocai", 10, final("7.8"), Verdict.MISSED, "91.8", None),
    ("laocai", 11, by(14, 2, "3455"), Verdict.ON_TRACK, "12.7", "3344"),
    ("laocai", 12, by(29, 2, "6920"), Verdict.ON_TRACK, "17.7", "6393"),
    ("laocai", 12, by(31, 5, "12681"), Verdict.BEHIND, "32.5", "16197"),
    ("laocai", 13, final("3625"), Verdict.MISSED, "80.6", None),
    ("laocai", 23, final("3.7"), Verdict.MISSED, "92.5", None),
    ("langson", 0, by(30, 6, "4.72"), Verdict.BEHIND, None, None),
    ("langson", 0, final("6.01"), Verdict.MISSED, None, None),
    ("langson", 1, final("21.51"), Verdict.EXCEEDED, None, None),
    ("langson", 2, final("23.71"), Verdict.MISSED, None, None),
    ("langson", 3, final("50.31"), Verdict.EXCEEDED, None, None),
    ("langson", 4, final("4.47"), Verdict.MET, None, None),
    ("langson", 5, final("61.1"), Verdict.MISSED, "94.0", None),
    ("langson", 9, final("9805.5"), Verdict.EXCEEDED, "131.0", None),
]


@pytest.mark.parametrize(("province", "index", "result", "verdict", "percent", "expected"), RESULTS)
def test_published_result_is_judged(province, index, result, verdict, percent, expected):
    judged = assess(GOALS[province][index], result, year=2024)
    assert judged.verdict == verdict
    assert (judged.percent and str(judged.percent)) == percent
    assert (judged.expected and str(judged.expected)) == expected
    assert judged.compared_with == ("linear" if expected else "direct")
    assert judged.formula in judged.sentence or judged.percent is None


SENTENCES = [
    (
        "laocai",
        7,
        by(28, 12, "12259"),
        "12.259 / 12.800 = 95,8%",
        (
            "Tính đến 28/12/2024, thực hiện 12.259 tỷ đồng, bằng 95,8% chỉ tiêu 12.800 tỷ đồng (12.259 / 12.800 = 95,8%). "
            "Chậm tiến độ: thấp hơn 436 tỷ đồng so với tiến độ chia đều theo ngày (12.800 × 363 / 366 ngày = 12.695 tỷ đồng)."
        ),
    ),
    (
        "laocai",
        0,
        final("7.38"),
        "7,38 < 10",
        (
            "Cả năm 2024, thực hiện tăng 7,38%; chỉ tiêu là tăng trên 10%. "
            "Không đạt chỉ tiêu: thấp hơn 2,62 điểm phần trăm so với 10%."
        ),
    ),
    (
        "laocai",
        23,
        final("3.7"),
        "3,7 / 4 = 92,5%",
        (
            "Cả năm 2024, thực hiện giảm 3,7%/năm, bằng 92,5% chỉ tiêu giảm trên 4%/năm (3,7 / 4 = 92,5%). "
            "Không đạt chỉ tiêu: thấp hơn 0,3 điểm phần trăm so với 4%/năm."
        ),
    ),
    (
        "laocai",
        11,
        by(14, 2, "3455"),
        "3.455 / 27.200 = 12,7%",
        (
            "Tính đến 14/02/2024, thực hiện 3.455 tỷ đồng, bằng 12,7% chỉ tiêu 27.200 tỷ đồng (3.455 / 27.200 = 12,7%). "
            "Đúng tiến độ: cao hơn 111 tỷ đồng so với tiến độ chia đều theo ngày (27.200 × 45 / 366 ngày = 3.344 tỷ đồng)."
        ),
    ),
    (
        "langson",
        1,
        final("21.51"),
        "21,51 < 23",
        (
            "Cả năm 2024, thực hiện 21,51%; chỉ tiêu là từ 23 đến 24%. "
            "Vượt chỉ tiêu (chuyển dịch nhanh hơn định hướng): thấp hơn 1,49 điểm phần trăm so với 23%."
        ),
    ),
    (
        "langson",
        4,
        final("4.47"),
        "4 ≤ 4,47 ≤ 5",
        "Cả năm 2024, thực hiện 4,47%; chỉ tiêu là từ 4 đến 5%. Đạt chỉ tiêu: nằm trong khoảng chỉ tiêu.",
    ),
    (
        "langson",
        5,
        final("61.1"),
        "61,1 / 65 = 94,0%",
        (
            "Cả năm 2024, thực hiện 61,1 triệu đồng, bằng 94,0% chỉ tiêu từ 65 đến 66 triệu đồng (61,1 / 65 = 94,0%). "
            "Không đạt chỉ tiêu: thấp hơn 3,9 triệu đồng so với 65 triệu đồng."
        ),
    ),
]


@pytest.mark.parametrize(("province", "index", "result", "formula", "sentence"), SENTENCES)
def test_published_result_is_explained(province, index, result, formula, sentence):
    judged = assess(GOALS[province][index], result, year=2024)
    assert (judged.formula, judged.sentence) == (formula, sentence)
