"""What the statistics are asked for."""

from __future__ import annotations

from typing import Any

from django import forms


class YearForm(forms.Form):
    """Which year, among those that have awards."""

    nam = forms.TypedChoiceField(label="Năm thành tích", coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["nam"]
        field.choices = [(year, str(year)) for year in years]

    def chosen(self, default: int) -> int:
        """The year that was asked for, or else the default."""
        return int(self.cleaned_data["nam"]) if self.is_valid() else default
