"""What is typed about a dossier: its head, its papers, its steps, the opinions asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from awards.enums import Nature, OpinionAnswer
from awards.forms.choosing import SeveralField
from awards.models import Dossier
from awards.selectors.dossiers import PaperSlot
from campaigns.models import Campaign
from core.forms import CleanCharField, DateField, FormLayout
from organizations.models import Organization, User

#: The column holds one more.
MOST_SAVES = 2**31 - 2


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BaseRevisionForm(forms.Form):
    """The save that an act on the list is based on, where nothing else is typed."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)


class DossierForm(FormLayout, forms.Form):
    """The head of a dossier. `organizations` when it is made: for whom."""

    base_revision = forms.IntegerField(
        min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput, required=False, initial=0
    )
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Đơn vị đề nghị", queryset=Organization.objects.none(), empty_label="(chọn đơn vị)"
    )
    name = CleanCharField(
        label="Tên hồ sơ", max_length=300, help_text="Ví dụ: Đề nghị tặng danh hiệu thi đua năm 2025 của Sở Tài chính."
    )
    year = forms.IntegerField(
        label="Năm thành tích", min_value=1990, max_value=2200, localize=False, widget=forms.TextInput
    )
    nature = forms.ChoiceField(label="Loại hình khen thưởng", choices=Nature.choices)
    campaign = forms.ModelChoiceField(
        label="Phong trào",
        queryset=Campaign.objects.none(),
        required=False,
        empty_label="(không thuộc phong trào riêng)",
    )
    submission_number = CleanCharField(
        label="Số, ký hiệu tờ trình", max_length=60, required=False, help_text="Ví dụ 15/TTr-STC."
    )
    submission_on = DateField(label="Ngày tờ trình", required=False)

    def __init__(
        self,
        *args: Any,
        organizations: Any = None,
        campaigns: Any = None,
        dossier: Dossier | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if dossier is not None:
            del self.fields["organization"]
        else:
            self._choose("organization", organizations)
        if campaigns is None:
            del self.fields["campaign"]
        else:
            self._choose("campaign", campaigns)

    def _choose(self, name: str, queryset: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queryset


class UploadForm(FormLayout, forms.Form):
    """One file of one kind; its content is looked at by the service."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Loại giấy tờ")
    line = forms.TypedChoiceField(label="Của ai", required=False, coerce=int, empty_value=None)
    file = forms.FileField(
        label="Tệp",
        allow_empty_file=True,  # the service says it in its own words
        help_text="PDF, Word, Excel, ảnh JPG hoặc PNG; tối đa 20 MB.",
        error_messages={"required": "Chưa chọn tệp."},
    )

    def __init__(self, *args: Any, slots: Iterable[PaperSlot], lines: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(slot.code, f"{slot.name}{' (còn thiếu)' if slot.is_missing else ''}") for slot in slots]
        kind, line = self.fields["kind"], self.fields["line"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(line, forms.ChoiceField)
        others = [] if any(code == "other" for code, _ in kinds) else [("other", "Giấy tờ khác")]
        kind.choices = [*kinds, *others]
        line.choices = [("", "Chung cho cả hồ sơ"), *((one.pk, f"{one.honouree}: {one.title}") for one in lines)]


class ConfirmForm(FormLayout, forms.Form):
    """Nothing to fill in: a step that only asks to be confirmed."""


class ReasonForm(FormLayout, forms.Form):
    reason = CleanCharField(
        label="Lý do", max_length=4000, widget=area(4), help_text="Được ghi vào lịch sử và báo cho đơn vị."
    )


class SubmitForm(FormLayout, forms.Form):
    """For staff who enter a paper that came earlier; the unit itself sends today."""

    received_on = DateField(
        label="Ngày nhận hồ sơ", help_text="Ngày nhận quyết định phiên bản pháp luật áp dụng; mốc đổi là 01/10/2026."
    )


class CheckForm(FormLayout, forms.Form):
    """The result, of the save that was read."""

    revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    comment = CleanCharField(
        label="Ý kiến thẩm định", max_length=4000, required=False, widget=area(4), help_text="Được ghi vào lịch sử."
    )


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name}, {obj.job_title}" if obj.job_title else str(obj)


class AssignForm(FormLayout, forms.Form):
    specialist = PersonChoiceField(
        label="Chuyên viên thụ lý", queryset=User.objects.none(), empty_label="(chọn chuyên viên)"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["specialist"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class RemarkForm(FormLayout, forms.Form):
    """What head or leader said, written down by the specialist."""

    step = forms.ChoiceField(
        label="Người cho ý kiến", choices=[("trưởng phòng", "Trưởng phòng"), ("lãnh đạo", "Lãnh đạo cơ quan")]
    )
    words = CleanCharField(label="Ý kiến", max_length=4000, widget=area(4))


class AskOpinionsForm(FormLayout, forms.Form):
    organizations = SeveralField(
        label="Cơ quan được hỏi",
        queryset=Organization.objects.none(),
        error_messages={"required": "Chưa chọn cơ quan nào."},
    )
    due_on = DateField(label="Hạn trả lời")

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organizations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = agencies


class AnswerForm(FormLayout, forms.Form):
    answer = forms.ChoiceField(
        label="Trả lời",
        choices=[choice for choice in OpinionAnswer.choices if choice[0] != OpinionAnswer.WAITING],
        widget=forms.RadioSelect,
    )
    words = CleanCharField(label="Ý kiến", max_length=4000, required=False, widget=area(4))
    document = CleanCharField(
        label="Văn bản trả lời", max_length=120, required=False, help_text="Ví dụ 120/CV-CAT ngày 15/01/2026."
    )
    answered_on = DateField(label="Ngày trả lời")
