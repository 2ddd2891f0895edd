"""Provinces with targets and monthly figures in bulk, through the tables themselves."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from django.utils import timezone

from campaigns.models import Campaign, Directive
from organizations.enums import Kind, Level, Role
from organizations.models import Membership, Organization, User
from targets.enums import Basis, Group, Measure, ReportStatus
from targets.models import Actual, Assignment, Indicator, ReportingPeriod, Target, TargetSheet, UnitReport
from targets.periods import Period, PeriodKind

UNITS, TARGETS, PERIODS = 12, 60, 12
BATCH = 2000


def load(provinces: int, years: range) -> User:
    """Fill an empty database; returns a member of staff of the first province."""
    chance = random.Random(2024)
    staff = User.objects.create_user("chuyenvien", "mat-khau-do-luong", full_name="Nguyễn Thị Hương")
    indicators = Indicator.objects.bulk_create(
        [Indicator(code=f"chi-tieu-{n}", name=f"Chỉ tiêu số {n}", unit="tỷ đồng") for n in range(TARGETS)]
    )
    for number in range(provinces):
        issuer = _organization(f"tinh{number:02d}", f"Ủy ban nhân dân tỉnh số {number}", None)
        if number == 0:
            Membership.objects.create(user=staff, organization=issuer, role=Role.STAFF, valid_from=date(2000, 1, 1))
        units = [_organization(f"so{n:02d}-tinh{number:02d}", f"Sở số {n}", issuer) for n in range(UNITS)]
        for year in years:
            _year(issuer, units, indicators, year, staff, chance)
    return staff


def _organization(code: str, name: str, parent: Organization | None) -> Organization:
    return Organization.objects.create(
        code=code, name=name, parent=parent, level=Level.PROVINCE, place="Lào Cai", document_symbol="UBND",
        kind=Kind.DEPARTMENT if parent else Kind.PEOPLES_COMMITTEE, root_code=parent.code if parent else code,
        search_text=name.lower(),
    )  # fmt: skip


def _year(
    issuer: Organization,
    units: list[Organization],
    indicators: list[Indicator],
    year: int,
    staff: User,
    chance: random.Random,
) -> None:
    campaign = Campaign.objects.create(organization=issuer, year=year, name=f"Phong trào năm {year}")
    now = timezone.now()
    directive = Directive.objects.create(
        code=f"{issuer.code}-{year}", issuer=issuer, campaign=campaign, year=year, status="issued", number=1,
        issued_on=date(year, 1, 19), approved_on=date(year, 1, 18), approved_at=now, approved_by=staff,
        submitted_at=now, submitted_by=staff, created_by=staff, saved_by=staff, subject_line="Về phát động thi đua",
        place="Lào Cai", body="Nội dung./.", signer_title="Chủ tịch", signer_name="Trịnh Xuân Trường",
    )  # fmt: skip
    TargetSheet.objects.create(directive=directive, saved_by=staff)
    targets = Target.objects.bulk_create([_target(directive, one, n) for n, one in enumerate(indicators)])
    Assignment.objects.bulk_create(
        [Assignment(target=t, organization=units[n % UNITS], assigned_by=staff) for n, t in enumerate(targets)]
    )
    periods = ReportingPeriod.objects.bulk_create(
        [_period(directive, Period(year, PeriodKind.MONTH, month), staff) for month in range(1, PERIODS + 1)]
    )
    reports = UnitReport.objects.bulk_create(
        [
            UnitReport(
                period=period, organization=unit, status=ReportStatus.VERIFIED, submitted_at=now, submitted_by=staff,
                verified_at=now, verified_by=staff, saved_by=staff,
            )
            for period in periods
            for unit in units
        ]
    )  # fmt: skip
    by_place = {(report.period_id, report.organization_id): report for report in reports}
    Actual.objects.bulk_create(
        [
            Actual(
                report=by_place[period.pk, units[n % UNITS].pk], target=target, basis=Basis.CUMULATIVE,
                value=Decimal(chance.randrange(80, 115)) * (index + 1), as_of=period.ends_on, source="Báo cáo của đơn vị",
            )
            for index, period in enumerate(periods)
            for n, target in enumerate(targets)
        ],
        batch_size=BATCH,
    )  # fmt: skip


def _target(directive: Directive, indicator: Indicator, position: int) -> Target:
    groups = list(Group)
    return Target(
        directive=directive, position=position, name=indicator.name, phrase="1.200 tỷ đồng", words=f"{indicator.name}: 1.200 tỷ đồng",
        comparator="eq", low=Decimal(1200), unit="tỷ đồng", measure=Measure.FLOW, indicator=indicator,
        group=groups[position * len(groups) // TARGETS], search_text=indicator.name.lower(),
    )  # fmt: skip


def _period(directive: Directive, period: Period, staff: User) -> ReportingPeriod:
    return ReportingPeriod(
        directive=directive, kind=period.kind, index=period.index, ends_on=period.ends_on, due_on=period.ends_on,
        opened_by=staff,
    )  # fmt: skip
