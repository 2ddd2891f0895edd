"""What the lists of this app can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from campaigns.enums import CampaignKind, Status
from campaigns.models import Campaign, Directive
from organizations.models import Organization


def _search(what: str) -> filters.CharFilter:
    return filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": f"{what}… (không cần dấu)"}),
    )


def _years(rows: Any) -> list[tuple[int, str]]:
    years = rows.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in years]


class DirectiveFilter(filters.FilterSet):
    q = _search("trích yếu, số")
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm")
    issuer = filters.ModelChoiceFilter(
        label="Cơ quan", empty_label="Mọi cơ quan", queryset=Organization.objects.none(), field_name="issuer"
    )
    status = filters.ChoiceFilter(label="Trạng thái", empty_label="Mọi trạng thái", choices=Status.choices)
    campaign = filters.ModelChoiceFilter(
        label="Phong trào", empty_label="Mọi phong trào", queryset=Campaign.objects.none()
    )

    class Meta:
        model = Directive
        fields = ("q", "year", "issuer", "status", "campaign")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = _years(self.queryset)
        self.filters["issuer"].queryset = Organization.objects.filter(
            pk__in=self.queryset.order_by().values("issuer")
        ).order_by("name")
        self.filters["campaign"].queryset = Campaign.objects.filter(pk__in=self.queryset.order_by().values("campaign"))

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)


class CampaignFilter(filters.FilterSet):
    q = _search("tên, chủ đề")
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm")
    kind = filters.ChoiceFilter(label="Loại", empty_label="Mọi loại", choices=CampaignKind.choices)

    class Meta:
        model = Campaign
        fields = ("q", "year", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = _years(self.queryset)

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)
