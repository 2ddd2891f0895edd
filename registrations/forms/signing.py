"""The upload of a signed file."""

from __future__ import annotations

from django import forms

from core.forms import FormLayout


class SignedFileForm(FormLayout, forms.Form):
    """One file; the service looks at its content."""

    file = forms.FileField(
        label="Tệp đã ký",
        allow_empty_file=True,  # the service says it in its own words
        help_text="Bản quét có chữ ký và dấu, hoặc PDF ký số. PDF, JPG hoặc PNG; tối đa 10 MB.",
        error_messages={"required": "Chưa chọn tệp."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
