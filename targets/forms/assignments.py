"""What is typed to give targets to units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import CleanCharField, DateField, FormLayout
from organizations.models import Organization
from targets.models import Target

_CHOOSE_TARGET = "Chưa chọn chỉ tiêu nào. Đánh dấu ở cột đầu của bảng."
_MOST_DIGITS = 18
_CHOOSE_UNIT = "Chưa chọn đơn vị nào."


class TargetsField(forms.ModelMultipleChoiceField):
    """Targets by their numbers; a number no column holds is no target, and SQLite would not even look for it."""

    def clean(self, value: Any) -> Any:
        if any(len(str(key)) > _MOST_DIGITS for key in value or ()):
            raise forms.ValidationError(_CHOOSE_TARGET, code="invalid_choice")
        return super().clean(value)


class AssignForm(FormLayout, forms.Form):
    """Which targets, to which units, how much of each, until when.

    The boxes of the targets stand in the table, the others beside it; `rows` and `units` are what may be chosen.
    """

    targets = TargetsField(
        label="Chỉ tiêu", queryset=Target.objects.none(), error_messages={"required": _CHOOSE_TARGET}
    )
    units = forms.MultipleChoiceField(label="Đơn vị nhận", error_messages={"required": _CHOOSE_UNIT})
    share = CleanCharField(
        label="Phần giao",
        max_length=200,
        required=False,
        help_text="Để trống: cả chỉ tiêu. Ghi số, ví dụ 1.200: mỗi đơn vị một phần.",
    )
    due_on = DateField(label="Thời hạn")
    note = CleanCharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, rows: Any, units: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of_units = {str(unit.pk): unit for unit in units}
        targets, chosen = self.fields["targets"], self.fields["units"]
        assert isinstance(targets, forms.ModelMultipleChoiceField)
        assert isinstance(chosen, forms.MultipleChoiceField)
        targets.queryset = rows
        chosen.choices = [(key, unit.name) for key, unit in self.choices_of_units.items()]

    def clean_units(self) -> list[Organization]:
        return [self.choices_of_units[key] for key in self.cleaned_data["units"]]

    def chosen(self, name: str) -> set[str]:
        """The keys that are marked, to mark them again after a refusal."""
        return set(self.data.getlist(name)) if self.is_bound else set(map(str, self.initial.get(name, [])))  # type: ignore[attr-defined]  # bound to a QueryDict


class UnassignForm(FormLayout, forms.Form):
    """Why a target is taken back."""

    reason = CleanCharField(
        label="Lý do bỏ giao",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đơn vị được báo kèm lý do này.",
    )
