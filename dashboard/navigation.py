"""The rail: where a person can go. What they may not use is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Item:
    """One entry of the rail."""

    label: str
    url: str
    icon: str
    active: bool


#: label, URL name, icon, permission without which the entry is left out ("" for everybody).
ENTRIES = (
    ("Tổng quan", "dashboard:home", "house", ""),
    ("Chỉ thị", "campaigns:directives", "file-earmark-text", ""),
    ("Phong trào", "campaigns:campaigns", "flag", ""),
    ("Báo cáo chỉ tiêu", "targets:my_reports", "bullseye", "targets.see_own_reports"),
    ("Danh mục chỉ tiêu", "targets:indicators", "journal-text", "targets.manage_indicators"),
    ("Đơn vị", "organizations:organizations", "diagram-3", ""),
    ("Người dùng", "organizations:people", "people", "organizations.manage_people"),
)


def items_for(user: Any, path: str) -> list[Item]:
    """The entries for this person; the one whose part of the site is open is marked."""
    entries = []
    for label, name, icon, permission in ENTRIES:
        url = reverse(name)
        if not permission or user.has_perm(permission):
            active = path == url if url == "/" else path.startswith(url)
            entries.append(Item(label, url, icon, active))
    return entries
