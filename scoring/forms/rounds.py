"""What is chosen for the scoring of a bloc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import FormLayout
from organizations.blocs_models import FIRST_YEAR, LAST_YEAR
from organizations.models import Bloc, Organization
from scoring.models import ScoreSheet


class OpenForm(FormLayout, forms.Form):
    """Which bloc is scored in which year."""

    bloc = forms.ModelChoiceField(label="Khối, cụm", queryset=Bloc.objects.none())
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, blocs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bloc"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = blocs


class CheckersForm(forms.Form):
    """The unit that cross-checks each sheet."""

    def __init__(
        self, *args: Any, sheets: Sequence[ScoreSheet], members: Sequence[Organization], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in members}
        self.sheets = sheets
        for sheet in sheets:
            others = [(str(unit.pk), str(unit)) for unit in members if unit.pk != sheet.organization_id]
            field = forms.ChoiceField(
                label=f"Đơn vị chấm chéo {sheet.organization}",
                choices=[("", "chưa phân công"), *others],
                required=False,
            )
            field.initial = str(sheet.checker_id or "")
            field.widget.attrs["class"] = "form-select"
            self.fields[f"bang-{sheet.pk}"] = field

    @property
    def chosen(self) -> dict[int, Organization | None]:
        """By the number of the sheet."""
        return {sheet.pk: self.units.get(self.cleaned_data[f"bang-{sheet.pk}"]) for sheet in self.sheets}
