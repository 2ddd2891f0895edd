"""What the lists of this app can be narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django import forms

from campaigns.models import Campaign
from core.vietnamese import fold
from organizations.models import Bloc
from registrations.enums import LineStatus, RegistrationStatus
from registrations.models import Registration, Round, UnitLine

#: How a round stands on a day.
STATES = {"mo": "Đang mở", "chua": "Chưa mở", "het": "Đã hết hạn"}


def _search(what: str) -> filters.CharFilter:
    return filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": f"{what}… (không cần dấu)"}),
    )


class RoundFilter(filters.FilterSet):
    q = _search("tên đợt")
    year = filters.ChoiceFilter(label="Năm", empty_label="Mọi năm")
    campaign = filters.ModelChoiceFilter(
        label="Phong trào", empty_label="Mọi phong trào", queryset=Campaign.objects.none()
    )
    state = filters.ChoiceFilter(
        label="Tình trạng", empty_label="Mọi tình trạng", choices=list(STATES.items()), method="standing"
    )

    class Meta:
        model = Round
        fields = ("q", "year", "campaign", "state")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        rows = self.queryset.order_by()
        years = sorted(set(rows.values_list("year", flat=True)), reverse=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]
        self.filters["campaign"].queryset = Campaign.objects.filter(pk__in=rows.values("campaign"))

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def standing(self, rows: Any, name: str, value: str) -> Any:
        if value == "chua":
            return rows.filter(opens_on__gt=self.on)
        if value == "het":
            return rows.filter(due_on__lt=self.on)
        return rows.filter(opens_on__lte=self.on, due_on__gte=self.on)


class RegistrationFilter(filters.FilterSet):
    q = _search("tên khối, cụm")
    status = filters.ChoiceFilter(label="Tình trạng", empty_label="Mọi tình trạng", choices=RegistrationStatus.choices)

    class Meta:
        model = Registration
        fields = ("q", "status")

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(bloc__search_text__contains=fold(value))


class LineFilter(filters.FilterSet):
    q = _search("tên đơn vị")
    status = filters.ChoiceFilter(label="Tình trạng", empty_label="Mọi tình trạng", choices=LineStatus.choices)
    bloc = filters.ModelChoiceFilter(
        label="Khối, cụm", empty_label="Mọi khối, cụm", queryset=Bloc.objects.none(), field_name="registration__bloc"
    )

    class Meta:
        model = UnitLine
        fields = ("q", "status", "bloc")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["bloc"].queryset = Bloc.objects.filter(
            pk__in=self.queryset.order_by().values("registration__bloc")
        )

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(organization__search_text__contains=fold(value))
