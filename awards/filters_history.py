"""What the register can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from awards.enums import SubjectKind
from awards.models import AwardRecord, AwardTitle, Honouree
from awards.selectors.history import awarded, searched
from organizations.models import Organization


class HonoureeFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "tên, CCCD, “CSTĐCS 2023”…"}),
    )
    organization = filters.ModelChoiceFilter(
        label="Đơn vị", empty_label="Mọi đơn vị", queryset=Organization.objects.none()
    )
    kind = filters.ChoiceFilter(label="Đối tượng", empty_label="Mọi đối tượng", choices=SubjectKind.choices)
    title = filters.ChoiceFilter(label="Danh hiệu", empty_label="Mọi danh hiệu", method="unchanged")
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm", method="of_awards")

    class Meta:
        model = Honouree
        fields = ("q", "organization", "kind", "title", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Honouree.objects.visible_to(self.request.user)
        self.filters["organization"].queryset = Organization.objects.filter(
            pk__in=seen.values("organization")
        ).order_by("name")
        years = (
            AwardRecord.objects.filter(honouree__in=seen.values("pk"))
            .order_by()
            .values_list("year", flat=True)
            .distinct()
        )
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in sorted(years, reverse=True)]
        titles = AwardTitle.objects.order_by("position", "legal_version").values_list("code", "name")
        self.filters["title"].extra["choices"] = list(dict(titles).items())

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return searched(rows, value, self.request.user)

    def unchanged(self, rows: Any, name: str, value: str) -> Any:
        return rows

    def of_awards(self, rows: Any, name: str, value: str) -> Any:
        return rows

    def filter_queryset(self, queryset: Any) -> Any:
        """Title and year together are of one award."""
        rows = super().filter_queryset(queryset)
        title, year = self.form.cleaned_data.get("title"), self.form.cleaned_data.get("year")
        return awarded(rows, {title} if title else set(), int(year) if year else None)
