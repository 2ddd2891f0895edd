"""What the list of decisions can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from awards.enums import DecisionKind, DecisionStatus
from awards.models import Decision
from core.vietnamese import searchable

_SUBMISSION = "submission"


class DecisionFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "số, trích yếu (không cần dấu)"}),
    )
    year = filters.ChoiceFilter(label="Năm thành tích", empty_label="Mọi năm")
    kind = filters.ChoiceFilter(
        label="Loại",
        empty_label="Mọi loại",
        choices=[*DecisionKind.choices, (_SUBMISSION, "Tờ trình cấp trên")],
        method="of_kind",
    )
    status = filters.ChoiceFilter(label="Tình trạng", empty_label="Mọi tình trạng", choices=DecisionStatus.choices)

    class Meta:
        model = Decision
        fields = ("q", "year", "kind", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = sorted(set(self.queryset.order_by().values_list("year", flat=True)), reverse=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(search_text__contains=searchable(value))

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        if value == _SUBMISSION:
            return rows.filter(is_submission=True)
        return rows.filter(kind=value, is_submission=False)
