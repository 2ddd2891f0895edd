"""Whether the scoring of a bloc can be opened, its cross-checkers named, its result published now."""

from __future__ import annotations

from collections.abc import Sequence

from organizations.enums import BlocRole
from organizations.models import Bloc, BlocMembership, Organization
from scoring.enums import SCORED_BY_BLOC, SheetStatus
from scoring.models import ScoreSheet, ScoringRound
from scoring.selectors.schemes import scheme_in_force


def blockers_to_open(bloc: Bloc, year: int) -> list[str]:
    """A bloc with a leader that year and a published table; opened again it takes in units that came later."""
    seats = list(BlocMembership.objects.filter(bloc=bloc, year=year).values_list("organization", "role"))
    if not seats:
        return [f"{bloc} chưa ghi đơn vị thành viên năm {year}. Hãy ghi thành viên trước."]
    there = ScoreSheet.objects.filter(round__bloc=bloc, round__year=year).values_list("organization", flat=True)
    if there and {unit for unit, _ in seats} <= set(there):
        return [f"{bloc} đã mở chấm điểm năm {year} cho tất cả đơn vị."]
    reasons = []
    if BlocRole.HEAD not in {role for _, role in seats}:
        reasons.append(f"{bloc} chưa có {bloc.role_label(BlocRole.HEAD).lower()} năm {year}.")
    if len(seats) < 2:
        reasons.append(f"{bloc} chỉ có một đơn vị, không có ai để chấm chéo.")
    if scheme_in_force(bloc, year) is None:
        reasons.append(f"Chưa công bố bảng tiêu chí năm {year} cho {bloc}. Hãy công bố bảng trước.")
    return reasons


def blockers_to_appoint(sheet: ScoreSheet, checker: Organization | None, members: Sequence[int]) -> list[str]:
    """Another unit of the bloc checks, named before the cross-check is sent."""
    if sheet.status not in (SheetStatus.DRAFT, SheetStatus.SELF_SCORED):
        return [f"{sheet.organization} đã được chấm chéo, không đổi đơn vị chấm nữa."]
    if checker is None:
        return []
    if checker.pk == sheet.organization_id:
        return [f"{sheet.organization} không tự chấm chéo mình. Hãy chọn đơn vị khác."]
    if checker.pk not in members:
        return [f"{checker} không phải thành viên của khối trong năm."]
    return []


def blockers_to_publish(round_: ScoringRound, sheets: Sequence[ScoreSheet]) -> list[str]:
    """Everybody has the bloc's points; published once."""
    if round_.is_published:
        return ["Kết quả đã công bố."]
    return blockers_to_finish(sheets)


def blockers_to_finish(sheets: Sequence[ScoreSheet]) -> list[str]:
    """Units that the bloc has not scored yet."""
    if not sheets:
        return ["Chưa có bảng chấm điểm nào."]
    waiting = [str(sheet.organization) for sheet in sheets if sheet.status not in SCORED_BY_BLOC]
    if not waiting:
        return []
    named = "; ".join(waiting[:3]) + ("…" if len(waiting) > 3 else "")
    return [f"Còn {len(waiting)} đơn vị khối chưa chấm xong: {named}."]
