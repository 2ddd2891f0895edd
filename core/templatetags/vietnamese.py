"""Vietnamese ways of writing, for templates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template

from core.vietnamese import format_number, paper_date

register = template.Library()


@register.filter
def number(value: Decimal | int | None) -> str:
    """`14040.807` → `14.040,807`."""
    return "" if value is None else format_number(value)


@register.filter
def long_date(value: date | None) -> str:
    """`ngày 19 tháng 01 năm 2024`."""
    return "" if value is None else paper_date(value)
