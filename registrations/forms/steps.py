"""What a step asks for: a reason, or nothing but to be confirmed."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from django import forms

from core.forms import CleanCharField, FormLayout


class ReasonForm(FormLayout, forms.Form):
    """Why; it stands in the timeline and in the message to those concerned."""

    helper: FormHelper
    reason = CleanCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Người nhận đọc được lý do này; nó cũng được ghi vào lịch sử.",
    )


class ConfirmForm(FormLayout, forms.Form):
    """Nothing to fill in: a step that only asks to be confirmed."""

    helper: FormHelper
