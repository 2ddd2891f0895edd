"""What the list of notices can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters

from notices.models import Notice
from notices.registry import kinds
from notices.selectors import groups


class NoticeFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        label="Đã đọc", empty_label="Tất cả", choices=[("unread", "Chưa đọc"), ("read", "Đã đọc")], method="in_state"
    )
    group = filters.ChoiceFilter(
        label="Về việc",
        empty_label="Mọi việc",
        choices=lambda: [(name, name) for name, _ in groups()],
        method="in_group",
    )

    class Meta:
        model = Notice
        fields = ("state", "group")

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(read_at__isnull=value == "unread")

    def in_group(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(kind__in=[kind.code for kind in kinds() if kind.group == value])
