"""Forms of the register and of how a target is judged."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from core.forms import CleanCharField, FormLayout
from core.vietnamese import format_number
from targets.enums import Group, Measure, Polarity
from targets.models import Indicator
from targets.quantity import Unreadable
from targets.rows import check_room, parse_number
from targets.selectors.indicators import search_key


class NumberField(CleanCharField):
    """A number as it is written here: 12.800,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        try:
            number = parse_number(words)
            check_room(number)
        except Unreadable as fault:
            raise forms.ValidationError(fault.reason) from fault
        return number


class IndicatorForm(FormLayout, forms.Form):
    """One entry of the register."""

    name = CleanCharField(
        label="Tên chỉ tiêu", max_length=300, help_text="Ghi điều được đo, không ghi con số: “Tỷ lệ che phủ rừng”."
    )
    other_names = CleanCharField(
        label="Tên gọi khác",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi tên một dòng. Chỉ tiêu mang một trong các tên này được gợi ý vào đúng mục.",
    )
    unit = CleanCharField(label="Đơn vị tính", max_length=60, help_text="Ví dụ: %, tỷ đồng, xã.")
    group = forms.ChoiceField(label="Nhóm", required=False, choices=[("", "Chưa xếp nhóm"), *Group.choices])
    measure = forms.ChoiceField(label="Cách cộng kết quả", choices=Measure.choices, initial=Measure.LEVEL)
    polarity = forms.ChoiceField(label="Chiều tốt", choices=Polarity.choices, initial=Polarity.HIGHER)
    is_active = forms.BooleanField(
        label="Đang dùng", required=False, initial=True, help_text="Bỏ dấu để không gợi ý mục này nữa."
    )

    def clean_other_names(self) -> str:
        lines = (" ".join(line.split()) for line in self.cleaned_data["other_names"].splitlines())
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not search_key(name):
            raise forms.ValidationError("Tên phải có chữ.")
        return name


class JudgingForm(FormLayout, forms.Form):
    """How a target is judged; its words are not here."""

    indicator = forms.ModelChoiceField(
        label="Trong danh mục",
        queryset=Indicator.objects.none(),
        required=False,
        empty_label="(chưa gắn)",
        help_text="Cùng một mục thì so sánh được giữa các năm và các tỉnh.",
    )
    measure = forms.ChoiceField(
        label="Cách cộng kết quả",
        choices=Measure.choices,
        help_text="Cộng dồn: kết quả các kỳ cộng lại. Mức: số tại thời điểm báo cáo. Tốc độ: so với cùng kỳ năm trước.",
    )
    polarity = forms.ChoiceField(label="Chiều tốt", choices=Polarity.choices)
    opening = NumberField(
        label="Mức cuối năm trước",
        required=False,
        help_text="Cùng đơn vị với chỉ tiêu, ví dụ 58,5. Có mức này thì tiến độ được so từ đầu năm.",
    )
    note = CleanCharField(label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, current: Indicator | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Indicator.objects.filter(is_active=True)
        if current:
            choices = choices | Indicator.objects.filter(pk=current.pk)
        self.fields["indicator"].queryset = choices.order_by("name")  # type: ignore[attr-defined]  # a model choice
