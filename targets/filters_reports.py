"""What the pages of reports can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q

from core.vietnamese import searchable
from organizations.models import OrganizationQuerySet
from targets.enums import ReportStatus
from targets.models import UnitReport

#: What can be asked of the table of units and periods: key in the address, words, the stands it finds.
MATRIX_STANDS = {
    "cho": ("Chưa gửi", ("Chưa nhập", "Đang nhập", "Quá hạn", "Trả lại", "Trả lại, quá hạn")),
    "quahan": ("Quá hạn", ("Quá hạn", "Trả lại, quá hạn")),
    "tralai": ("Bị trả lại", ("Trả lại", "Trả lại, quá hạn")),
    "dagui": ("Chờ xác nhận", ("Đã gửi",)),
    "xong": ("Đã xác nhận", ("Đã xác nhận",)),
}


def units_standing(
    units: OrganizationQuerySet, asked: Mapping[str, str], stands: Mapping[tuple[int, int], tuple[str, str]]
) -> OrganizationQuerySet:
    """The units whose name holds the words of `q`, and which have a report that stands as `tinhtrang` asks."""
    words = asked.get("q", "").replace("\x00", "")
    if words.strip():
        units = units.matching(words)
    if asked.get("tinhtrang") in MATRIX_STANDS:
        labels = MATRIX_STANDS[asked["tinhtrang"]][1]
        units = units.filter(pk__in={unit for (unit, _), (label, _) in stands.items() if label in labels})
    return units


class MyReportsFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "chỉ thị, đơn vị… (không cần dấu)"}),
    )
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm", field_name="period__directive__year")
    status = filters.ChoiceFilter(label="Tình trạng", empty_label="Mọi tình trạng", choices=ReportStatus.choices)

    class Meta:
        model = UnitReport
        fields = ("q", "year", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-period__directive__year").values_list("period__directive__year", flat=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years.distinct()]

    def matching(self, rows: Any, name: str, value: str) -> Any:
        words = searchable(value)
        found = Q(organization__search_text__contains=words) | Q(period__directive__search_text__contains=words)
        return rows.filter(found)
