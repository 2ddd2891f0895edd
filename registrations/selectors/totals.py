"""Province-wide totals of a round: from the accepted versions, from all that was submitted, or from the rows now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from awards.models import AwardTitle
from registrations.content import from_json
from registrations.enums import Column, RegistrationStatus
from registrations.models import Registration, RegistrationVersion, Round, TitleEntry
from registrations.totals import Part, TitleTotal, parts_of, sums

#: What is counted, by the word of the address.
BASES = {
    "tiep-nhan": "Bản đã tiếp nhận",
    "da-nop": "Bản đã nộp, kể cả đang chờ tiếp nhận",
    "dang-ghi": "Đang ghi trên bảng, kể cả chưa nộp",
}
ACCEPTED, SUBMITTED, ROWS = BASES


@dataclass(frozen=True)
class Totals:
    """The sums, and how many registrations they come from, of how many in the round."""

    titles: list[TitleTotal]
    counted: int
    registrations: int


def totals_of(round_: Round, basis: str = ACCEPTED) -> Totals:
    """The titles of a round in the order of the catalogue; a constant number of queries for any number of blocs."""
    parts, counted = _rows(round_) if basis == ROWS else _frozen(round_, submitted_too=basis == SUBMITTED)
    codes = {part.code for part in parts}
    ordered = AwardTitle.objects.filter(code__in=codes).order_by("position", "code").values_list("code", flat=True)
    order = {code: place for place, code in enumerate(dict.fromkeys(ordered))}
    return Totals(sums(parts, order), counted, round_.registrations.count())


def _frozen(round_: Round, *, submitted_too: bool) -> tuple[list[Part], int]:
    """From versions: what is in force, and for one that waits the version that was submitted."""
    found = list(_versions(round_, submitted_too=submitted_too).values_list("registration__bloc__name", "content"))
    return [part for bloc, content in found for part in parts_of(bloc, from_json(content))], len(found)


def _versions(round_: Round, *, submitted_too: bool) -> QuerySet[RegistrationVersion]:
    latest = RegistrationVersion.objects.filter(registration=OuterRef("pk")).order_by("-number").values("pk")[:1]
    registrations = round_.registrations.all()
    in_force = registrations.filter(accepted_version__isnull=False)
    wanted = Q(pk__in=in_force.values("accepted_version"))
    if submitted_too:
        waiting = registrations.filter(status=RegistrationStatus.SUBMITTED)
        wanted = Q(pk__in=in_force.exclude(status=RegistrationStatus.SUBMITTED).values("accepted_version"))
        wanted |= Q(pk__in=waiting.annotate(latest=Subquery(latest)).values("latest"))
    return RegistrationVersion.objects.filter(wanted).order_by(
        "registration__bloc__position", "registration__bloc__name", "pk"
    )


def _rows(round_: Round) -> tuple[list[Part], int]:
    """From what stands in the rows, summed by the database; withdrawn registrations are left out."""
    live = Registration.objects.filter(round=round_).exclude(status=RegistrationStatus.WITHDRAWN)
    inner = Q(column=Column.INNER)
    found = (
        TitleEntry.objects.filter(line__registration__in=live)
        .order_by()
        .values_list("line__registration__bloc__name", "title__code", "title__name")
        .annotate(
            own=Count("pk", filter=Q(column=Column.OWN)),
            inner=Coalesce(Sum("count", filter=inner), 0),
            unnumbered=Count("pk", filter=inner & Q(count__isnull=True)),
        )
        .order_by("line__registration__bloc__position", "line__registration__bloc__name", "title__code")
    )
    parts = [Part(*row) for row in found]
    return parts, live.count()
