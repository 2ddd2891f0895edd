"""Choosing several records by their boxes."""

from __future__ import annotations

from typing import Any

from django import forms

#: Every number of this many digits fits the columns of both databases.
_MOST_DIGITS = 18


class SeveralField(forms.ModelMultipleChoiceField):
    """Records by their numbers; one that no column holds is no choice, and no database would even look for it."""

    def clean(self, value: Any) -> Any:
        odd = next((key for key in value or () if len(str(key)) > _MOST_DIGITS), None)
        if odd is not None:
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": "…"})
        return super().clean(value)
