"""The verified figures behind a verdict: as light rows to judge by, and as whole records of those that count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from django.db.models import Q

from targets.enums import ReportStatus
from targets.figures import Counted
from targets.models import Actual, Assignment, Target


class Reported(NamedTuple):
    """A verified figure with what judging needs of its report; a province has thousands, records would be slow."""

    pk: int
    target_id: int
    value: Decimal
    basis: str
    as_of: date
    unit: int
    kind: str
    ordinal: int

    @classmethod
    def of(cls, actual: Actual) -> Reported:
        report = actual.report
        period = report.period
        return cls(
            actual.pk, actual.target_id, actual.value or Decimal(0), actual.basis, actual.as_of,
            report.organization_id, period.kind, period.index,
        )  # fmt: skip


def rows_of(asked: Sequence[int]) -> tuple[Mapping[int, list[Assignment]], Mapping[int, list[Reported]]]:
    """To whom the targets are given, and their verified figures."""
    given = Assignment.objects.filter(target__in=asked).select_related("organization").order_by("pk")
    return by_target(given), by_target(reported(Q(target__in=asked)))


def reported(wanted: Q) -> Iterable[Reported]:
    rows = Actual.objects.filter(verified(), wanted).values_list(
        "pk", "target_id", "value", "basis", "as_of",
        "report__organization_id", "report__period__kind", "report__period__index",
    )  # fmt: skip
    return map(Reported._make, rows.order_by("report_id", "target_id"))


def records(counted: Iterable[Counted | None]) -> dict[int, Actual]:
    rows = {row for one in counted if one for row in one.rows}
    return Actual.objects.select_related("report__period", "report__organization").in_bulk(rows) if rows else {}


def record(target: Target, one: Counted | None, records: Mapping[int, Actual]) -> Actual | None:
    """The record behind a figure; for a sum an unsaved one that carries the sum."""
    if one is None:
        return None
    if len(one.rows) == 1:
        return records[one.rows[0]]
    parts = [records[row] for row in one.rows]
    sources = dict.fromkeys(part.source for part in parts if part.source)
    return Actual(
        report=parts[0].report,
        target=target,
        value=one.value,
        as_of=one.figure.as_of,
        is_estimate=any(part.is_estimate for part in parts),
        source="; ".join(sources)[:500],
    )


def verified() -> Q:
    return Q(value__isnull=False, report__status=ReportStatus.VERIFIED)


Row = TypeVar("Row", Assignment, Reported)


def by_target(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.target_id].append(row)
    return found
