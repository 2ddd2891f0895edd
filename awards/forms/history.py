"""What is typed about those who are honoured, and the file of past awards."""

from __future__ import annotations

from typing import Any

from django import forms

from awards.enums import Nature, SubjectKind
from awards.import_cells import EARLIEST_YEAR
from awards.models import AwardTitle, Honouree, Initiative, Obstacle, YearRating
from awards.workbook import MAX_BYTES
from core.forms import CleanCharField, DateField, FormLayout
from organizations.models import Organization

_UNKNOWN = [("", "(chưa biết)"), ("True", "Có"), ("False", "Không")]


def _year(label: str = "Năm") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=EARLIEST_YEAR, max_value=2200, localize=False, widget=forms.TextInput
    )


def _known(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=_UNKNOWN, required=False, empty_value=None, coerce=lambda words: words == "True"
    )


class HonoureeForm(FormLayout, forms.Form):
    """A subject as it is today. `is_other` is asked only when somebody like this is known."""

    kind = forms.ChoiceField(label="Đối tượng", choices=SubjectKind.choices)
    name = CleanCharField(label="Họ và tên, tên tập thể, tên chủ hộ", max_length=200)
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Đơn vị", queryset=Organization.objects.none(), empty_label="(chọn đơn vị)"
    )
    is_whole_organization = forms.BooleanField(label="Tập thể này chính là đơn vị đó", required=False)
    citizen_id = CleanCharField(
        label="Số CCCD", max_length=12, required=False, help_text="12 chữ số; chỉ cán bộ thi đua và quản trị thấy."
    )
    birth_year = forms.IntegerField(
        label="Năm sinh", min_value=1900, max_value=2200, required=False, localize=False, widget=forms.TextInput
    )
    is_woman = _known("Nữ")
    is_ethnic_minority = _known("Dân tộc thiểu số")
    post = CleanCharField(label="Chức vụ", max_length=160, required=False)
    holds_leading_post = forms.BooleanField(label="Giữ chức vụ lãnh đạo", required=False)
    is_head = forms.BooleanField(label="Người đứng đầu đơn vị", required=False)
    is_other = forms.BooleanField(label="Đây là người khác, không phải người ở trên", required=False)

    def __init__(self, *args: Any, units: Any, honouree: Honouree | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units
        if honouree is not None:
            del self.fields["kind"]
            if honouree.kind != SubjectKind.INDIVIDUAL:
                for name in ("citizen_id", "birth_year", "is_woman", "is_ethnic_minority", "post"):
                    del self.fields[name]
                del self.fields["holds_leading_post"], self.fields["is_head"]
            else:
                del self.fields["is_whole_organization"]
        self.ask_other(ask=bool(self.data.get("is_other")))

    def ask_other(self, *, ask: bool) -> None:
        """Show the question, or hide it while nobody like this is known."""
        self.fields["is_other"].widget = forms.CheckboxInput() if ask else forms.HiddenInput()

    def clean_citizen_id(self) -> str:
        number: str = self.cleaned_data["citizen_id"].replace(" ", "")
        if number and not (len(number) == 12 and number.isascii() and number.isdigit()):
            raise forms.ValidationError("Số CCCD có 12 chữ số.")
        return number

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind", SubjectKind.INDIVIDUAL) != SubjectKind.INDIVIDUAL:
            for name in ("citizen_id", "birth_year", "post"):
                if data.get(name):
                    self.add_error(name, "Chỉ ghi cho cá nhân.")
        return data


class RecordForm(FormLayout, forms.Form):
    """An award of the past."""

    title_code = forms.ChoiceField(label="Danh hiệu, hình thức")
    year = _year("Năm thành tích")
    nature = forms.ChoiceField(label="Loại hình", choices=Nature.choices)
    decision_number = CleanCharField(label="Số quyết định", max_length=60, help_text="Ví dụ 125/QĐ-UBND.")
    decided_on = DateField(label="Ngày quyết định", required=False)
    decided_by = CleanCharField(label="Cơ quan quyết định", max_length=200, required=False)
    post_then = CleanCharField(label="Chức vụ khi đó", max_length=160, required=False)
    office_then = CleanCharField(label="Đơn vị khi đó", max_length=200, required=False)
    achievement = CleanCharField(
        label="Thành tích", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, honouree: Honouree, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"post_then": honouree.post, "office_then": honouree.organization.name})
        super().__init__(*args, **kwargs)
        rows = AwardTitle.objects.filter(subject=honouree.kind).order_by("legal_version", "position")
        codes = dict(reversed(list(rows.values_list("code", "name"))))
        field = self.fields["title_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "(chọn danh hiệu, hình thức)"), *reversed(list(codes.items()))]
        if honouree.kind != SubjectKind.INDIVIDUAL:
            del self.fields["post_then"]


class RatingForm(FormLayout, forms.Form):
    year = _year()
    grade = forms.ChoiceField(label="Mức xếp loại", choices=YearRating.Grade.choices)
    proof = CleanCharField(label="Văn bản xếp loại", max_length=200, required=False)
    members = forms.IntegerField(label="Số người", min_value=0, max_value=100000, required=False)
    members_completed = forms.IntegerField(
        label="Hoàn thành nhiệm vụ trở lên", min_value=0, max_value=100000, required=False
    )
    members_disciplined = forms.IntegerField(
        label="Bị kỷ luật từ cảnh cáo", min_value=0, max_value=100000, required=False
    )

    def __init__(self, *args: Any, honouree: Honouree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if honouree.kind != SubjectKind.COLLECTIVE:
            del self.fields["members"], self.fields["members_completed"], self.fields["members_disciplined"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        total = data.get("members")
        for name in ("members_completed", "members_disciplined"):
            if total is not None and (data.get(name) or 0) > total:
                self.add_error(name, f"Không quá số người ({total}).")
        return data


class InitiativeForm(FormLayout, forms.Form):
    name = CleanCharField(label="Tên sáng kiến, đề tài", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    level = forms.ChoiceField(label="Phạm vi ảnh hưởng", choices=Initiative.Level.choices)
    recognised_on = DateField(label="Ngày công nhận")
    document = CleanCharField(label="Văn bản công nhận", max_length=120)

    def __init__(self, *args: Any, honouree: Honouree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ObstacleForm(FormLayout, forms.Form):
    kind = forms.ChoiceField(label="Lý do", choices=Obstacle.Kind.choices)
    since = DateField(label="Từ ngày")
    ended_on = DateField(label="Kết thúc ngày", required=False, help_text="Để trống nếu chưa kết thúc.")
    document = CleanCharField(label="Văn bản, người cho biết", max_length=200)

    def __init__(self, *args: Any, honouree: Honouree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class EndForm(FormLayout, forms.Form):
    ended_on = DateField(label="Kết thúc ngày")


class EligibilityForm(forms.Form):
    """Which title, for which year, on which day."""

    title = forms.ChoiceField(label="Danh hiệu, hình thức")
    year = _year("Năm thành tích")
    on = DateField(label="Tại ngày")


class AwardsFileForm(FormLayout, forms.Form):
    """A spreadsheet of past awards, for one province."""

    province: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Tỉnh", queryset=Organization.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Chưa chọn tệp.", "empty": "Tệp này trống.", "missing": "Chưa chọn tệp."},
    )

    def __init__(self, *args: Any, provinces: list[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["province"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organization.objects.filter(pk__in=[one.pk for one in provinces])
        field.initial = provinces[0] if provinces else None  # the one that exists, where another of its name ended
        if len(provinces) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        name = file.name.lower()
        if name.endswith((".xlsm", ".xltm", ".xlsb")):
            raise forms.ValidationError("Tệp có macro nên không được nhận. Hãy chọn “Lưu thành” dạng .xlsx.")
        if not name.endswith(".xlsx"):
            raise forms.ValidationError("Chỉ nhận tệp .xlsx. Trong Excel, chọn Lưu thành, kiểu Excel Workbook (.xlsx).")
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 15 MB. Hãy bỏ hình ảnh và các trang tính thừa, hoặc chia nhỏ.")
        return file
