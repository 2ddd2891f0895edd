"""What every form shares: text cleaned on the way in, dates as they are written here, one layout."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from core.text import clean

EMPTY = "Mục này còn để trống."


class CleanCharField(forms.CharField):
    """Text in NFC without control, bidi or zero-width characters.

    How many were taken out of the field is kept in `form.removed_characters` for the message to the person.
    """

    def clean(self, value: Any) -> Any:
        self.removed = 0
        if isinstance(value, str):
            cleaned = clean(value)
            self.removed, value = cleaned.removed, cleaned.text
        return super().clean(value)


class DateField(forms.DateField):
    """A date typed as dd/mm/yyyy."""

    widget = forms.DateInput(
        attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off", "data-date": ""}
    )
    default_error_messages = {
        "invalid": "Ngày phải ghi theo dạng ngày/tháng/năm, ví dụ 19/01/2024.",
        "implausible": "Năm phải trong khoảng 1900 đến 2200. Hãy kiểm tra lại ngày đã gõ.",
    }

    def validate(self, value: Any) -> None:
        super().validate(value)
        # Nothing happened here in the year 24; and the day before the first of all days does not exist.
        if isinstance(value, date) and not 1900 <= value.year <= 2200:
            raise forms.ValidationError(self.error_messages["implausible"], code="implausible")


class FormLayout:
    """Mixin: Vietnamese labels above, hints below, errors at the field, a linked summary on top.

    Set `submit_label`; the page writes the `<form>` tag and the buttons (`helper.form_tag` is off).
    """

    helper: FormHelper

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = True
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # of the form this is mixed into
        for field in fields.values():
            # Django's own words speak of a "field" as programmers do.
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = EMPTY

    @property
    def removed_characters(self) -> int:
        """How many invisible characters the cleaning took out of all fields."""
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]  # of the form this is mixed into
        return sum(int(getattr(field, "removed", 0)) for field in fields.values())
