"""What people type about rounds: opening one, changing it, more time for all or for one bloc."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from core.forms import CleanCharField, DateField, FormLayout
from organizations.models import Bloc
from registrations.models import Registration, Round

BAD_CODE = "Mã chỉ gồm chữ thường không dấu, số, gạch nối; ví dụ laocai-2024."
#: Words that stand in addresses where a code could stand.
RESERVED = ("mo", "cho", "don", "dot")
_LONGEST_NOTE = 5000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BlocsField(forms.ModelMultipleChoiceField):
    """Blocs to tick, each with its size; they come with `unit_count`."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.unit_count} đơn vị)"


class BlocField(forms.ModelChoiceField):
    """One bloc to choose; they come with `unit_count`."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.unit_count} đơn vị)"


class RegistrationField(forms.ModelChoiceField):
    """The registration of a bloc, by the name of the bloc and where it stands."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.bloc.name} ({obj.get_status_display().lower()})"


class RoundEditForm(FormLayout, forms.Form):
    """What may be changed of an open round."""

    name = CleanCharField(label="Tên đợt", max_length=200)
    needs_pledges = forms.BooleanField(label="Phải có nội dung đăng ký (giao ước)", required=False, initial=True)
    needs_counts = forms.BooleanField(label="Mỗi danh hiệu phải ghi số lượng", required=False)
    needs_signed_file = forms.BooleanField(label="Phải có bản ký (quét hoặc ký số) trước khi tiếp nhận", required=False)
    note = CleanCharField(
        label="Hướng dẫn",
        max_length=_LONGEST_NOTE,
        required=False,
        widget=_area(4),
        help_text="Khối và đơn vị đọc phần này trước khi ghi đăng ký.",
    )


class RoundForm(RoundEditForm):
    """A new round of a campaign that was chosen before."""

    code = CleanCharField(
        label="Mã đợt",
        max_length=60,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", BAD_CODE)],
        help_text="Chữ thường không dấu, có trong địa chỉ trang, sau không đổi",
    )
    opens_on = DateField(label="Mở từ ngày")
    due_on = DateField(label="Hạn nộp", help_text="Nộp được đến hết ngày này")
    blocs = BlocsField(
        label="Khối, cụm phải đăng ký",
        queryset=Bloc.objects.none(),
        error_messages={"required": "Chọn ít nhất một khối, cụm phải đăng ký."},
    )
    field_order = ("name", "code", "opens_on", "due_on", "blocs")

    def __init__(self, *args: Any, blocs: QuerySet[Bloc], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["blocs"]
        assert isinstance(field, BlocsField)
        field.queryset = blocs
        self.helper.layout = Layout(
            Div(Div("name", css_class="wide"), "code", Div(), "opens_on", "due_on", css_class="form-grid"),
            "blocs",
            "needs_pledges",
            "needs_counts",
            "needs_signed_file",
            "note",
        )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in RESERVED or Round.objects.filter(code=code).exists():
            raise forms.ValidationError("Mã này đã được dùng. Hãy chọn mã khác.")
        return code


class ExtendForm(FormLayout, forms.Form):
    """A later deadline for everybody."""

    due_on = DateField(label="Hạn nộp mới")
    reason = CleanCharField(
        label="Lý do gia hạn",
        max_length=1000,
        widget=_area(3),
        help_text="Gửi cho trưởng khối và các đơn vị còn việc phải làm.",
    )


class BlocForm(FormLayout, forms.Form):
    """One more bloc that must file."""

    bloc = BlocField(label="Khối, cụm", queryset=Bloc.objects.none(), empty_label="Chọn khối, cụm")

    def __init__(self, *args: Any, blocs: QuerySet[Bloc], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bloc"]
        assert isinstance(field, BlocField)
        field.queryset = blocs


class LateForm(FormLayout, forms.Form):
    """One bloc may file after the deadline."""

    registration = RegistrationField(
        label="Khối, cụm được nộp muộn", queryset=Registration.objects.none(), empty_label="Chọn khối, cụm"
    )
    until = DateField(label="Được nộp đến hết ngày")
    approved_by = CleanCharField(
        label="Người cho phép",
        max_length=200,
        help_text="Họ tên và chức vụ, ví dụ: Nguyễn Văn A, Phó Giám đốc Sở Nội vụ",
    )
    reason = CleanCharField(label="Lý do", max_length=1000, widget=_area(3))

    def __init__(self, *args: Any, registrations: QuerySet[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["registration"]
        assert isinstance(field, RegistrationField)
        field.queryset = registrations
