"""What the list of dossiers can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from awards.enums import DossierStatus, LegalVersion
from awards.models import AwardTitle, Dossier
from core.vietnamese import searchable
from organizations.models import Organization

#: Whatever became of it after the unit sent it.
SENT = "sent"
NOT_SENT = (DossierStatus.DRAFT, DossierStatus.WITHDRAWN)


class DossierFilter(filters.FilterSet):
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "tên hồ sơ, đơn vị, số… (không cần dấu)"}),
    )
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm")
    organization = filters.ModelChoiceFilter(
        label="Đơn vị", empty_label="Mọi đơn vị", queryset=Organization.objects.none()
    )
    status = filters.ChoiceFilter(
        label="Tình trạng",
        empty_label="Mọi tình trạng",
        choices=[(SENT, "Đã nộp (mọi bước)"), *DossierStatus.choices],
        method="standing",
    )
    title = filters.ChoiceFilter(label="Danh hiệu", empty_label="Mọi danh hiệu", method="proposing")
    legal_version = filters.ChoiceFilter(
        label="Phiên bản luật",
        empty_label="Mọi phiên bản",
        choices=[(LegalVersion.L2022, "Luật 2022"), (LegalVersion.L2026, "Luật sửa đổi 2026")],
    )

    class Meta:
        model = Dossier
        fields = ("q", "year", "organization", "status", "title", "legal_version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        years = sorted(set(rows.values_list("year", flat=True)), reverse=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]
        self.filters["organization"].queryset = Organization.objects.filter(
            pk__in=rows.values("organization")
        ).order_by("name")
        titles = AwardTitle.objects.filter(lines__dossier__in=rows.values("pk")).order_by("position", "code")
        self.filters["title"].extra["choices"] = list(dict(titles.values_list("code", "name")).items())

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(search_text__contains=searchable(value))

    def standing(self, rows: Any, name: str, value: str) -> Any:
        return rows.exclude(status__in=NOT_SENT) if value == SENT else rows.filter(status=value)

    def proposing(self, rows: Any, name: str, value: str) -> Any:
        """A subquery: joined lines would be counted again in the number of lines."""
        return rows.filter(
            pk__in=Dossier.objects.filter(lines__title__code=value, lines__is_withdrawn=False).values("pk")
        )
