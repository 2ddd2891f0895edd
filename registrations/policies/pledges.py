"""Whether the promises of a registration can be judged now."""

from __future__ import annotations

from datetime import date

from registrations.models import Registration


def blockers_to_judge(registration: Registration, *, on: date) -> list[str]:
    """What was accepted is judged, and not before the year is over or almost."""
    if registration.accepted_version_id is None:
        return ["Bản đăng ký chưa được tiếp nhận nên chưa có cam kết để đánh giá."]
    first = date(registration.round.year, 10, 1)
    if on < first:
        return [f"Cam kết của năm {registration.round.year} được đánh giá từ ngày {first:%d/%m/%Y}."]
    return []
