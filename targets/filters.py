"""What the lists of this app can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.http import QueryDict

from core.vietnamese import searchable, sort_key
from organizations.models import Organization
from targets.enums import Group, Verdict
from targets.models import Indicator
from targets.periods import Period
from targets.selectors.indicators import search_key
from targets.selectors.standing import Standing


def _search_input(what: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search", "placeholder": f"{what}… (không cần dấu)"})


class StandingFilter:
    """Narrows the standings of one directive; they are computed, so it filters rows, not a query.

    What the address says and the form does not know is left out, as in every list.
    """

    def __init__(self, data: QueryDict, periods: Sequence[Period], units: Sequence[Organization]) -> None:
        self._periods = {f"{period.kind}-{period.index}": period for period in periods}
        self.form = _StandingForm(data or None)
        fields = self.form.fields
        fields["period"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Mới nhất"),
            *((key, f"Hết {period.label[:1].lower()}{period.label[1:]}") for key, period in self._periods.items()),
        ]
        names = sorted({(unit.pk, unit.name) for unit in units}, key=lambda unit: sort_key(unit[1]))
        fields["unit"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Mọi đơn vị"),
            ("0", "(chưa giao)"),
            *((str(pk), name) for pk, name in names),
        ]

    @staticmethod
    def until_of(data: QueryDict, periods: Sequence[Period]) -> date | None:
        """The last day of the period asked for, if it is one of these."""
        asked = data.get("period", "")
        return next((one.ends_on for one in periods if f"{one.kind}-{one.index}" == asked), None)

    def rows(self, every: Sequence[Standing]) -> list[Standing]:
        self.form.is_valid()
        asked: dict[str, Any] = getattr(self.form, "cleaned_data", {})
        return [one for one in every if _fits(one, asked)]


class _StandingForm(forms.Form):
    q = forms.CharField(label="Tìm", required=False, widget=_search_input("tên chỉ tiêu"))
    group = forms.ChoiceField(
        label="Nhóm", required=False, choices=[("", "Mọi nhóm"), *Group.choices, ("0", "(chưa xếp nhóm)")]
    )
    verdict = forms.ChoiceField(label="Đánh giá", required=False, choices=[("", "Mọi mức"), *Verdict.choices])
    unit = forms.ChoiceField(label="Đơn vị", required=False)
    period = forms.ChoiceField(label="Kỳ", required=False)


def _fits(one: Standing, asked: dict[str, Any]) -> bool:
    target = one.target
    words, unit = searchable(asked.get("q", "")), asked.get("unit", "")
    whole = searchable(target.parent.name) if target.parent else ""
    return (
        (not words or words in target.search_text or words in whole)
        and asked.get("group", "") in ("", target.group or "0")
        and asked.get("verdict", "") in ("", one.verdict)
        and (not unit or ("0" if not one.units else "") == unit or unit in {str(org.pk) for org in one.units})
    )


class IndicatorFilter(filters.FilterSet):
    q = filters.CharFilter(label="Tìm", method="matching", widget=_search_input("tên, tên gọi khác, mã"))
    group = filters.ChoiceFilter(label="Nhóm", empty_label="Mọi nhóm", choices=Group.choices)
    active = filters.ChoiceFilter(
        label="Tình trạng",
        empty_label="Tất cả",
        field_name="is_active",
        choices=[("True", "Đang dùng"), ("False", "Ngừng dùng")],
    )

    class Meta:
        model = Indicator
        fields = ("q", "group", "active")

    def matching(self, rows: Any, name: str, value: str) -> Any:
        for word in search_key(value).split():
            rows = rows.filter(search_text__contains=word)
        return rows
