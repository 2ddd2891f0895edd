"""What people choose when they import targets from a file."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import FormLayout
from core.workbook import MAX_BYTES


class TargetsFileForm(FormLayout, forms.Form):
    """A spreadsheet of targets."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Chưa chọn tệp.",
            "empty": "Tệp này trống. Hãy chọn tệp khác.",
            "missing": "Chưa chọn tệp.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        name = file.name.lower()
        if name.endswith((".xlsm", ".xltm", ".xlsb")):
            raise forms.ValidationError("Tệp có macro nên không được nhận. Hãy chọn “Lưu thành” dạng .xlsx.")
        if not name.endswith(".xlsx"):
            raise forms.ValidationError("Chỉ nhận tệp .xlsx. Trong Excel, chọn Lưu thành, kiểu Excel Workbook (.xlsx).")
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 5 MB. Hãy bỏ hình ảnh và các trang tính thừa.")
        return file


class ConfirmForm(FormLayout, forms.Form):
    """Where the rows of the file go."""

    how = forms.ChoiceField(
        label="Đưa các dòng này vào",
        choices=[("append", "Sau các dòng đang có"), ("replace", "Thay toàn bộ các dòng đang có")],
        widget=forms.RadioSelect,
    )
