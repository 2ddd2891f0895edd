"""Dossiers to check or to complete, opinions owed, drafts of decisions, ballots and sessions of the council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from awards.enums import DecisionStatus, DossierStatus, OpinionAnswer, SessionStatus
from awards.models import Attendance, Decision, Dossier, OpinionRequest, Session, VoteMark
from core.waiting import Batch, Waiting, batch, day_of, register
from organizations.enums import Role


def dossiers_waiting(user: Any, on: date) -> Iterator[Batch]:
    """Sent ones to the staff who received them, returned ones to their unit; one query for each kind."""
    page = reverse("awards:dossiers")
    visible = Dossier.objects.visible_to(user).select_related("organization", "specialist")
    if bodies := user.organization_ids_as(Role.STAFF):
        rows = visible.filter(receiver__in=bodies, status=DossierStatus.SUBMITTED).order_by("submitted_at", "pk")
        url = f"{page}?status={DossierStatus.SUBMITTED}"
        yield batch("Hồ sơ khen thưởng chờ thẩm định", "award", rows, _dossier, url=url)
    if units := user.organization_ids_as(Role.UNIT_OFFICER):
        rows = visible.filter(organization__in=units, status=DossierStatus.SUPPLEMENT).order_by("submitted_at", "pk")
        url = f"{page}?status={DossierStatus.SUPPLEMENT}"
        yield batch("Hồ sơ khen thưởng phải bổ sung", "award", rows, _returned, url=url)


def opinions_waiting(user: Any, on: date) -> Iterator[Batch]:
    """To the agency that was asked, and to the staff when it is late; one query for each kind.

    The agency has no page of the dossier: the row says what the request said.
    """
    asked = OpinionRequest.objects.filter(answer=OpinionAnswer.WAITING, dossier__status=DossierStatus.SUBMITTED)
    asked = asked.select_related("organization", "dossier").order_by("due_on", "pk")
    if units := user.organization_ids_as(Role.UNIT_OFFICER):
        yield batch("Ý kiến phải trả lời (hiệp y)", "reply", asked.filter(organization__in=units), _owed)
    if bodies := user.organization_ids_as(Role.STAFF):
        late = asked.filter(dossier__receiver__in=bodies, due_on__lt=on)
        yield replace(batch("Cơ quan chậm trả lời ý kiến", "bell", late, _late_opinion), is_reminder=True)


def decisions_waiting(user: Any, on: date) -> Iterator[Batch]:
    """Drafts to those who sign and number for the issuer; one query."""
    if bodies := user.organization_ids_as(Role.LEADER, Role.CLERK):
        drafts = Decision.objects.visible_to(user).filter(issuer__in=bodies, status=DecisionStatus.DRAFT)
        rows = drafts.select_related("issuer").order_by("saved_at", "pk")
        url = f"{reverse('awards:decisions')}?status={DecisionStatus.DRAFT}"
        yield batch("Dự thảo quyết định khen thưởng", "patch-check", rows, _decision, url=url)


def council_waiting(user: Any, on: date) -> Iterator[Batch]:
    """Ballots this person has not cast, and the sessions to come; two queries. Every member may sit in a council."""
    marks = VoteMark.objects.filter(
        member__user=user, is_paper=False, has_voted=False, session__status=SessionStatus.VOTING
    )
    rows = marks.select_related("session__council").order_by("session__held_on", "pk")
    yield batch("Phiếu bầu phải bỏ", "check-circle", rows, _ballot, url=reverse("awards:sessions"))
    seat = Attendance.objects.filter(session=OuterRef("pk"), member__user=user)
    coming = Session.objects.filter(
        Q(council__organization__in=user.organization_ids_as(Role.COUNCIL)) | Q(Exists(seat)),
        status__in=(SessionStatus.PLANNED, SessionStatus.OPEN),
        held_on__gte=on,
    )
    sessions = coming.select_related("council").order_by("held_on", "pk")
    yield batch("Phiên họp Hội đồng sắp tới", "people", sessions, _session, url=reverse("awards:sessions"))


def _dossier(one: Dossier) -> Waiting:
    taken = f", {one.specialist} thụ lý" if one.specialist else ""
    since = day_of(one.submitted_at) or one.received_on
    return Waiting(one.name, one.get_absolute_url(), since=since, who=f"{one.organization.name}{taken}")


def _returned(one: Dossier) -> Waiting:
    return Waiting(one.name, one.get_absolute_url(), since=day_of(one.submitted_at), who=one.organization.name)


def _owed(one: OpinionRequest) -> Waiting:
    title = f"Ý kiến về hồ sơ {one.dossier.name}"
    return Waiting(title, "", since=day_of(one.asked_at), due=one.due_on, who=one.organization.name)


def _late_opinion(one: OpinionRequest) -> Waiting:
    url, who = one.dossier.get_absolute_url(), f"hồ sơ {one.dossier.name}"
    return Waiting(f"{one.organization.name} chưa trả lời ý kiến", url, due=one.due_on, who=who)


def _decision(one: Decision) -> Waiting:
    who = f"{one.issuer.name}, năm {one.year}"
    return Waiting(one.one_line_subject, one.get_absolute_url(), since=day_of(one.saved_at), who=who)


def _ballot(mark: VoteMark) -> Waiting:
    url = reverse("awards:ballot", args=[mark.session.pk])
    return Waiting(mark.session.name, url, due=mark.session.held_on, who=mark.session.council.name)


def _session(one: Session) -> Waiting:
    starts = f"{one.starts_at:%H giờ %M}, " if one.starts_at else ""
    return Waiting(one.name, one.get_absolute_url(), due=one.held_on, who=f"{starts}{one.place or one.council.name}")


def register_waiting() -> None:
    register("awards.dossiers", dossiers_waiting)
    register("awards.opinions", opinions_waiting)
    register("awards.decisions", decisions_waiting)
    register("awards.council", council_waiting)
