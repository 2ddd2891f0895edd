"""The money of a decision: coefficient × base salary on the decision's day, rounded up; with what is not verified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from awards import law
from awards.enums import DecisionKind, DecisionStatus
from awards.models import BaseSalary, Decision, DecisionLine


@dataclass(frozen=True)
class MoneyRow:
    """What one line is worth; None where the catalogue gives the title no coefficient or no salary is known."""

    line: DecisionLine
    coefficient: Decimal | None
    salary: Decimal | None
    money: Decimal | None

    @property
    def times(self) -> Decimal | None:
        """The coefficient without zeros at its end."""
        return self.coefficient.normalize() + 0 if self.coefficient is not None else None


@dataclass(frozen=True)
class MoneySheet:
    """All lines of a decision with what they are worth. `is_final`: computed when it was issued, never again."""

    rows: tuple[MoneyRow, ...]
    total: Decimal
    day: date
    salary: law.BaseSalary | None
    is_final: bool
    notes: tuple[str, ...]

    @property
    def unpaid(self) -> int:
        """Lines without a sum."""
        return sum(row.money is None for row in self.rows)


def salary_on(day: date) -> law.BaseSalary | None:
    """The base salary in force that day: of the administrator's table, or as delivered while that is empty."""
    if not BaseSalary.objects.exists():
        return law.base_salary_on(day)
    found = BaseSalary.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    if found is None:
        return None
    return law.BaseSalary(found.amount, found.valid_from, found.document, found.is_verified, found.note)


def money_sheet(decision: Decision, lines: Iterable[DecisionLine], *, on: date) -> MoneySheet:
    """What stands on an issued decision; for a draft what it would come to if it were issued today (`on`)."""
    final = decision.status == DecisionStatus.ISSUED
    day = decision.issued_on or on
    salary = salary_on(day)
    granting = decision.kind == DecisionKind.GRANT and not decision.is_submission
    rows = tuple(_kept(line) if final or not granting else _computed(line, salary) for line in lines)
    return MoneySheet(
        rows=rows,
        total=sum((row.money for row in rows if row.money is not None), Decimal(0)),
        day=day,
        salary=salary,
        is_final=final,
        notes=tuple(_notes(rows, salary)),
    )


def _kept(line: DecisionLine) -> MoneyRow:
    return MoneyRow(line, line.coefficient, line.base_salary, line.money)


def _computed(line: DecisionLine, salary: law.BaseSalary | None) -> MoneyRow:
    if line.coefficient is None or salary is None:
        return MoneyRow(line, line.coefficient, None, None)
    return MoneyRow(line, line.coefficient, salary.amount, law.award_money(line.coefficient, salary.amount))


def _notes(rows: tuple[MoneyRow, ...], salary: law.BaseSalary | None) -> Iterable[str]:
    """What a clerk must check against the text of the law before paying."""
    if salary and not salary.verified:
        yield f"Mức lương cơ sở theo {salary.decree}. {salary.note or 'Chưa đối chiếu được với văn bản gốc.'}"
    seen: set[str] = set()
    for row in rows:
        title, source = row.line.title, row.line.title.citation("coefficient")
        if row.coefficient is None or title.code in seen or source.get("verified", False) or not source:
            continue
        seen.add(title.code)
        note = source.get("note") or "Chưa đối chiếu được với văn bản gốc."
        yield f"Hệ số của “{title.name}”: {note}"
