"""Whether targets can be given to units now, and to which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from campaigns.enums import Status
from campaigns.models import Directive
from organizations.models import Organization, OrganizationQuerySet
from targets.enums import ReportStatus
from targets.models import Actual, Assignment, Target
from targets.quantity import Unreadable
from targets.shares import adds_up, read_share, share_faults, sum_warnings

#: A directive is in force for its targets from its approval on; what is revoked is only read.
IN_FORCE = (Status.APPROVED, Status.ISSUED, Status.CLOSED)


def blockers_to_assign(directive: Directive, *, on: date) -> list[str]:
    """Targets are given to units while the directive stands: approved or issued, not yet closed."""
    if directive.status in (Status.DRAFT, Status.RETURNED, Status.IN_REVIEW):
        return ["Chỉ thị chưa được duyệt nên chưa giao chỉ tiêu được. Hãy trình lãnh đạo duyệt trước."]
    if directive.status == Status.CLOSED:
        return ["Chỉ thị đã kết thúc nên không giao thêm và không bỏ giao chỉ tiêu được nữa."]
    if directive.status == Status.REVOKED:
        return ["Chỉ thị đã bị bãi bỏ, chỉ tiêu chỉ còn để tra cứu."]
    if not directive.targets.figures().exists():
        return ["Chỉ thị chưa có chỉ tiêu nào. Chỉ tiêu được nhập trước khi trình duyệt."]
    return []


def day_of_validity(year: int, on: date) -> date:
    """The day on which a unit must exist to be given targets of the year: today, or the nearest day of that year."""
    return min(max(on, date(year, 1, 1)), date(year, 12, 31))


def tree_of(issuer: Organization) -> OrganizationQuerySet:
    """The organizations below the issuer: those that may be given its targets, at any time."""
    if issuer.is_root:
        found: OrganizationQuerySet = Organization.objects.filter(root_code=issuer.root_code)
    else:
        found = Organization.objects.filter(pk__in=[unit.pk for unit in Organization.objects.descendants(issuer)])
    below: OrganizationQuerySet = found.exclude(pk=issuer.pk)
    return below


def organization_faults(organization: Organization, directive: Directive, *, on: date) -> list[str]:
    """Why this organization cannot be given targets of the directive, whatever the target."""
    if not tree_of(directive.issuer).filter(pk=organization.pk).exists():
        return [f"{organization.name} không thuộc {directive.issuer.name}. Chỉ giao cho đơn vị trực thuộc."]
    day = day_of_validity(directive.year, on)
    if not organization.is_valid_on(day):
        ended = organization.last_day is not None and organization.last_day < day
        heir = f" Đơn vị kế tục là {organization.successor.name}." if ended and organization.successor else ""
        why = f"đã kết thúc ngày {organization.last_day:%d/%m/%Y}" if ended else "chưa hoạt động trong năm"
        return [f"{organization.name} {why} nên không nhận chỉ tiêu năm {directive.year}.{heir}"]
    return []


def blockers_to_give(
    target: Target, organization: Organization, *, share: Decimal | None, due_on: date, on: date
) -> list[str]:
    """Why the target, or this share of it, cannot be given to this organization."""
    if target.low is None:
        return [f"“{target.name}” là tên chung, không có con số để giao. Hãy giao từng chỉ tiêu thành phần."]
    reasons = organization_faults(organization, target.directive, on=on)
    reasons += share_faults(
        share, whole=target.high or target.low, unit=target.unit, adds=adds_up(target.measure, target.unit)
    )
    if not date(target.directive.year, 1, 1) <= due_on <= date(target.directive.year + 1, 12, 31):
        reasons.append(f"Thời hạn {due_on:%d/%m/%Y} không hợp với chỉ tiêu năm {target.directive.year}.")
    for given in target.assignments.select_related("organization"):
        if given.organization_id == organization.pk:
            reasons.append(f"“{target.name}” đã giao cho {organization.name}. Muốn giao lại, hãy bỏ giao trước.")
        elif share is None and given.is_whole:
            reasons.append(
                f"“{target.name}” đã giao cả cho {given.organization.name}. Chỉ một đơn vị chủ trì cả chỉ tiêu, vì đơn vị "
                "đó báo cáo số của toàn tỉnh; đơn vị khác chỉ nhận một phần."
            )
    return reasons


def share_of(target: Target, words: str) -> tuple[Decimal | None, str, list[str]]:
    """The share in words read against its target: number, words with the unit, faults. No words: the whole."""
    if not words.strip():
        return None, "", []
    try:
        share, phrase = read_share(words, target.unit)
    except Unreadable as fault:
        return None, "", [f"“{target.name}”: {fault.reason}"]
    return share, phrase, []


def blockers_to_unassign(assignment: Assignment, *, on: date) -> list[str]:
    """What a unit has reported is not taken from it."""
    target, unit = assignment.target, assignment.organization
    reasons = blockers_to_assign(target.directive, on=on)
    held = Actual.objects.filter(target=target, report__organization=unit).select_related("report__period__directive")
    for actual in held:
        doing = "đang nhập" if actual.report.status == ReportStatus.DRAFT else "đã báo cáo"
        reasons.append(
            f"{unit.name} {doing} kết quả “{target.name}” trong kỳ {actual.report.period} nên không bỏ giao được."
        )
    return reasons


def share_warnings(target: Target) -> list[str]:
    """Where the shares given out do not make the whole. Reads `target.assignments`, prefetched or not."""
    return warnings_of(target, target.assignments.all())


def warnings_of(target: Target, assignments: Iterable[Assignment]) -> list[str]:
    if target.low is None or not adds_up(target.measure, target.unit):
        return []
    shares: Collection[Decimal | None] = [given.share for given in assignments]
    return sum_warnings(shares, whole=target.low, unit=target.unit)
