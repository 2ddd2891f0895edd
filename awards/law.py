"""Which text of the law judges a dossier, and what an award is worth in money. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from awards.enums import LegalVersion
from awards.plain import build

AMENDED_FROM = date(2026, 10, 1)
AMENDMENT = "Luật số 06/2026/QH16 (có hiệu lực từ 01/10/2026)"
ROUNDED_TO = 10_000
_SALARIES = Path(__file__).parent / "data" / "base_salary.json"


@dataclass(frozen=True)
class Choice:
    """Which text applies to a dossier received that day.

    `alternative` is the later text where the dossier may claim it (it applies wherever it is more favourable), else
    None. `verified` tells whether the rule was read in the gazette; `note` says what was not.
    """

    version: LegalVersion
    alternative: LegalVersion | None
    article: str
    sentence: str
    verified: bool
    note: str


@dataclass(frozen=True)
class BaseSalary:
    """Mức lương cơ sở in force from a day on, with the decree that set it."""

    amount: Decimal
    since: date
    decree: str
    verified: bool
    note: str = ""


def version_for(received_on: date) -> LegalVersion:
    """The text of the law by the day the dossier was received for appraisal."""
    return LegalVersion.L2026 if received_on >= AMENDED_FROM else LegalVersion.L2022


def choice_for(received_on: date) -> Choice:
    """The same, with the later text a dossier received before may claim where it is more favourable (Điều 4)."""
    note = "Chưa đối chiếu được với văn bản gốc: mới đọc qua tài liệu dẫn lại Luật số 06/2026/QH16."
    if version_for(received_on) == LegalVersion.L2026:
        sentence = (
            f"Hồ sơ tiếp nhận ngày {received_on:%d/%m/%Y}: áp dụng Luật 06/2022/QH15 đã được sửa đổi bởi {AMENDMENT}."
        )
        return Choice(LegalVersion.L2026, None, "Điều 4 Luật số 06/2026/QH16", sentence, False, note)
    sentence = (
        f"Hồ sơ tiếp nhận ngày {received_on:%d/%m/%Y}, trước 01/10/2026: áp dụng Luật 06/2022/QH15; "
        "quy định sửa đổi năm 2026 được áp dụng nếu có lợi hơn cho người được xét."
    )
    return Choice(LegalVersion.L2022, LegalVersion.L2026, "Điều 4 Luật số 06/2026/QH16", sentence, False, note)


def award_money(coefficient: Decimal, base_salary: Decimal) -> Decimal:
    """The sum of money of an award in đồng: coefficient × base salary, rounded up to the next 10.000 đ.

    An exact multiple of 10.000 stays. ValueError for a negative coefficient or a salary that is not positive.
    """
    if coefficient < 0 or base_salary <= 0:
        raise ValueError("Hệ số không được âm và mức lương cơ sở phải lớn hơn 0.")
    exact = Fraction(coefficient) * Fraction(base_salary)
    return Decimal(-(-exact // ROUNDED_TO) * ROUNDED_TO)


def base_salary_on(day: date) -> BaseSalary | None:
    """The base salary in force that day; None for a day before the first one known."""
    known = [salary for salary in base_salaries() if salary.since <= day]
    return known[-1] if known else None


@cache
def base_salaries() -> tuple[BaseSalary, ...]:
    """All known base salaries, the oldest first."""
    rows = json.loads(_SALARIES.read_text(encoding="utf-8"))
    salaries = [build(BaseSalary, row, f"base_salary[{at}]") for at, row in enumerate(rows)]
    return tuple(sorted(salaries, key=lambda salary: salary.since))
