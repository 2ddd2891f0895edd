"""Whether the places a unit registered can be given names now."""

from __future__ import annotations

from datetime import date

from registrations.models import UnitLine


def blockers_to_name(line: UnitLine, *, on: date) -> list[str]:
    """Names stand on what was accepted; before that a count may still change."""
    if line.registration.accepted_version_id is None:
        return ["Bản đăng ký của khối chưa được tiếp nhận nên chưa ghi tên được."]
    return []
