"""Names typed for a title, and what came of a promise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from core.forms import CleanCharField, DateField, FormLayout
from registrations.models import Commitment
from targets.quantity import Unreadable
from targets.rows import check_room, parse_number


class NamesForm(FormLayout, forms.Form):
    """A block of names for one title of a unit."""

    block = CleanCharField(
        label="Danh sách tên",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một tên: Nguyễn Văn A, Phó Trưởng phòng. Dán từ Word hoặc Excel đều được.",
    )
    as_of = DateField(label="Chức vụ, nơi công tác ghi theo ngày", initial=timezone.localdate)


class ResultForm(forms.Form):
    """What came of one promise, with where the figure is from; both empty takes it back."""

    result = CleanCharField(label="Kết quả", max_length=40, required=False)
    note = CleanCharField(label="Căn cứ", max_length=500, required=False)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{field.label}: {commitment.name}"[:200]
            field.widget.attrs["class"] = "form-control"
            field.widget.attrs["placeholder"] = f"{field.label}…"
            field.widget.attrs["id"] = f"id_{name}_{commitment.pk}"

    def clean_result(self) -> Any:
        words = self.cleaned_data["result"].removesuffix("%").strip()
        if not words:
            return None
        try:
            value = parse_number(words)
            check_room(value)
        except Unreadable as fault:
            raise forms.ValidationError(fault.reason) from None
        return value
