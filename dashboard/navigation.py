"""The rail: where a person can go. What they may not use is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Item:
    """One entry of the rail; `children` are the pages of its part, shown while one is inside it."""

    label: str
    url: str
    icon: str
    active: bool
    children: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What may stand in the rail: its page, and the permission without which it is left out ("" for everybody).

    An entry with `pages` opens the first of them that the person has.
    """

    label: str
    name: str
    icon: str = ""
    permission: str = ""
    pages: tuple[Entry, ...] = ()


ENTRIES = (
    Entry("Tổng quan", "dashboard:home", "house"),
    Entry("Tình hình phong trào", "dashboard:councils", "eye", "dashboard.see_council"),
    Entry("Chỉ thị", "campaigns:directives", "file-earmark-text"),
    Entry("Phong trào", "campaigns:campaigns", "flag"),
    Entry("Báo cáo chỉ tiêu", "targets:my_reports", "bullseye", "targets.see_own_reports"),
    Entry("Danh mục chỉ tiêu", "targets:indicators", "journal-text", "targets.manage_indicators"),
    Entry(
        "Đăng ký thi đua",
        "registrations:rounds",
        "patch-check",
        "registrations.see_rounds",
        pages=(
            Entry("Các đợt đăng ký", "registrations:rounds"),
            Entry("Chờ tiếp nhận", "registrations:receiving", permission="registrations.see_totals"),
        ),
    ),
    Entry(
        "Khen thưởng",
        "awards:dossiers",
        "award",
        pages=(
            Entry("Hồ sơ đề nghị", "awards:dossiers"),
            Entry("Lịch sử khen thưởng", "awards:honourees"),
            Entry("Phiên họp", "awards:sessions"),
            Entry("Hội đồng", "awards:councils"),
            Entry("Quyết định", "awards:decisions"),
            Entry("Thống kê", "awards:statistics"),
            Entry("Danh hiệu, hình thức", "awards:titles"),
            Entry("Mẫu bằng, máy in", "awards:certificate_layouts", permission="awards.print_certificates"),
        ),
    ),
    Entry("Đơn vị", "organizations:organizations", "diagram-3"),
    Entry("Khối, cụm thi đua", "organizations:blocs", "trophy"),
    Entry("Chấm điểm thi đua", "scoring:rounds", "check-circle", "scoring.see"),
    Entry("Tra cứu", "dashboard:search", "search"),
    Entry("Người dùng", "organizations:people", "people", "organizations.manage_people"),
    Entry("Nhật ký", "dashboard:audit", "clock-history", "dashboard.see_audit"),
)


def items_for(user: Any, path: str) -> list[Item]:
    """The entries for this person; the one whose part of the site is open is marked, and shows its pages."""
    return _items(ENTRIES, user, path)


def _items(entries: Sequence[Entry], user: Any, path: str) -> list[Item]:
    shown = [entry for entry in entries if not entry.permission or user.has_perm(entry.permission)]
    open_one = _open_one(shown, path)
    return [_item(entry, user, path, active=entry is open_one) for entry in shown]


def _item(entry: Entry, user: Any, path: str, *, active: bool) -> Item:
    children = tuple(_items(entry.pages, user, path)) if active else ()
    return Item(entry.label, reverse(entry.name), entry.icon, active, children)


def _open_one(entries: Sequence[Entry], path: str) -> Entry | None:
    """The entry whose address the path continues the farthest: sessions lie below the council's address."""
    found: tuple[int, Entry | None] = (0, None)
    for entry in entries:
        for page in (entry, *entry.pages):
            url = reverse(page.name)
            if (path == url if url == "/" else path.startswith(url)) and len(url) > found[0]:
                found = (len(url), entry)
    return found[1]
