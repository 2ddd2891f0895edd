"""What waits for a person, and what is new."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.enums import Status
from campaigns.models import Campaign, Directive
from campaigns.selectors import directives_for
from dashboard.selectors.council import councils_for
from organizations.enums import Role
from organizations.models import User
from targets.enums import ReportStatus
from targets.models import UnitReport
from targets.selectors.reports import open_reports_for

#: More than these are found on the pages of reports.
_MOST_REPORTS = 8
#: This year's and last year's; the others are chosen on their page.
_MOST_CAMPAIGNS = 3
_WAITS_FOR: tuple[tuple[str, tuple[str, ...]], ...] = (
    (Role.LEADER, (Status.IN_REVIEW,)),
    (Role.CLERK, (Status.APPROVED,)),
    (Role.STAFF, (Status.RETURNED, Status.DRAFT)),
)


@dataclass(frozen=True)
class Home:
    """`mine`: directives on which this person acts next; `others`: in hand elsewhere; `issued`: the latest.

    `to_fill`: reports of own units; `to_verify`: reports that units sent, the longest waiting first.
    `councils`: the campaigns whose whole standing the person reads, the newest first.
    """

    mine: list[Directive]
    others: list[Directive]
    issued: list[Directive]
    to_fill: list[UnitReport]
    to_verify: list[UnitReport]
    councils: list[Campaign]

    @property
    def waits(self) -> bool:
        return bool(self.mine or self.to_fill or self.to_verify)


def home_of(user: User) -> Home:
    """The first page of a person, in at most five queries at any size."""
    visible = directives_for(user)
    open_ones = list(visible.exclude(status__in=(Status.CLOSED, Status.REVOKED, Status.ISSUED)).order_by("saved_at"))
    issued = list(visible.filter(status=Status.ISSUED).order_by("-issued_on", "-pk")[:6])
    mine = [directive for directive in open_ones if _waits_for(user, directive)]
    others = [directive for directive in open_ones if directive not in mine][:10]
    councils = councils_for(user)[:_MOST_CAMPAIGNS] if user.has_perm("dashboard.see_council") else []
    return Home(mine, others, issued, to_fill=_to_fill(user), to_verify=_to_verify(user), councils=councils)


def _to_fill(user: User) -> list[UnitReport]:
    return open_reports_for(user)[:_MOST_REPORTS] if user.organization_ids_as(Role.UNIT_OFFICER) else []


def _to_verify(user: User) -> list[UnitReport]:
    bodies = user.organization_ids_as(Role.STAFF)
    if not bodies:
        return []
    sent = UnitReport.objects.filter(status=ReportStatus.SUBMITTED, period__directive__issuer__in=bodies)
    rows = sent.select_related("period__directive__issuer", "organization").order_by("submitted_at", "pk")
    return list(rows[:_MOST_REPORTS])


def _waits_for(user: User, directive: Directive) -> bool:
    roles = user.roles_in(directive.issuer_id)
    return any(role in roles and directive.status in statuses for role, statuses in _WAITS_FOR)
