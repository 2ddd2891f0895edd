"""Vietnamese ways of writing, for templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from core.vietnamese import format_number

register = template.Library()


@register.filter
def number(value: Decimal | int | None) -> str:
    """`14040.807` → `14.040,807`."""
    return "" if value is None else format_number(value)


@register.filter
def year(value: int | None) -> str:
    """`2024`, without the dot that a quantity of two thousand and twenty-four would get."""
    return "" if value is None else str(value)


@register.filter
def short_committee(name: str) -> str:
    """`Ủy ban nhân dân tỉnh Lào Cai` → `UBND tỉnh Lào Cai`, for narrow columns."""
    return name.replace("Ủy ban nhân dân", "UBND")


@register.filter
def shorten_middle(text: str) -> str:
    """A long unchanged passage without its middle: what stands beside the changes is enough."""
    if len(text) <= 400:
        return text
    # Whole words on both sides; a text of one endless word is cut where it is.
    head, tail = text[:180].rsplit(maxsplit=1)[0], text[-180:].split(maxsplit=1)[-1]
    return f"{head} […] {tail}"
