"""What is typed and chosen in the vote on the leading unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import CleanCharField, DateField, FormLayout
from organizations.models import Organization

NOBODY = "0"


class VoteForm(forms.Form):
    """One choice."""

    choice = forms.ChoiceField(
        label="Đơn vị được bình chọn",
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn. Không muốn chọn đơn vị nào thì chọn dòng cuối."},
    )

    def __init__(self, *args: Any, units: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((str(unit.pk), unit.name) for unit in units), (NOBODY, "Không chọn đơn vị nào")]

    @property
    def chosen(self) -> int | None:
        choice = self.cleaned_data["choice"]
        return None if choice == NOBODY else int(choice)


class OpenBallotForm(FormLayout, forms.Form):
    """When the bloc votes."""

    held_on = DateField(label="Ngày bình chọn")


class PaperForm(FormLayout, forms.Form):
    """The counts of a vote on paper."""

    held_on = DateField(label="Ngày hội nghị")
    ballots = forms.IntegerField(label="Số phiếu thu về", min_value=0, max_value=999)

    def __init__(self, *args: Any, units: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            self.fields[f"phieu-{unit.pk}"] = forms.IntegerField(
                label=unit.name, min_value=0, max_value=999, required=False, help_text="Để trống là 0 phiếu."
            )

    @property
    def counts(self) -> dict[int, int]:
        return {unit.pk: self.cleaned_data[f"phieu-{unit.pk}"] or 0 for unit in self.units}


class ConcludeForm(FormLayout, forms.Form):
    """Who leads, by which minutes, and between equals why."""

    chosen = forms.ChoiceField(label="Đơn vị dẫn đầu")
    minutes = CleanCharField(label="Số biên bản", max_length=300, help_text="Ví dụ: 02/BB-KTĐ ngày 10/12/2024")
    reason = CleanCharField(
        label="Lý do",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi có nhiều đơn vị bằng phiếu.",
    )

    def __init__(self, *args: Any, leading: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in leading}
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, unit.name) for key, unit in self.units.items()]

    @property
    def unit(self) -> Organization:
        return self.units[self.cleaned_data["chosen"]]
