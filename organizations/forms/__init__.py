"""What people type in this app."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from core.forms import CleanCharField, DateField, FormLayout
from core.text import clean
from organizations.enums import Kind, Level, Role
from organizations.models import BAD_CODE, Organization, OrganizationQuerySet, User
from organizations.services.people import normal_username
from organizations.workbook import MAX_BYTES


class LoginForm(FormLayout, AuthenticationForm):
    """Name and password; the name in any case, as people type it."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường.",
        "inactive": "Tài khoản này đã bị khóa. Hãy liên hệ quản trị của đơn vị.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"

    def clean_username(self) -> str:
        return normal_username(str(self.cleaned_data["username"]))


class PasswordForm(FormLayout, PasswordChangeForm):
    """The old password once, the new one twice."""

    error_messages = {
        "password_incorrect": "Mật khẩu đang dùng không đúng. Hãy nhập lại.",
        "password_mismatch": "Hai lần nhập mật khẩu mới không giống nhau.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password1"].help_text = "Ít nhất 10 ký tự, không dùng mật khẩu quá phổ biến."
        self.fields["new_password2"].label = "Nhập lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        new = str(self.cleaned_data["new_password1"])
        if new == self.cleaned_data.get("old_password"):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
        return new


class OrganizationForm(FormLayout, forms.ModelForm):
    """What describes a unit. Of one that exists, the code stays and the ending has its own page."""

    name = CleanCharField(label="Tên cơ quan, đơn vị", max_length=200)
    short_name = CleanCharField(label="Tên viết tắt", max_length=60, required=False)
    place = CleanCharField(
        label="Địa danh", max_length=100, required=False, help_text="Ghi trước ngày tháng trên văn bản: Lào Cai"
    )
    letterhead = CleanCharField(
        label="Tên trên văn bản",
        max_length=200,
        required=False,
        help_text="Để trống nếu giống tên; dấu | để xuống dòng",
    )
    letterhead_superior = CleanCharField(
        label="Cơ quan chủ quản trên văn bản",
        max_length=200,
        required=False,
        help_text="Ủy ban nhân dân tỉnh thì để trống",
    )
    valid_from = DateField(label="Có hiệu lực từ", required=False, help_text="Để trống nếu đã có từ lâu")
    valid_to = DateField(
        label="Đến trước ngày", required=False, help_text="Chỉ ghi khi nhập đơn vị cũ đã kết thúc hoạt động"
    )

    class Meta:
        model = Organization
        fields = (
            "code",
            "name",
            "short_name",
            "kind",
            "level",
            "parent",
            "position",
            "valid_from",
            "valid_to",
            "document_symbol",
            "place",
            "letterhead",
            "letterhead_superior",
        )

    def __init__(self, *args: Any, parents: OrganizationQuerySet, may_be_root: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset, parent.required = parents, not may_be_root
        parent.empty_label = "(không trực thuộc cơ quan nào)" if may_be_root else "Chọn cơ quan cấp trên"
        self.fields["code"].error_messages["invalid"] = BAD_CODE
        for name, words, choices in (("kind", "Chọn loại", Kind.choices), ("level", "Chọn cấp", Level.choices)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", words), *choices]
        self.fields["position"].required = False
        self.fields["position"].help_text = "Thứ tự khi in danh sách"
        period = ["valid_from", "valid_to"]
        if self.instance.pk:
            self.fields["code"].disabled = True  # it stands in addresses and in the codes of directives
            self.fields["code"].help_text = "Mã không đổi, vì có trong địa chỉ trang và mã chỉ thị"
            del self.fields["valid_to"]
            period.remove("valid_to")
        self.helper.layout = Layout(
            Div(Div("name", css_class="wide"), "code", "short_name", "kind", "level", css_class="form-grid"),
            Div(Div("parent", css_class="wide"), *period, "position", css_class="form-grid"),
            Div("document_symbol", "place", "letterhead", "letterhead_superior", css_class="form-grid"),
        )

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class CloseOrganizationForm(FormLayout, forms.Form):
    """When a unit ends, and which one takes over."""

    on = DateField(
        label="Kết thúc từ ngày", initial=timezone.localdate, help_text="Ngày đầu tiên đơn vị không còn hoạt động"
    )
    successor: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Cơ quan kế tục", queryset=Organization.objects.none(), required=False, empty_label="(không có)"
    )
    comment = CleanCharField(
        label="Căn cứ", max_length=500, required=False, help_text="Ví dụ: Nghị quyết số 202/2025/QH15"
    )

    def __init__(self, *args: Any, successors: OrganizationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = successors


class UploadForm(FormLayout, forms.Form):
    """A spreadsheet of units."""

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
        if not file.name.lower().endswith(".xlsx"):
            raise forms.ValidationError("Chỉ nhận tệp .xlsx. Trong Excel, chọn Lưu thành, kiểu Excel Workbook (.xlsx).")
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 5 MB. Hãy bỏ hình ảnh và các trang tính thừa.")
        return file


class PersonForm(FormLayout, forms.ModelForm):
    """Who somebody is."""

    full_name = CleanCharField(label="Họ và tên", max_length=120)
    job_title = CleanCharField(label="Chức vụ", max_length=120, required=False)
    phone = CleanCharField(label="Điện thoại", max_length=30, required=False)

    class Meta:
        model = User
        fields: tuple[str, ...] = ("full_name", "job_title", "email", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Div(Div("full_name", css_class="wide"), "job_title", "phone", "email", css_class="form-grid")
        )


class RoleForm(FormLayout, forms.Form):
    """A role in an organization from a day on."""

    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Cơ quan, đơn vị", queryset=Organization.objects.none(), empty_label="Chọn cơ quan, đơn vị"
    )
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    valid_from = DateField(label="Từ ngày", initial=timezone.localdate)

    def __init__(self, *args: Any, organizations: OrganizationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organizations
        self.helper.layout = Layout(
            Div(Div("organization", css_class="wide"), "role", "valid_from", css_class="form-grid")
        )


class NewPersonForm(PersonForm):
    """A new account with its first role."""

    username = forms.CharField(
        label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, số, dấu chấm; ví dụ nguyenvanan"
    )
    organization = RoleForm.base_fields["organization"]
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    valid_from = DateField(label="Từ ngày", initial=timezone.localdate)

    class Meta(PersonForm.Meta):
        fields = ("username", *PersonForm.Meta.fields)

    def __init__(self, *args: Any, organizations: OrganizationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organizations
        self.helper.layout = Layout(
            Div("full_name", "username", "job_title", "phone", Div("email", css_class="wide"), css_class="form-grid"),
            Div(Div("organization", css_class="wide"), "role", "valid_from", css_class="form-grid"),
        )

    def clean_username(self) -> str:
        return normal_username(str(self.cleaned_data["username"]))


class EndRoleForm(FormLayout, forms.Form):
    """The day on which a role ends."""

    on = DateField(
        label="Thôi vai trò từ ngày",
        initial=timezone.localdate,
        help_text="Ngày đầu tiên người này không còn giữ vai trò",
    )


def submitted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it was nothing; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def initial_unit(organizations: OrganizationQuerySet, code: str | None) -> Organization | None:
    """The unit a form was opened for (`?don-vi=`), when the person may use it."""
    return organizations.filter(code=clean(code).text).first() if code else None
