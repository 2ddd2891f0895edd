"""What the catalogue can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from awards.enums import AwardLevel, LegalVersion, SubjectKind, TitleKind
from awards.models import AwardTitle


class TitleFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "tên, viết tắt (không cần dấu)"}),
    )
    legal_version = filters.ChoiceFilter(
        label="Phiên bản luật",
        empty_label=None,
        choices=[(LegalVersion.L2022, "Luật 2022"), (LegalVersion.L2026, "Luật sửa đổi 2026")],
    )
    kind = filters.ChoiceFilter(label="Loại", empty_label="Mọi loại", choices=TitleKind.choices)
    subject = filters.ChoiceFilter(label="Đối tượng", empty_label="Mọi đối tượng", choices=SubjectKind.choices)
    level = filters.ChoiceFilter(label="Cấp", empty_label="Mọi cấp", choices=AwardLevel.choices)
    # Counted from the sources, which are no column: the view narrows the rows by it.
    verified = filters.ChoiceFilter(
        label="Đối chiếu",
        empty_label="Tất cả",
        method="unchanged",
        choices=[("yes", "Đã đối chiếu"), ("no", "Còn chỗ chưa đối chiếu")],
    )

    class Meta:
        model = AwardTitle
        fields = ("q", "legal_version", "kind", "subject", "level", "verified")

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def unchanged(self, rows: Any, name: str, value: str) -> Any:
        return rows
