"""Opinions that agencies still owe, with who is told of it and who then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from awards.enums import DossierStatus, OpinionAnswer
from awards.models import OpinionRequest
from campaigns.selectors import people_as
from notices.registry import Due
from notices.stages import reach
from organizations.enums import Role
from organizations.models import User
from targets.selectors.assignments import officers_of

#: Days after the deadline: who works on the dossier first, then the staff of the body that received it.
SPECIALIST_AFTER, STAFF_AFTER = 1, 3


def opinions_due(on: date) -> Iterator[Due]:
    """Unanswered requests of dossiers still being checked. A constant number of queries and one per receiving body.

    The agency asked has no page of the dossier; what it is told says only what the request said.
    """
    waiting = list(
        OpinionRequest.objects.filter(
            answer=OpinionAnswer.WAITING, dossier__status=DossierStatus.SUBMITTED, due_on__range=reach(on)
        )
        .select_related("organization", "dossier__receiver", "dossier__specialist")
        .order_by("due_on", "pk")
    )
    if not waiting:
        return
    officers = officers_of({one.organization_id for one in waiting})
    staff: dict[int, list[User]] = {}
    for one in waiting:
        dossier = one.dossier
        if dossier.receiver_id not in staff:
            staff[dossier.receiver_id] = people_as(dossier.receiver, Role.STAFF)
        what = f"Ý kiến của {one.organization.name} về hồ sơ {dossier.name}"
        yield Due(str(one.pk), what, "/", one.due_on, officers[one.organization_id])
        later: list[tuple[int, list[User | None]]] = [
            (SPECIALIST_AFTER, [dossier.specialist]),
            (STAFF_AFTER, [*staff[dossier.receiver_id]]),
        ]
        yield Due(f"{one.pk}:noi-nhan", what, dossier.get_absolute_url(), one.due_on, [], later)
