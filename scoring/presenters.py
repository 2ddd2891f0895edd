"""What can be done next with a score sheet, by whom, and why a button is closed."""

from __future__ import annotations

from django.urls import reverse

from core.actions import Action, NextStep
from organizations.models import User
from scoring.enums import STAGE_OF, SheetStatus, Stage
from scoring.models import ScoreSheet
from scoring.policies import sheets as policies

_WHERE: dict[str, str] = {
    SheetStatus.DRAFT: "Đơn vị đang tự chấm. Chấm đủ mọi tiêu chí thì gửi; không có điểm thì ghi 0.",
    SheetStatus.SELF_SCORED: "Đã tự chấm, đang chờ chấm chéo.",
    SheetStatus.CROSS_CHECKED: "Đã chấm chéo, đang chờ khối chấm.",
    SheetStatus.BLOC_SCORED: "Khối đã chấm, đang chờ cán bộ thi đua thẩm định.",
    SheetStatus.CHECKED: "Đã thẩm định, điểm không đổi nữa.",
}
_PERMISSION = {
    Stage.SELF: "scoring.score_self",
    Stage.CROSS: "scoring.score_cross",
    Stage.BLOC: "scoring.score_bloc",
    Stage.STAFF: "scoring.score_staff",
}


def permission_of(stage: Stage | None) -> str:
    """What it takes to give the points of a stage, and to send back those of the stage before."""
    return _PERMISSION[stage or Stage.STAFF]


def sheet_step(sheet: ScoreSheet, user: User) -> NextStep:
    """Where the sheet stands, who must act, and this person's way to return it. Points are sent under the table."""
    stage = STAGE_OF.get(sheet.status)
    may_return = sheet.status != SheetStatus.DRAFT and user.has_perm(permission_of(stage), sheet)
    label = "Mở lại thẩm định" if sheet.status == SheetStatus.CHECKED else "Trả lại bước trước"
    url = reverse("scoring:sheet_return", args=[sheet.pk])
    actions = [Action(label, url, reasons=policies.blockers_to_return(sheet), icon="reply")] if may_return else []
    return NextStep(where=_WHERE[sheet.status], who=_who(sheet, stage), actions=actions)


def _who(sheet: ScoreSheet, stage: Stage | None) -> str:
    if stage == Stage.SELF:
        return f"Việc của {sheet.organization}"
    if stage == Stage.CROSS:
        return f"Việc của {sheet.checker}" if sheet.checker else "Trưởng khối cần phân công đơn vị chấm chéo"
    return {Stage.BLOC: "Việc của trưởng khối", Stage.STAFF: "Việc của cán bộ thi đua"}.get(stage, "") if stage else ""
