"""Targets as plain values for other programs: one entry per number, in the order of the directive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from core.vietnamese import fold
from targets.enums import Comparator, Direction, Group, Layout
from targets.models import Target

#: Layouts whose paper shows the group as a heading.
_WITH_HEADINGS = frozenset({Layout.APPENDIX_GROUPED, Layout.BODY_ITEMS, Layout.BODY_POINTS})
_GROUPS: dict[str, str] = {
    Group.ECONOMY: "kinh tế",
    Group.SOCIETY: "xã hội",
    Group.ENVIRONMENT: "môi trường",
    Group.SECURITY: "an ninh quốc phòng",
}


def entries(targets: Sequence[Target], layout: str) -> list[dict[str, Any]]:
    """`text`, `name`, `comparator`, `value` or `value_min` and `value_max`, `unit`, `direction`, `baseline_year`,
    `group` (where the paper shows one), `part_of`. A fraction with its percentage ("47/83 trường, đạt 56,6%") is two."""
    return [entry for target in targets if target.is_figure for entry in _of(target, layout)]


def _of(target: Target, layout: str) -> Iterator[dict[str, Any]]:
    entry = {
        "text": target.words or f"{target.name}: {target.phrase}",
        "name": target.name,
        "comparator": target.comparator,
        "value": None if target.high is not None else _number(target.low),
        "value_min": _number(target.low) if target.high is not None else None,
        "value_max": _number(target.high),
        "unit": target.unit,
        "direction": target.direction,
        "baseline_year": target.baseline_year,
        "group": _GROUPS.get(target.group) if layout in _WITH_HEADINGS and not target.in_text else None,
        "part_of": _whole(target),
    }
    yield entry
    if target.share is not None:
        share = {"comparator": Comparator.EQ.value, "value": _number(target.share), "unit": "%"}
        yield {**entry, **share, "value_min": None, "value_max": None, "direction": Direction.LEVEL.value}


def _whole(target: Target) -> str | None:
    return target.parent.name if target.parent else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def one_line(target: Target) -> str:
    """A row for the eye."""
    indent = "    " if target.parent_id else ""
    return f"{indent}{target.name}: {target.phrase}" if target.is_figure else f"{indent}{target.name}"


def nearest_codes(wanted: str, codes: Sequence[str]) -> list[str]:
    """Codes that share the first letters: for a message about a code that does not exist."""
    return [code for code in codes if code.startswith(fold(wanted)[:3])][:5]
