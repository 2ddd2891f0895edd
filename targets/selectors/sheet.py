"""The list of targets of a directive, as it is edited."""

from __future__ import annotations

from campaigns.models import Directive
from core.vietnamese import format_number
from targets.enums import Direction, Measure, Polarity
from targets.models import MeasurementUnit, Target
from targets.quantity import Unreadable, parse
from targets.rows import Fault, Line, Typed, warnings_of
from targets.suggestions import direction_of, measure_of, polarity_of


def more_units() -> frozenset[str]:
    """Units that were added to the built-in list."""
    return frozenset(MeasurementUnit.objects.values_list("name", flat=True))


def targets_of(directive: Directive) -> list[Target]:
    """All rows in order, with their register entry; two queries at any length."""
    return list(directive.targets.select_related("indicator", "parent").order_by("position", "pk"))


def typed_rows(directive: Directive) -> list[Typed]:
    """The rows as the page shows them. What the words suggest anyway is left empty, so that it follows the words."""
    units = more_units()
    return [_typed(target, units) for target in targets_of(directive)]


def sheet_warnings(directive: Directive) -> list[Fault]:
    """Where the numbers of the saved list disagree."""
    units = more_units()
    return list(warnings_of([_line(target, units) for target in targets_of(directive)]))


def last_sheet(directive: Directive) -> Directive | None:
    """The issuer's latest earlier directive that has targets: what a new list is copied from."""
    return (
        Directive.objects.filter(issuer=directive.issuer, year__lt=directive.year, targets__isnull=False)
        .order_by("-year", "-pk")
        .first()
    )


def _typed(target: Target, units: frozenset[str]) -> Typed:
    line = _line(target, units)
    whole = target.parent.name if target.parent else ""
    quantity = line.quantity
    return Typed(
        key=str(target.pk),
        name=target.name,
        phrase=target.phrase,
        # Words that are only name and quantity stay empty, so that they follow a change of either.
        words="" if target.words in (target.name, f"{target.name}: {target.phrase}") else target.words,
        group=target.group,
        level=1 if target.parent_id else 0,
        joint=target.joint,
        in_text=target.in_text,
        direction="" if quantity and target.direction == direction_of(target.name, quantity) else target.direction,
        measure="" if quantity and target.measure == measure_of(target.name, quantity, whole) else target.measure,
        polarity="" if quantity and target.polarity == polarity_of(target.name, quantity, whole) else target.polarity,
        indicator=target.indicator.code if target.indicator else "",
        opening="" if target.opening is None else format_number(target.opening),
        note=target.note,
    )


def _line(target: Target, units: frozenset[str]) -> Line:
    try:
        quantity = parse(target.phrase, more_units={*units, target.unit}) if target.phrase else None
    except Unreadable:  # a unit was taken out of the list since
        quantity = None
    return Line(
        key=str(target.pk),
        name=target.name,
        quantity=quantity,
        words=target.words,
        group=target.group,
        level=1 if target.parent_id else 0,
        joint=target.joint,
        in_text=target.in_text,
        direction=Direction(target.direction),
        measure=Measure(target.measure),
        polarity=Polarity(target.polarity),
        indicator=target.indicator.code if target.indicator else "",
        opening=target.opening,
        note=target.note,
    )
