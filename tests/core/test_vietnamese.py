from datetime import date
from decimal import Decimal

import pytest
from django.forms import DateField, DecimalField
from django.utils.formats import localize

from core.templatetags.vietnamese import shorten_middle
from core.vietnamese import fold, format_number, name_sort_key, paper_date, searchable, sort_key


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("01/02/2024", date(2024, 2, 1)), ("19/01/2024", date(2024, 1, 19)), ("2024-01-19", date(2024, 1, 19))],
)
def test_dates_are_read_day_first(typed, meant):
    assert DateField().clean(typed) == meant


def test_numbers_group_thousands_with_dots_and_take_a_decimal_comma():
    assert localize(Decimal("12800.5")) == "12.800,5"
    assert DecimalField(localize=True).clean("12.800,5") == Decimal("12800.5")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("14040.807"), "14.040,807"),
        (12800, "12.800"),
        (Decimal("0.4"), "0,4"),
        (Decimal("-3.10"), "-3,10"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_numbers_print_as_on_paper(value, printed):
    assert format_number(value) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2024, 1, 19), "ngày 19 tháng 01 năm 2024"),
        (date(2020, 2, 5), "ngày 05 tháng 02 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2024, 12, 1), "ngày 01 tháng 12 năm 2024"),
    ],
)
def test_paper_dates_pad_the_day_and_only_the_months_one_and_two(day, printed):
    assert paper_date(day) == printed


def test_fold_ignores_accents_case_and_composition():
    assert fold("Đặng  HÒA") == fold("đa\u0323\u0306ng hoà") == "dang hoa"


def test_the_alphabet_is_vietnamese():
    words = ["đá", "dung", "Ân", "An", "Ăn", "Da", "Đà", "Dã"]
    assert sorted(words, key=sort_key) == ["An", "Ăn", "Ân", "Da", "Dã", "dung", "Đà", "đá"]


def test_people_are_sorted_by_given_name_then_family_name():
    people = ["Trịnh Xuân Trường", "Hồ Tiến Thiệu", "Phan Quốc Nghĩa", "Lê Văn Thiệu"]
    assert sorted(people, key=name_sort_key) == [
        "Phan Quốc Nghĩa",
        "Hồ Tiến Thiệu",
        "Lê Văn Thiệu",
        "Trịnh Xuân Trường",
    ]


def test_a_long_passage_is_shortened_between_words():
    assert shorten_middle("phong trào " * 36) == "phong trào " * 36
    text = "Mở đầu " + "phong trào thi đua " * 40 + "kết thúc./."
    short = shorten_middle(text)
    assert short.startswith("Mở đầu phong trào")
    assert short.endswith("đua kết thúc./.")
    assert set(short.split()) <= {*text.split(), "[…]"}
    assert len(short) < 370
    assert shorten_middle("x" * 500) == f"{'x' * 180} […] {'x' * 180}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chiến sỹ", "Chiến sĩ"),
        ("Lý Thị Mỹ", "lí thị mĩ"),
        ("Qui hoạch", "quy hoạch"),
        ("Hoá chất, hòa bình", "hóa chất, hoà bình"),
        ("Tỷ  lệ", "tỉ lệ"),
    ],
)
def test_searchable_is_the_same_for_two_spellings(one: str, other: str) -> None:
    assert searchable(one) == searchable(other)


@pytest.mark.parametrize(("one", "other"), [("Tây Bắc", "Tai Bắc"), ("Thúy", "Thúi"), ("y tế", "i tế")])
def test_searchable_keeps_words_apart_that_are_not_one(one: str, other: str) -> None:
    assert searchable(one) != searchable(other)


def test_searchable_of_searchable_is_itself() -> None:
    assert searchable(searchable("Kỹ sư Lý Quý Tỵ")) == searchable("Kỹ sư Lý Quý Tỵ") == "ki su li qui ti"
