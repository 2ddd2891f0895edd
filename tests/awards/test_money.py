"""What an award is worth: in figures and in words, with the base salary of the decision's day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.amount_in_words import LARGEST, amount_in_words
from awards.models import BaseSalary
from awards.selectors.decision_money import salary_on


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (25, "Hai mươi lăm đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (115, "Một trăm mười lăm đồng"),
        (121, "Một trăm hai mươi mốt đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (10_000, "Mười nghìn đồng"),
        (260_000, "Hai trăm sáu mươi nghìn đồng"),
        (760_000, "Bảy trăm sáu mươi nghìn đồng"),
        (1_030_000, "Một triệu không trăm ba mươi nghìn đồng"),
        (2_530_000, "Hai triệu năm trăm ba mươi nghìn đồng"),
        (3_800_000, "Ba triệu tám trăm nghìn đồng"),
        (11_390_000, "Mười một triệu ba trăm chín mươi nghìn đồng"),
        (30_360_000, "Ba mươi triệu ba trăm sáu mươi nghìn đồng"),
        (100_000_000, "Một trăm triệu đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_010_000, "Một tỷ không trăm mười nghìn đồng"),
        (2_005_000_001, "Hai tỷ không trăm linh năm triệu không trăm linh một đồng"),
        (15_000_000_000_000, "Mười lăm nghìn tỷ đồng"),
    ],
)
def test_a_sum_in_words(amount, words):
    assert amount_in_words(amount) == words
    assert amount_in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", [-1, Decimal("0.5"), LARGEST + 1])
def test_what_is_no_sum_of_dong_has_no_words(amount):
    with pytest.raises(ValueError, match="not a sum"):
        amount_in_words(amount)


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_two_sums_never_have_the_same_words(one, other):
    assert (amount_in_words(one) == amount_in_words(other)) == (one == other)


@given(st.integers(0, LARGEST))
def test_words_are_one_sentence_without_gaps(amount):
    words = amount_in_words(amount)
    assert words.endswith(" đồng")
    assert "  " not in words
    assert words[0].isupper()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), Decimal(2_340_000)),
        (date(2026, 6, 30), Decimal(2_340_000)),
        (date(2026, 7, 1), Decimal(2_530_000)),
    ],
)
def test_the_base_salary_is_that_of_the_day(day, amount):
    found = salary_on(day)
    assert (found.amount if found else None) == amount


@pytest.mark.django_db
def test_the_salaries_of_the_administrator_are_used_alone_once_there_are_any():
    BaseSalary.objects.create(
        valid_from=date(2027, 1, 1), amount=Decimal(2_700_000), document="Nghị định số 1/2027/NĐ-CP", note="Dự kiến"
    )
    assert salary_on(date(2026, 12, 31)) is None
    found = salary_on(date(2027, 1, 1))
    assert (found.amount, found.decree, found.verified, found.note) == (
        Decimal(2_700_000),
        "Nghị định số 1/2027/NĐ-CP",
        False,
        "Dự kiến",
    )
