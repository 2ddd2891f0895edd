"""The scoring of a bloc in a year: opened, cross-checkers named, the result published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from core.errors import Conflict
from core.log import record
from organizations.models import Bloc, BlocMembership, Organization, User
from organizations.services.saving import refuse
from scoring import notices
from scoring.enums import SheetStatus
from scoring.models import Scheme, ScoreSheet, ScoringRound
from scoring.policies import rounds as policies
from scoring.selectors.rounds import members_of, sheets_of
from scoring.selectors.schemes import scheme_in_force
from targets.selectors.assignments import officers_of


@transaction.atomic
def open_round(bloc: Bloc, *, year: int, by: User) -> ScoringRound:
    """Give every member unit of the year a sheet of the published table; opened again, those that came later."""
    bloc = Bloc.objects.select_for_update(of=("self",)).select_related("organizer").get(pk=bloc.pk)
    refuse(policies.blockers_to_open(bloc, year))
    found = ScoringRound.objects.filter(bloc=bloc, year=year).select_related("scheme").first()
    round_ = found or ScoringRound.objects.create(bloc=bloc, year=year, scheme=_scheme(bloc, year), opened_by=by)
    units = BlocMembership.objects.filter(bloc=bloc, year=year).values_list("organization", flat=True)
    new = set(units) - set(round_.sheets.values_list("organization", flat=True))
    order = units.order_by("position", "pk")
    ScoreSheet.objects.bulk_create(ScoreSheet(round=round_, organization_id=unit) for unit in order if unit in new)
    record(round_, verb="mở chấm điểm", by=by, comment=f"{len(new)} đơn vị, {round_.scheme}")
    words = f"Đề nghị đơn vị tự chấm điểm thi đua năm {year} theo “{round_.scheme.name}”."
    notices.tell_of_round(round_, new, kind=notices.WAITING, words=words, by=by)
    return round_


@transaction.atomic
def appoint_checkers(round_: ScoringRound, chosen: Mapping[int, Organization | None], *, by: User) -> int:
    """Name the unit that cross-checks each sheet (by its number); how many changed. All or none."""
    sheets = {sheet.pk: sheet for sheet in locked_sheets(round_)}
    members = [unit.pk for unit in members_of(round_)]
    changing = [
        (sheets[pk], unit)
        for pk, unit in chosen.items()
        if pk in sheets and sheets[pk].checker_id != (unit and unit.pk)
    ]
    refuse([reason for sheet, unit in changing for reason in policies.blockers_to_appoint(sheet, unit, members)])
    for sheet, unit in changing:
        sheet.checker = unit
        sheet.save(update_fields=["checker"])
        verb = f"phân công chấm chéo: {unit.name}" if unit else "bỏ phân công chấm chéo"
        record(sheet, verb=verb, by=by)
        if unit and sheet.status == SheetStatus.SELF_SCORED:
            tell_checker(sheet, by=by)
    return len(changing)


def in_a_ring(round_: ScoringRound, sheets: Sequence[ScoreSheet]) -> dict[int, Organization | None]:
    """Each unit without a checker to the next of the bloc, the last to the first."""
    members = members_of(round_)
    place = {unit.pk: number for number, unit in enumerate(members)}
    return {
        sheet.pk: members[(place[sheet.organization_id] + 1) % len(members)]
        for sheet in sheets
        if sheet.checker_id is None and sheet.organization_id in place and len(members) > 1
    }


@transaction.atomic
def publish_round(round_: ScoringRound, *, by: User) -> ScoringRound:
    """Show the ranking to every unit of the bloc, for good. Of two who publish at once one gets a `Conflict`."""
    refuse(policies.blockers_to_publish(round_, locked_sheets(round_)))
    now = timezone.now()
    if not ScoringRound.objects.filter(pk=round_.pk, published_at=None).update(published_at=now, published_by=by):
        raise Conflict("Kết quả vừa được công bố.")
    round_.published_at, round_.published_by = now, by
    record(round_, verb="công bố kết quả chấm điểm", by=by)
    units = [sheet.organization_id for sheet in sheets_of(round_)]
    notices.tell_of_round(round_, units, kind=notices.RESULT, words="Khối đã công bố kết quả chấm điểm.", by=by)
    return round_


def tell_checker(sheet: ScoreSheet, *, by: User) -> None:
    """The sheet waits for the unit that cross-checks it."""
    officers = officers_of([sheet.checker_id]) if sheet.checker_id else {}
    people = [person for found in officers.values() for person in found]
    words = f"Đề nghị chấm chéo bảng của {sheet.organization.name}."
    notices.tell_of_sheet(sheet, people, kind=notices.WAITING, words=words, by=by)


def _scheme(bloc: Bloc, year: int) -> Scheme:
    found = scheme_in_force(bloc, year)
    assert found is not None  # the policy asked
    return found


def locked_sheets(round_: ScoringRound) -> list[ScoreSheet]:
    """The sheets as they are now, which nobody moves before this is done."""
    list(ScoreSheet.objects.select_for_update(of=("self",)).filter(round=round_).order_by("pk"))
    return sheets_of(round_)
