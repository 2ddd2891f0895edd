"""What waits for a person, and what is new."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.enums import Status
from campaigns.models import Directive
from campaigns.selectors import directives_for
from organizations.enums import Role
from organizations.models import User

_WAITS_FOR: tuple[tuple[str, tuple[str, ...]], ...] = (
    (Role.LEADER, (Status.IN_REVIEW,)),
    (Role.CLERK, (Status.APPROVED,)),
    (Role.STAFF, (Status.RETURNED, Status.DRAFT)),
)


@dataclass(frozen=True)
class Home:
    """`mine`: directives on which this person acts next; `others`: in hand elsewhere; `issued`: the latest."""

    mine: list[Directive]
    others: list[Directive]
    issued: list[Directive]


def home_of(user: User) -> Home:
    """The first page of a person, in two queries at any size."""
    visible = directives_for(user)
    open_ones = list(visible.exclude(status__in=(Status.CLOSED, Status.REVOKED, Status.ISSUED)).order_by("saved_at"))
    issued = list(visible.filter(status=Status.ISSUED).order_by("-issued_on", "-pk")[:6])
    mine = [directive for directive in open_ones if _waits_for(user, directive)]
    return Home(mine, [directive for directive in open_ones if directive not in mine][:10], issued)


def _waits_for(user: User, directive: Directive) -> bool:
    roles = user.roles_in(directive.issuer_id)
    return any(role in roles and directive.status in statuses for role, statuses in _WAITS_FOR)
