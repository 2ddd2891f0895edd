"""What staff type when a registration goes back to its bloc."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import CleanCharField, FormLayout

#: Nobody gives a bloc more than two months to mend its registration; a typing slip is caught.
MOST_DAYS = 60


class ReturnForm(FormLayout, forms.Form):
    """Why it goes back, and how many days the bloc has to mend it."""

    reason = CleanCharField(
        label="Lý do trả lại",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ghi rõ cần sửa gì, của đơn vị nào. Trưởng khối đọc nguyên văn.",
    )
    days = forms.IntegerField(
        label="Số ngày để sửa và nộp lại",
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        error_messages={
            "invalid": "Ghi số ngày, ví dụ 5.",
            "min_value": "Cho khối ít nhất một ngày.",
            "max_value": f"Nhiều nhất {MOST_DAYS} ngày.",
        },
    )

    def __init__(self, *args: Any, due: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = f"Tính từ hôm nay. Để trống thì theo hạn của khối: {due}."
