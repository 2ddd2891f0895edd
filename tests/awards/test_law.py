"""Which text of the law applies, and what an award is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.enums import LegalVersion
from awards.law import award_money, base_salaries, base_salary_on, choice_for, version_for

quick = settings(deadline=None, database=None, derandomize=True, max_examples=200)


@pytest.mark.parametrize(
    ("received_on", "version", "alternative"),
    [
        (date(2024, 1, 1), LegalVersion.L2022, LegalVersion.L2026),
        (date(2026, 9, 30), LegalVersion.L2022, LegalVersion.L2026),
        (date(2026, 10, 1), LegalVersion.L2026, None),
        (date(2027, 3, 2), LegalVersion.L2026, None),
    ],
)
def test_the_day_of_receipt_chooses_the_text(received_on, version, alternative):
    choice = choice_for(received_on)
    assert (version_for(received_on), choice.version, choice.alternative) == (version, version, alternative)
    assert choice.article == "Điều 4 Luật số 06/2026/QH16"
    assert not choice.verified
    assert choice.note.startswith("Chưa đối chiếu được với văn bản gốc: ")


def test_a_dossier_received_before_may_claim_the_more_favourable_rule():
    assert choice_for(date(2026, 9, 30)).sentence == (
        "Hồ sơ tiếp nhận ngày 30/09/2026, trước 01/10/2026: áp dụng Luật 06/2022/QH15; "
        "quy định sửa đổi năm 2026 được áp dụng nếu có lợi hơn cho người được xét."
    )


@pytest.mark.parametrize(
    ("coefficient", "salary", "money"),
    [
        ("4.5", "2530000", "11390000"),
        ("3.0", "2530000", "7590000"),
        ("1.0", "2530000", "2530000"),
        ("0.3", "2530000", "760000"),
        ("1.5", "2530000", "3800000"),
        ("0.8", "2530000", "2030000"),
        ("2.0", "2530000", "5060000"),
        ("12.0", "2530000", "30360000"),
        ("8.0", "2530000", "20240000"),
        ("3.5", "2530000", "8860000"),
        ("0.1", "2530000", "260000"),
        ("1", "10000", "10000"),
        ("1", "10000.01", "20000"),
        ("1", "9999.99", "10000"),
        ("0", "2530000", "0"),
    ],
)
def test_money_is_rounded_up_to_the_next_ten_thousand(coefficient, salary, money):
    assert award_money(Decimal(coefficient), Decimal(salary)) == Decimal(money)


@pytest.mark.parametrize(("coefficient", "salary"), [("-0.1", "2530000"), ("1", "0"), ("1", "-5")])
def test_money_of_nonsense_is_refused(coefficient, salary):
    with pytest.raises(ValueError, match="Hệ số không được âm"):
        award_money(Decimal(coefficient), Decimal(salary))


@quick
@given(st.decimals(0, 100, places=3), st.decimals(1, 10_000_000, places=0))
def test_money_is_never_less_and_less_than_ten_thousand_more(coefficient, salary):
    money = award_money(coefficient, salary)
    assert money % 10_000 == 0
    assert 0 <= money - coefficient * salary < 10_000


@pytest.mark.parametrize(
    ("day", "amount", "verified"),
    [
        (date(2026, 7, 1), "2530000", True),
        (date(2026, 11, 21), "2530000", True),
        (date(2026, 6, 30), "2340000", False),
        (date(2024, 7, 1), "2340000", False),
    ],
)
def test_base_salary_is_the_one_in_force(day, amount, verified):
    salary = base_salary_on(day)
    assert salary is not None
    assert (salary.amount, salary.verified, bool(salary.note)) == (Decimal(amount), verified, not verified)


def test_base_salary_before_the_first_known_day_is_not_known():
    assert base_salary_on(date(2024, 6, 30)) is None
    assert [str(salary.since) for salary in base_salaries()] == ["2024-07-01", "2026-07-01"]
