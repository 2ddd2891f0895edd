"""Forms of certificates: what to print on which printer, line breaks, layouts in millimetres, printers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from awards.certificates.layout import FIELDS, Line
from awards.models import CertificateLayout, Decision, PrinterOffset
from awards.selectors.certificates import layouts_for, printers_for
from core.forms import CleanCharField, FormLayout

ALIGNS = (("center", "Giữa"), ("left", "Trái"), ("right", "Phải"))
ANCHORS = (("top", "Dòng đầu"), ("middle", "Giữa khối"), ("bottom", "Dòng cuối"))
NO_PRINTER = "Không chỉnh lệch"


class LayoutChoice(forms.ModelChoiceField):
    """A layout by its name and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.title_code})"


class PrintForm(FormLayout, forms.Form):
    """Which layout on which printer; only those of the body that issued the decision."""

    layout = LayoutChoice(CertificateLayout.objects.none(), label="Mẫu", empty_label=None)
    printer = forms.ModelChoiceField(
        PrinterOffset.objects.none(), label="Máy in", required=False, empty_label=NO_PRINTER
    )

    def __init__(self, *args: Any, decision: Decision, title_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [title_code] if title_code else decision.lines.values("title__code")
        layout, printer = self.fields["layout"], self.fields["printer"]
        assert isinstance(layout, forms.ModelChoiceField)
        assert isinstance(printer, forms.ModelChoiceField)
        layout.queryset = layouts_for(decision).filter(title_code__in=codes)
        printer.queryset = printers_for(decision)
        # Read once (and not counted first): the field would ask again each time it is looked at.
        choices: Any = layout.choices
        found = list(iter(choices))
        layout.choices, self.has_layouts = found, bool(found)


class NameForm(FormLayout, forms.Form):
    """The clerk's own line breaks."""

    name_lines = CleanCharField(
        label="Tên trên bằng",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Xuống dòng ở chỗ muốn ngắt; chữ giữ nguyên như quyết định. Để trống thì tự ngắt cho cân.",
    )


class LayoutForm(FormLayout, forms.Form):
    """A layout without its lines."""

    name = CleanCharField(label="Tên mẫu", max_length=120)
    is_preprinted = forms.BooleanField(
        label="In trên phôi có sẵn",
        required=False,
        help_text="Chỉ in những dòng thay đổi; dòng đánh dấu “có sẵn trên phôi” được bỏ qua.",
    )
    is_active = forms.BooleanField(label="Đang dùng", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


def _millimetres(label: str, initial: int | None = None) -> forms.DecimalField:
    attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "form-control mm"}
    return forms.DecimalField(
        label=label,
        localize=True,
        max_digits=6,
        decimal_places=2,
        initial=initial,
        widget=forms.TextInput(attrs=attrs),
    )


class LineForm(forms.Form):
    """One line of a layout."""

    field = forms.ChoiceField(label="Nội dung", choices=[("", "– thêm dòng –"), *FIELDS.items()])
    words = CleanCharField(
        label="Chữ in",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 1, "class": "form-control"}),
    )
    x = _millimetres("Trái (mm)")
    y = _millimetres("Chân chữ (mm)")
    width = _millimetres("Rộng (mm)")
    size = _millimetres("Cỡ chữ", 14)
    min_size = _millimetres("Nhỏ nhất", 8)
    max_lines = forms.IntegerField(
        label="Số dòng", min_value=1, max_value=8, initial=1, widget=forms.TextInput(attrs={"class": "form-control mm"})
    )
    align = forms.ChoiceField(label="Căn", choices=ALIGNS, initial="center")
    anchor = forms.ChoiceField(label="Mốc đứng", choices=ANCHORS, initial="top")
    colour = CleanCharField(
        label="Màu", max_length=7, initial="#000000", widget=forms.TextInput(attrs={"type": "color"})
    )
    bold = forms.BooleanField(label="Đậm", required=False)
    italic = forms.BooleanField(label="Nghiêng", required=False)
    uppercase = forms.BooleanField(label="CHỮ HOA", required=False)
    fixed = forms.BooleanField(label="Có sẵn trên phôi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The table shows the names once, in its head.
            field.widget.attrs["aria-label"] = str(field.label)

    @property
    def line(self) -> Line:
        """The line as the layout keeps it."""
        values: dict[str, Any] = {
            name: float(v) if isinstance(v, Decimal) else v for name, v in self.cleaned_data.items()
        }
        values.pop("DELETE", None)
        return Line(**values)


LineFormSet = forms.formset_factory(LineForm, extra=1, can_delete=True, max_num=40, absolute_max=60)


class PrinterForm(FormLayout, forms.Form):
    """A printer and what it is off."""

    name = CleanCharField(label="Tên máy in", max_length=80, help_text="Ví dụ: Canon LBP, phòng Thi đua - Khen thưởng.")
    right_mm = forms.DecimalField(
        label="Lệch phải (mm)", localize=True, max_digits=5, decimal_places=2, min_value=-50, max_value=50, initial=0,
        help_text="Dấu cộng trên tờ thử lệch sang phải vạch gấp bao nhiêu mm; lệch trái thì ghi số âm.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    down_mm = forms.DecimalField(
        label="Lệch xuống (mm)", localize=True, max_digits=5, decimal_places=2, min_value=-50, max_value=50, initial=0,
        help_text="Lệch xuống dưới bao nhiêu mm; lệch lên thì ghi số âm.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("right_mm", "down_mm"):
            for kind in ("min_value", "max_value"):
                self.fields[name].error_messages[kind] = "Độ lệch phải trong khoảng -50 đến 50 mm. Hãy đo lại tờ thử."
