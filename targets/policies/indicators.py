"""When the way a target is judged may be completed."""

from __future__ import annotations

from campaigns.enums import Status
from targets.models import Target


def blockers_to_judge(target: Target) -> list[str]:
    """At any time while the directive stands: it changes no word of the paper."""
    if target.directive.status == Status.REVOKED:
        return ["Chỉ thị đã bị bãi bỏ, chỉ còn để tra cứu."]
    if not target.is_figure:
        return ["Dòng này chỉ là tên chung của các dòng dưới, không có mức cần đạt để đánh giá."]
    return []
