"""When the list of targets of a directive may change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from campaigns.enums import Status
from campaigns.models import Directive
from targets.models import Actual, Assignment, Target


def blockers_to_edit_targets(directive: Directive, *, on: date) -> list[str]:
    """Targets change only while the directive is a draft: they are part of its paper."""
    if directive.is_editable:
        return []
    if directive.status in (Status.IN_REVIEW, Status.APPROVED):
        return ["Chỉ thị đang chờ duyệt hoặc chờ số nên không sửa được chỉ tiêu. Muốn sửa, đề nghị lãnh đạo trả lại."]
    return ["Chỉ thị đã ban hành, chỉ tiêu được giữ nguyên. Muốn điều chỉnh phải ban hành văn bản khác."]


def blockers_to_remove(targets: Collection[Target]) -> list[str]:
    """A target that was given to a unit or has results is not taken away behind the unit's back."""
    given = Assignment.objects.filter(target__in=targets).select_related("target", "organization")
    reasons = [
        f"“{row.target.name}” đã giao cho {row.organization.name}. Hãy bỏ giao trước khi xóa dòng." for row in given
    ]
    held = Actual.objects.filter(target__in=targets).select_related("target")
    return reasons + [
        f"“{name}” đã có kết quả báo cáo nên không xóa được." for name in sorted({a.target.name for a in held})
    ]
