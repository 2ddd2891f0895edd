"""What the lists of this app can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone

from organizations.enums import Kind, Level, Role
from organizations.models import Membership, Organization, User


def _search(hint: str) -> filters.CharFilter:
    return filters.CharFilter(
        label="Tìm", method="matching", widget=forms.TextInput(attrs={"type": "search", "placeholder": hint})
    )


class OrganizationFilter(filters.FilterSet):
    q = _search("tên, mã… (không cần dấu)")
    kind = filters.ChoiceFilter(label="Loại", empty_label="Mọi loại", choices=Kind.choices)
    level = filters.ChoiceFilter(label="Cấp", empty_label="Mọi cấp", choices=Level.choices)
    state = filters.ChoiceFilter(
        label="Hiệu lực",
        empty_label="Tất cả",
        choices=[("now", "Đang hoạt động"), ("ended", "Đã kết thúc")],
        method="in_state",
    )

    class Meta:
        model = Organization
        fields = ("q", "kind", "level", "state")

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        today = timezone.localdate()
        return rows.valid_on(today) if value == "now" else rows.filter(valid_to__lte=today)


class PersonFilter(filters.FilterSet):
    q = _search("họ tên, tên đăng nhập…")
    role = filters.ChoiceFilter(label="Vai trò", empty_label="Mọi vai trò", choices=Role.choices, method="holding")
    active = filters.ChoiceFilter(
        label="Tài khoản",
        empty_label="Tất cả",
        choices=[("1", "Đang hoạt động"), ("0", "Đã khóa")],
        field_name="is_active",
    )

    class Meta:
        model = User
        fields = ("q", "role", "active")

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def holding(self, rows: Any, name: str, value: str) -> Any:
        held = Membership.objects.in_force(timezone.localdate()).filter(role=value)
        return rows.filter(pk__in=held.values("user"))
