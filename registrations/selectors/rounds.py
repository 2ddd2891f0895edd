"""Rounds as their pages show them: the list, a person's own work, the blocs and units of one round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaigns.models import Campaign
from organizations.enums import BlocRole, Role
from organizations.models import Bloc, BlocMembership, User
from registrations.deadlines import Deadline, deadline
from registrations.enums import SETTLED, WITH_THE_BLOC, LineStatus, RegistrationStatus
from registrations.models import (
    LateException,
    Registration,
    RegistrationQuerySet,
    RegistrationVersion,
    Round,
    RoundQuerySet,
    UnitLine,
    UnitLineQuerySet,
)
from registrations.policies.clock import last_days

#: More of a person's own work is found in the rounds below it.
_MOST_TASKS = 12


def rounds_for(user: User) -> RoundQuerySet:
    """The rounds a person may see, with how many registrations of theirs to see are in, accepted, and of how many."""
    seen = Registration.objects.visible_to(user).filter(round=OuterRef("pk")).order_by()
    filed = Q(status=RegistrationStatus.SUBMITTED) | Q(accepted_version__isnull=False)
    found: RoundQuerySet = (
        Round.objects.visible_to(user)
        .select_related("campaign__organization")
        .annotate(
            bloc_count=_count(seen),
            filed_count=_count(seen.filter(filed)),
            accepted_count=_count(seen.filter(accepted_version__isnull=False)),
        )
    )
    return found


def counts_of(round_: Round, user: User) -> tuple[int, int, int]:
    """Of the registrations the person may see: how many are in, how many accepted, of how many."""
    shown: Any = rounds_for(user).get(pk=round_.pk)  # with its annotations
    return shown.filed_count, shown.accepted_count, shown.bloc_count


@dataclass(frozen=True)
class Task:
    """A workbench the person leads or the line of a unit of theirs: where it stands, and until when."""

    subject: Registration | UnitLine
    round: Round
    who: str
    # Of a workbench: how many units are settled, of how many; nothing of a line.
    progress: str
    deadline: Deadline
    # Something can still be done about it.
    is_open: bool


def own_work(user: User, *, on: date, round_: Round | None = None) -> list[Task]:
    """The person's workbenches and lines: those that can still be worked on first, the nearest deadline on top."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    if not units:
        return []
    led = with_progress(Registration.objects.led_by(user)).select_related("bloc", "round")
    lines = UnitLine.objects.filter(organization__in=units).select_related(
        "organization", "registration__bloc", "registration__round"
    )
    if round_:
        led, lines = led.filter(round=round_), lines.filter(registration__round=round_)
    workbenches = list(led.order_by("-round__due_on", "pk")[:_MOST_TASKS])
    rows = list(lines.order_by("-registration__round__due_on", "pk")[:_MOST_TASKS])
    ends = last_days([*workbenches, *(line.registration for line in rows)])
    tasks = [_workbench(one, ends[one.pk], on) for one in workbenches]
    tasks += [_line(one, ends[one.registration_id], on) for one in rows]
    return sorted(tasks, key=lambda task: _urgency(task, on))[:_MOST_TASKS]


def with_progress(registrations: RegistrationQuerySet) -> RegistrationQuerySet:
    """With `line_count` and how many of the lines are settled, `settled_count`."""
    found: RegistrationQuerySet = registrations.annotate(
        line_count=Count("lines"), settled_count=Count("lines", filter=Q(lines__status__in=SETTLED))
    )
    return found


def registrations_of(round_: Round, user: User) -> RegistrationQuerySet:
    """The registrations of a round that the person may see, with what one row shows."""
    head = BlocMembership.objects.filter(bloc=OuterRef("bloc"), year=round_.year, role=BlocRole.HEAD)
    versions = RegistrationVersion.objects.filter(registration=OuterRef("pk")).order_by("-number")
    late = LateException.objects.filter(round=round_, bloc=OuterRef("bloc")).order_by("-until")
    found: RegistrationQuerySet = (
        with_progress(Registration.objects.visible_to(user).filter(round=round_))
        .select_related("bloc", "round", "submitted_by", "accepted_version")
        .annotate(
            head_name=Subquery(head.values("organization__name")[:1]),
            version_number=Subquery(versions.values("number")[:1]),
            late_until=Subquery(late.values("until")[:1]),
        )
    )
    return found


def lines_of(round_: Round, user: User) -> UnitLineQuerySet:
    """The lines of a round that the person may see, with what one row shows."""
    found: UnitLineQuerySet = (
        UnitLine.objects.visible_to(user)
        .filter(registration__round=round_)
        .select_related("organization", "registration__bloc", "saved_by")
        .annotate(entry_count=Count("entries"))
    )
    return found


def tallies_of(lines: UnitLineQuerySet) -> list[tuple[str, str, int]]:
    """By status: its key, its word, how many of these lines; in the order of the way."""
    counted = dict(lines.order_by().values_list("status").annotate(n=Count("pk", distinct=True)))
    return [(status.value, status.label, counted.get(status.value, 0)) for status in LineStatus]


def campaigns_to_register(user: User) -> QuerySet[Campaign]:
    """The campaigns for which the person may open a round, newest first."""
    found = Campaign.objects.select_related("organization").order_by("-year", "name", "pk")
    if user.is_superuser:
        return found
    return found.filter(organization__in=user.organization_ids_as(Role.STAFF))


def blocs_for(campaign: Campaign) -> QuerySet[Bloc]:
    """The blocs that may file with a campaign: those of its body with units in the year, and those that a unit of
    its tree leads (a cụm of provinces). Each with its `unit_count`.
    """
    seats = BlocMembership.objects.filter(year=campaign.year)
    root = campaign.organization.root_code
    led = seats.filter(role=BlocRole.HEAD, organization__root_code=root)
    own = Q(organizer__root_code=root, pk__in=seats.values("bloc"))
    found = Bloc.objects.filter(own | Q(pk__in=led.values("bloc"))).order_by("position", "name", "pk")
    return found.annotate(unit_count=Count("seats", filter=Q(seats__year=campaign.year)))


def blocs_not_in(round_: Round) -> QuerySet[Bloc]:
    """Those that could still be added to the round."""
    return blocs_for(round_.campaign).exclude(pk__in=round_.registrations.values("bloc"))


def late_candidates(round_: Round) -> QuerySet[Registration]:
    """The registrations that are not filed: for one of them an exception may be made."""
    return (
        round_.registrations.exclude(status=RegistrationStatus.SUBMITTED)
        .select_related("bloc", "round__campaign__organization")
        .order_by("bloc__position", "bloc__name", "pk")
    )


def free_code(wanted: str) -> str:
    """The code itself, or with the first number after it that makes it free."""
    taken = set(Round.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    if wanted not in taken:
        return wanted
    return next(code for n in range(2, len(taken) + 3) if (code := f"{wanted}-{n}") not in taken)


def _count(rows: RegistrationQuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("round").annotate(n=Count("pk")).values("n")), 0)


def _workbench(one: Registration, end: date, on: date) -> Task:
    settled, total = one.settled_count, one.line_count  # type: ignore[attr-defined]  # annotated by with_progress
    is_open = one.status in WITH_THE_BLOC and one.round.opens_on <= on <= end
    return Task(one, one.round, one.bloc.name, f"{settled}/{total} đơn vị đã chốt", deadline(end, on=on), is_open)


def _line(one: UnitLine, end: date, on: date) -> Task:
    registration = one.registration
    is_open = one.is_with_the_unit and registration.status in WITH_THE_BLOC
    is_open = is_open and registration.round.opens_on <= on <= end
    return Task(one, registration.round, one.organization.name, "", deadline(end, on=on), is_open)


def _urgency(task: Task, on: date) -> tuple[bool, int, bool]:
    """Open work by its deadline, the rest newest first; of one day the workbench before the line."""
    days = (task.deadline.day - on).days
    return (not task.is_open, days if task.is_open else -days, isinstance(task.subject, UnitLine))
