"""Whether points can be written on a sheet, sent on or returned now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.entries import Asked, Entry, lacking
from scoring.enums import STAGE_OF, STATUS_BEFORE, SheetStatus, Stage
from scoring.models import Ballot, ScoreSheet

_WAITS_FOR: dict[str, str] = {
    SheetStatus.DRAFT: "đơn vị đang tự chấm",
    SheetStatus.SELF_SCORED: "đang chờ đơn vị chấm chéo",
    SheetStatus.CROSS_CHECKED: "đang chờ khối chấm",
    SheetStatus.BLOC_SCORED: "đang chờ thẩm định",
}


def blockers_to_score(sheet: ScoreSheet, stage: Stage | None) -> list[str]:
    """Points are written at the stage at which the sheet stands."""
    if sheet.status == SheetStatus.CHECKED:
        return ["Bảng đã thẩm định nên không sửa điểm được. Muốn sửa, đề nghị cán bộ thi đua mở lại."]
    if STAGE_OF[sheet.status] != stage:
        return [f"Bảng không còn ở bước này: {_WAITS_FOR[sheet.status]}. Hãy tải lại trang để xem điểm mới."]
    if stage == Stage.CROSS and sheet.checker_id is None:
        return ["Trưởng khối chưa phân công đơn vị chấm chéo."]
    return []


def blockers_to_send(sheet: ScoreSheet, entries: Mapping[int, Entry], asked: Sequence[Asked]) -> list[str]:
    """Every criterion has points (0 is points), and what differs or needs proof says so."""
    stage = STAGE_OF.get(sheet.status)
    if reasons := blockers_to_score(sheet, stage):
        return reasons
    checks = stage == Stage.SELF
    return [
        f"“{one.name}”: {words}."
        for one in asked
        if (words := lacking(entries.get(one.key), one, checks_evidence=checks))
    ]


def blockers_to_return(sheet: ScoreSheet) -> list[str]:
    """One step back, while the bloc has neither published nor voted on what would change."""
    if sheet.status not in STATUS_BEFORE:
        return ["Bảng đang ở đơn vị, không có gì để trả lại."]
    if sheet.status != SheetStatus.BLOC_SCORED:
        return []
    if sheet.round.is_published:
        return ["Kết quả của khối đã công bố nên không trả lại. Thẩm định khác điểm khối thì ghi điểm và lý do."]
    if Ballot.objects.filter(round=sheet.round_id).exists():
        return ["Khối đã bình chọn theo điểm này nên không trả lại. Thẩm định khác thì ghi điểm và lý do."]
    return []


def blockers_to_prove(sheet: ScoreSheet) -> list[str]:
    """Files are given by the unit while it scores itself."""
    if sheet.status == SheetStatus.DRAFT:
        return []
    return ["Minh chứng chỉ thêm, bỏ được khi đơn vị đang tự chấm. Cần bổ sung thì đề nghị trả lại bảng."]
