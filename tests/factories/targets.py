"""Targets read from their words, units they are given to, and reported figures, valid by default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from campaigns.models import Directive
from core.vietnamese import searchable
from organizations.models import Organization
from targets.enums import PeriodKind, ReportStatus
from targets.models import Actual, Assignment, Indicator, ReportingPeriod, Target, UnitReport
from targets.periods import Period
from targets.quantity import parse
from targets.rows import Typed, parse_number, read_row
from tests.factories.organizations import UserFactory


def make_indicator(code: str, name: str = "", *, unit: str = "%", **fields: Any) -> Indicator:
    name = name or code.replace("-", " ").capitalize()
    search = searchable(f"{name} {fields.get('other_names', '')} {code}")
    return Indicator.objects.create(code=code, name=name, unit=unit, search_text=search, **fields)


def make_target(
    directive: Directive,
    name: str,
    phrase: str = "",
    *,
    indicator: Indicator | None = None,
    parent: Target | None = None,
    **typed: Any,
) -> Target:
    """A row of the directive's list, after the last one, read by the real reader."""
    typed = {"key": "new", "name": name, "phrase": phrase, "level": 1 if parent else 0, **typed}
    line = read_row(Typed(**typed), whole=parent.name if parent else "")
    quantity = line.quantity
    return Target.objects.create(
        directive=directive,
        position=directive.targets.count() + 1,
        parent=parent,
        group=line.group,
        joint=line.joint,
        in_text=line.in_text,
        words=line.words,
        name=line.name,
        phrase=quantity.words if quantity else "",
        comparator=quantity.comparator if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        direction=line.direction,
        out_of=quantity.out_of if quantity else None,
        share=quantity.share if quantity else None,
        baseline_year=quantity.baseline_year if quantity else None,
        indicator=indicator,
        measure=line.measure,
        polarity=line.polarity,
        opening=line.opening,
        note=line.note,
        search_text=searchable(f"{line.name} {line.words}"),
    )


def assign(target: Target, organization: Organization, share: str = "", **fields: Any) -> Assignment:
    """Give the whole target, or the share in these words, to the organization."""
    fields.setdefault("assigned_by", target.directive.created_by)
    return Assignment.objects.create(
        target=target,
        organization=organization,
        share_phrase=share,
        share=parse(share).low if share else None,
        **fields,
    )


def open_period(directive: Directive, kind: str = PeriodKind.YEAR, index: int = 1) -> ReportingPeriod:
    ends_on = Period(directive.year, PeriodKind(kind), index).ends_on
    opened, _ = ReportingPeriod.objects.get_or_create(
        directive=directive,
        kind=kind,
        index=index,
        defaults={"ends_on": ends_on, "due_on": ends_on, "opened_by": directive.created_by},
    )
    return opened


def make_report(period: ReportingPeriod, organization: Organization, status: str = ReportStatus.VERIFIED) -> UnitReport:
    """The report of a unit for the period, at that step of its life."""
    times: dict[str, Any] = {}
    if status != ReportStatus.DRAFT:
        times |= {"submitted_at": timezone.now(), "submitted_by": UserFactory()}
    if status == ReportStatus.VERIFIED:
        times |= {"verified_at": timezone.now(), "verified_by": UserFactory()}
    report, _ = UnitReport.objects.get_or_create(
        period=period, organization=organization, defaults={"status": status, **times}
    )
    return report


def make_actual(
    target: Target,
    value: str | None,
    *,
    kind: str = PeriodKind.YEAR,
    index: int = 1,
    organization: Organization | None = None,
    status: str = ReportStatus.VERIFIED,
    as_of: date | None = None,
    **fields: Any,
) -> Actual:
    """A figure in Vietnamese writing ("12.800,5"), reported by the organization (else the issuer), verified."""
    period = open_period(target.directive, kind, index)
    report = make_report(period, organization or target.directive.issuer, status)
    number: Decimal | None = None if value is None else parse_number(value)
    return Actual.objects.create(report=report, target=target, value=number, as_of=as_of or period.ends_on, **fields)
