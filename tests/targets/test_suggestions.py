"""What the words of a target suggest: level or change, which way is better, how results add up; and units."""

from decimal import Decimal

import pytest

from targets.enums import Group
from targets.quantity import parse
from targets.suggestions import direction_of, faults_of, group_of, measure_of, polarity_of
from targets.units import is_known_unit, is_share

#: name · quantity · whole · direction · measure · polarity
SUGGESTED = [
    ("Tốc độ tăng trưởng kinh tế (GRDP)", "Trên 10%", "", "increase", "rate", "higher"),
    ("Nông, lâm, ngư nghiệp", "chiếm 12,1%", "Cơ cấu kinh tế", "level", "structure", "lower"),
    ("Thuế sản phẩm trừ trợ cấp sản phẩm", "4 - 5%", "Cơ cấu kinh tế", "level", "structure", "neutral"),
    ("Dịch vụ", "47 - 48%", "Cơ cấu kinh tế", "level", "structure", "higher"),
    ("Thu ngân sách nhà nước trên địa bàn", "12.800 tỷ đồng", "", "level", "flow", "higher"),
    ("Tổng lượng khách du lịch đến địa bàn", "Trên 8,5 triệu lượt", "", "level", "flow", "higher"),
    ("GRDP bình quân đầu người", "104 triệu đồng/năm", "", "level", "level", "higher"),
    ("Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể chiều cao", "Dưới 24,9%", "", "level", "level", "lower"),
    ("Tỷ lệ thất nghiệp", "1,2%", "", "level", "level", "lower"),
    ("Tỷ lệ giảm hộ nghèo đa chiều bình quân hàng năm", "Trên 4%/năm", "", "decrease", "flow", "higher"),
    ("Giảm tỷ lệ hộ nghèo", "từ 2% - 3%", "", "decrease", "flow", "higher"),
    ("Giảm phạm pháp hình sự", "từ 3% trở lên", "", "decrease", "rate", "higher"),
    ("Số xã đạt chuẩn nông thôn mới", "thêm 10 xã", "", "increase", "flow", "higher"),
    ("Kim ngạch xuất khẩu hàng địa phương", "tăng 8 - 9%", "", "increase", "rate", "higher"),
    ("Tỷ lệ hộ nghèo", "giảm còn 5%", "", "level", "level", "lower"),
    ("Tỷ lệ tăng dân số tự nhiên", "Dưới 1,2%", "", "increase", "rate", "lower"),
]


@pytest.mark.parametrize(
    ("name", "words", "whole", "direction", "measure", "polarity"), SUGGESTED, ids=[row[0] for row in SUGGESTED]
)
def test_the_words_suggest_how_a_target_is_judged(name, words, whole, direction, measure, polarity):
    quantity = parse(words)
    assert direction_of(name, quantity) == direction
    assert measure_of(name, quantity, whole) == measure
    assert polarity_of(name, quantity, whole) == polarity


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("1. Các chỉ tiêu kinh tế", Group.ECONOMY),
        ("Các chỉ tiêu xã hội", Group.SOCIETY),
        ("Về văn hóa - xã hội", Group.SOCIETY),
        ("3. Các chỉ tiêu môi trường", Group.ENVIRONMENT),
        ("Quốc phòng - an ninh", Group.SECURITY),
        ("Chỉ tiêu phát triển kinh tế - xã hội", None),
        ("Tổ chức thực hiện", None),
    ],
)
def test_a_heading_names_its_group_when_it_names_one(heading, group):
    assert group_of(heading) == group


@pytest.mark.parametrize(
    ("name", "words", "is_faulty"),
    [
        ("Tỷ lệ đô thị hóa", "140%", True),
        ("Tỷ lệ đô thị hóa", "100%", False),
        ("Cơ cấu: dịch vụ", "99 - 101%", True),
        ("Kim ngạch xuất khẩu", "tăng 140%", False),
        ("Giá trị sản xuất", "140 tỷ đồng", False),
    ],
)
def test_a_share_of_a_whole_stays_within_it(name, words, is_faulty):
    assert bool(faults_of(name, parse(words))) is is_faulty


@pytest.mark.parametrize(
    ("unit", "known"),
    [
        ("%", True),
        ("%/năm", True),
        ("nghìn tỷ đồng", True),
        ("bác sỹ", True),
        ("bác sĩ/1 vạn dân", True),
        ("giường bệnh / 1 vạn dân", True),
        ("huyện/thành phố", True),
        ("ty dong", True),  # typed without accents it is still read, as it stands
        ("quả", False),
        ("tỷ đồng/quả", False),
        ("%/quả", False),
        ("", False),
    ],
)
def test_units_are_known_with_their_bases_and_spellings(unit, known):
    assert is_known_unit(unit) is known


def test_a_units_own_list_is_read_in_any_spelling():
    assert is_known_unit("Ghế Đá", {"ghế đá"})
    assert not is_known_unit("ghế gỗ", {"ghế đá"})


def test_a_share_is_told_from_an_amount():
    assert [is_share(unit) for unit in ("%", "‰", "%/năm", "tỷ đồng", "điểm phần trăm")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_stored_numbers_are_read_back_without_padding():
    from targets.fields import plain

    assert [str(plain(Decimal(value))) for value in ("10.000000", "12800.000000", "7.500000", "0", "0.400000")] == [
        "10", "12800", "7.5", "0", "0.4",
    ]  # fmt: skip
