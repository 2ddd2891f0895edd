"""What the list of sessions can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from awards.enums import SessionStatus
from awards.models import Session
from core.vietnamese import fold


class SessionFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "tên, địa điểm (không cần dấu)"}),
    )
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm", field_name="held_on__year")
    status = filters.ChoiceFilter(label="Tình trạng", empty_label="Mọi tình trạng", choices=SessionStatus.choices)

    class Meta:
        model = Session
        fields = ("q", "year", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-held_on__year").values_list("held_on__year", flat=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in dict.fromkeys(years)]

    def matching(self, rows: Any, name: str, value: str) -> Any:
        """Accents ignored, as everywhere; a body holds a few sessions a year, so they are compared here."""
        words = fold(value)
        known = rows.order_by().values_list("pk", "name", "place")
        return rows.filter(pk__in=[pk for pk, name, place in known if words in fold(f"{name} {place}")])
