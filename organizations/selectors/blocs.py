"""Reads of blocs: which a person sees and leads, who sits in them, what copying last year's would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from organizations.blocs_models import BlocQuerySet
from organizations.enums import BlocRole, Level
from organizations.models import Bloc, BlocComposition, BlocMembership, Organization, OrganizationQuerySet
from organizations.policies.blocs import Seat
from organizations.rules import organizes_blocs_for


@dataclass(frozen=True)
class Standing:
    """A unit in its bloc of a year. `came_first` is None until the vote of the bloc is recorded."""

    bloc: str
    year: int
    came_first: bool | None
    minutes: str


@dataclass
class CopiedBloc:
    """What a copied bloc will hold, and what somebody should look at."""

    bloc: Bloc
    seats: list[Seat] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass
class CopyPlan:
    """The blocs of a year as they would stand in another, and those that stay behind with the reason."""

    organizer: Organization
    from_year: int
    to_year: int
    blocs: list[CopiedBloc] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def led_by(user: Any, on: date) -> BlocQuerySet:
    """The blocs for which the person acts on that day, as an officer of the unit that leads them that year."""
    return Bloc.objects.led_by(user, on).order_by("position", "name", "pk")


def blocs_of_year(user: Any, year: int) -> BlocQuerySet:
    """The visible blocs with units in the year, and new ones that never had any; with what a row shows."""
    seats = BlocMembership.objects.filter(bloc=OuterRef("pk"), year=year).order_by()
    head = seats.filter(role=BlocRole.HEAD)
    count = seats.values("bloc").annotate(n=Count("pk")).values("n")
    found: BlocQuerySet = (
        Bloc.objects.visible_to(user)
        .annotate(
            member_count=Coalesce(Subquery(count), 0),
            head_name=Subquery(head.values("organization__name")[:1]),
            head_search=Subquery(head.values("organization__search_text")[:1]),
            decision=Subquery(
                BlocComposition.objects.filter(bloc=OuterRef("pk"), year=year).values("document")[:1],
            ),
        )
        .filter(Q(member_count__gt=0) | ~Exists(BlocMembership.objects.filter(bloc=OuterRef("pk"))))
        .select_related("organizer")
    )
    return found


def years_of(bloc: Bloc) -> list[int]:
    """The years in which units sit or sat in the bloc, newest first."""
    return sorted(set(bloc.seats.order_by().values_list("year", flat=True)), reverse=True)


def years_seen_by(user: Any) -> list[int]:
    """The years in which a visible bloc has units, newest first."""
    seen = BlocMembership.objects.filter(bloc__in=Bloc.objects.visible_to(user)).order_by()
    return sorted(set(seen.values_list("year", flat=True).distinct()), reverse=True)


def seats_of(bloc: Bloc, year: int) -> list[BlocMembership]:
    """Who sits in the bloc that year, in the order of the paper."""
    found = bloc.seats.filter(year=year).select_related("organization").order_by("position", "pk")
    seats = list(found)
    for seat in seats:
        seat.bloc = bloc  # its words for a role depend on the kind of the bloc
    return seats


def composition_of(bloc: Bloc, year: int) -> BlocComposition:
    """The record of the year; an unsaved empty one while nothing was recorded."""
    kept = bloc.compositions.filter(year=year).select_related("front_runner").first()
    return kept or BlocComposition(bloc=bloc, year=year)


def candidates(bloc: Bloc, year: int) -> list[Organization]:
    """The units that may sit in the bloc that year: provinces for an inter-provincial cụm, else the own tree."""
    existing = Q(valid_from__isnull=True) | Q(valid_from__lte=date(year, 12, 31))
    existing &= Q(valid_to__isnull=True) | Q(valid_to__gt=date(year, 1, 1))
    if bloc.organizer.level == Level.CENTRAL:
        belonging = Q(parent__isnull=True)
    else:
        belonging = Q(root_code=bloc.organizer.root_code)
    found = Organization.objects.filter(existing, belonging).exclude(pk=bloc.organizer_id)
    return list(found.order_by("name", "pk"))


def organizers_for(user: Any) -> OrganizationQuerySet:
    """The bodies for which the person may set up blocs."""
    tops: OrganizationQuerySet = Organization.objects.filter(parent__isnull=True).order_by("name", "pk")
    if user.is_superuser:
        return tops
    own: OrganizationQuerySet = tops.filter(pk__in=organizes_blocs_for(user))
    return own


def year_to_copy(organizer: Organization, year: int) -> int | None:
    """The latest year before this one that has blocs of the organizer."""
    before = BlocMembership.objects.filter(bloc__organizer=organizer, year__lt=year).order_by("-year")
    return before.values_list("year", flat=True).first()


def copy_plan(organizer: Organization, *, from_year: int, to_year: int, on: date) -> CopyPlan:
    """The blocs of one year as they would stand in the other.

    All become plain members: who leads is decided anew each year. A unit that has ended by `on` gives its seat to
    its successor, or leaves. A bloc that has units in the new year already, or has ended, is left as it is.
    """
    plan = CopyPlan(organizer, from_year, to_year)
    seats = BlocMembership.objects.filter(year=from_year, bloc__organizer=organizer).select_related(
        "bloc", "organization__successor"
    )
    taken = {
        seat.organization_id: seat.bloc
        for seat in BlocMembership.objects.filter(year=to_year, bloc__organizer=organizer).select_related("bloc")
    }
    filled = {bloc.pk for bloc in taken.values()}
    by_bloc: dict[Bloc, list[BlocMembership]] = {}
    for seat in seats.order_by("bloc__position", "bloc__name", "bloc_id", "position", "pk"):
        by_bloc.setdefault(seat.bloc, []).append(seat)
    for bloc, sitting in by_bloc.items():
        bloc.organizer = organizer
        if bloc.pk in filled:
            plan.left_out.append(f"{bloc} năm {to_year} đã có thành viên, được giữ nguyên.")
        elif not bloc.exists_in(to_year):
            plan.left_out.append(f"{bloc} không còn hoạt động trong năm {to_year}.")
        else:
            plan.blocs.append(_copied(bloc, [seat.organization for seat in sitting], taken, plan, on))
    return plan


def _copied(bloc: Bloc, units: Iterable[Organization], taken: dict[int, Bloc], plan: CopyPlan, on: date) -> CopiedBloc:
    copied = CopiedBloc(bloc)
    if is_cum := bloc.organizer.level == Level.CENTRAL:
        taken = {}  # a cụm of provinces stands apart
    for unit in units:
        heir = heir_of(unit, on)
        if heir is None or (not is_cum and heir.root_code != bloc.organizer.root_code):
            copied.notices.append(f"“{unit}” đã kết thúc hoạt động, không có cơ quan kế tục trong tỉnh: bỏ ra.")
        elif heir.pk in taken:
            where = "đã có trong khối" if taken[heir.pk] == bloc else f"đã thuộc {taken[heir.pk]} năm {plan.to_year}"
            copied.notices.append(f"“{unit}”: “{heir.name}” {where}, không thêm lần nữa.")
        else:
            copied.seats.append(Seat(heir))
            taken[heir.pk] = bloc
            if heir.pk != unit.pk:
                copied.notices.append(f"“{unit}” được thay bằng cơ quan kế tục “{heir.name}”: hãy kiểm tra lại.")
    return copied


def heir_of(unit: Organization, on: date) -> Organization | None:
    """The unit itself while it exists, otherwise the body its work went to, through any number of mergers."""
    seen: set[int] = set()
    current: Organization | None = unit
    while current is not None and current.valid_to and current.valid_to <= on:
        if current.pk in seen:
            return None
        seen.add(current.pk)
        current = current.successor
    return current


def standings(units: Iterable[int], year: int) -> Mapping[int, Standing]:
    """How units stand in their blocs in the year, by unit; a province's bloc before an inter-provincial one."""
    seats = (
        BlocMembership.objects.filter(organization__in=set(units), year=year)
        .select_related("bloc")
        .annotate(
            first=Subquery(_votes(year).values("front_runner")[:1]),
            minutes=Subquery(_votes(year).values("vote_minutes")[:1]),
        )
        .order_by("bloc__organizer__level", "pk")
    )
    found: dict[int, Standing] = {}
    for seat in seats.reverse():  # "province" sorts after "central" and is asked first
        first = None if seat.first is None else seat.first == seat.organization_id
        found.setdefault(seat.organization_id, Standing(seat.bloc.name, year, first, seat.minutes or ""))
    return found


def _votes(year: int) -> Any:
    return BlocComposition.objects.filter(bloc=OuterRef("bloc"), year=year, front_runner__isnull=False)
