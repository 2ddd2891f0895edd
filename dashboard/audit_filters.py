"""What the log and the changes can be narrowed by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core.auditing import model_of
from core.forms import DateField
from core.models import Change, LogEntry
from core.vietnamese import searchable
from dashboard.audit import kinds
from organizations.models import User


class _DayFilter(filters.Filter):
    field_class = DateField


class _NarrowedFilter(filters.FilterSet):
    """By person, kind of record and days; both lists have these."""

    nguoi = filters.CharFilter(
        label="Người thực hiện",
        method="by_person",
        widget=forms.TextInput(attrs={"placeholder": "họ tên…"}),
    )
    loai = filters.ChoiceFilter(label="Loại bản ghi", empty_label="Mọi loại", choices=kinds, method="of_kind")
    tu = _DayFilter(label="Từ ngày", method="since")
    den = _DayFilter(label="Đến hết ngày", method="until")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def by_person(self, rows: Any, name: str, value: str) -> Any:
        people = User.objects.visible_to(self.user).filter(search_text__contains=searchable(value))
        return rows.filter(actor__in=people.order_by().values("pk"))

    def since(self, rows: Any, name: str, value: date) -> Any:
        return rows.filter(at__gte=_midnight(value))

    def until(self, rows: Any, name: str, value: date) -> Any:
        return rows.filter(at__lt=_midnight(value + timedelta(days=1)))


class LogFilter(_NarrowedFilter):
    q = filters.CharFilter(
        label="Tìm",
        method="with_words",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "việc, lý do…"}),
    )

    class Meta:
        model = LogEntry
        fields = ("q", "nguoi", "loai", "tu", "den")

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(search_text__contains=searchable(value))

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        model = model_of(value)
        assert model is not None  # one of the choices
        return rows.filter(content_type=ContentType.objects.get_for_model(model))


class ChangeFilter(_NarrowedFilter):
    """`lan` keeps one act, `ma` one record of the kind; links bring them, nobody types them."""

    viec = filters.ChoiceFilter(
        label="Thay đổi", empty_label="Mọi thay đổi", choices=Change.Operation.choices, field_name="operation"
    )
    lan = filters.CharFilter(field_name="act", widget=forms.HiddenInput)
    ma = filters.NumberFilter(
        field_name="object_id", widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1, decimal_places=0
    )

    class Meta:
        model = Change
        fields = ("nguoi", "loai", "viec", "tu", "den", "lan", "ma")

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(model_table=value)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
