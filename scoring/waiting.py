"""Score sheets whose next points a person gives, and votes of a bloc that are open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from core.waiting import MOST, Batch, Waiting, batch, day_of, register
from organizations.enums import Role
from scoring.enums import STAGE_OF, BallotStatus
from scoring.models import BallotMark, ScoreSheet
from scoring.selectors.rounds import waiting_for


def sheets_waiting(user: Any, on: date) -> Iterator[Batch]:
    """The sheets at the stage that is this person's; one query."""
    if user.organization_ids_as(Role.UNIT_OFFICER, Role.STAFF, Role.ADMIN):
        found = sorted(waiting_for(user), key=lambda one: (one.saved_at, one.pk))
        rows = [_sheet(one) for one in found[:MOST]]
        yield Batch("Bảng chấm điểm chờ chấm", "check-circle", rows, len(found), reverse("scoring:rounds"))


def votes_waiting(user: Any, on: date) -> Iterator[Batch]:
    """Open votes in which a unit of this officer has not voted; one query."""
    if units := user.organization_ids_as(Role.UNIT_OFFICER):
        marks = BallotMark.objects.filter(
            organization__in=units, has_voted=False, ballot__status=BallotStatus.OPEN, ballot__is_paper=False
        )
        rows = marks.select_related("organization", "ballot__round__bloc").order_by("ballot__held_on", "pk")
        yield batch("Bình chọn đang mở", "trophy", rows, _vote)


def _sheet(one: ScoreSheet) -> Waiting:
    title = f"{STAGE_OF[one.status].label}: {one.organization.name}"
    who = f"{one.round.bloc}, năm {one.round.year}"
    return Waiting(title, one.get_absolute_url(), since=day_of(one.saved_at), who=who)


def _vote(mark: BallotMark) -> Waiting:
    round_ = mark.ballot.round
    title = f"Bình chọn đơn vị dẫn đầu {round_.bloc} năm {round_.year}"
    url = reverse("scoring:ballot", args=[round_.pk])
    return Waiting(title, url, since=mark.ballot.held_on, who=mark.organization.name)


def register_waiting() -> None:
    register("scoring.sheets", sheets_waiting)
    register("scoring.votes", votes_waiting)
