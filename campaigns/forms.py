"""What people type in this app. Text comes out clean; dates and numbers as they are written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone

from campaigns import policies
from campaigns.enums import CampaignKind
from campaigns.models import Campaign, CampaignQuerySet, Directive, DirectiveQuerySet
from core.forms import CleanCharField, DateField, FormLayout
from core.templatetags.vietnamese import short_committee
from documents.enums import SigningAuthority
from organizations.models import Organization

#: The column holds one more.
_MOST_SAVES = 2**31 - 2


def _area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class DirectiveChoiceField(forms.ModelChoiceField):
    """Directives by year, number and issuer; many subject lines read alike."""

    def label_from_instance(self, obj: Any) -> str:
        number = f"{obj.symbol} · " if obj.number else f"{obj.get_status_display().lower()} · "
        return f"{obj.year} · {number}{short_committee(obj.issuer.name)} · {obj.one_line_subject}"[:160]


class DirectiveForm(FormLayout, forms.Form):
    """The content of a directive, in the order of the paper."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    place = CleanCharField(label="Địa danh", max_length=100, required=False, help_text="Ghi trước ngày tháng.")
    subject_line = CleanCharField(
        label="Trích yếu",
        max_length=1000,
        required=False,
        widget=_area(2),
        help_text="Xuống dòng ở đâu thì giấy xuống dòng ở đó.",
    )
    theme = CleanCharField(
        label="Chủ đề", max_length=300, required=False, help_text="Để tra cứu; muốn in thì ghi cả trong nội dung."
    )
    legal_bases = CleanCharField(
        label="Căn cứ pháp lý",
        max_length=20_000,
        required=False,
        widget=_area(3),
        help_text="Mỗi căn cứ một dòng. Không có thì để trống.",
    )
    body = CleanCharField(
        label="Nội dung",
        required=False,
        strip=False,
        widget=_area(26, **{"data-paste-words": ""}),
        help_text="Gõ hoặc dán từ Word. Đầu dòng I. · 1. · 7.1. · a) · - được nhận ra; *nghiêng*, **đậm**.",
    )
    signing_authority = forms.ChoiceField(label="Thẩm quyền ký", choices=SigningAuthority.choices)
    signer_title = CleanCharField(label="Chức vụ người ký", max_length=120, required=False)
    signer_name = CleanCharField(
        label="Họ và tên người ký", max_length=120, required=False, help_text="Không ghi học hàm, học vị."
    )
    recipients = CleanCharField(
        label="Nơi nhận",
        max_length=20_000,
        required=False,
        widget=_area(8),
        help_text="Mỗi nơi một dòng; gạch đầu dòng và dấu chấm phẩy tự thêm khi in.",
    )
    parent = DirectiveChoiceField(
        label="Thực hiện chỉ thị của cấp trên",
        queryset=Directive.objects.none(),
        required=False,
        empty_label="(không có)",
    )

    def __init__(self, *args: Any, parents: DirectiveQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parents

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if reasons := policies.content_too_long(body, []):
            raise forms.ValidationError(reasons)
        return body.strip("\n")

    def content(self) -> dict[str, Any]:
        """The cleaned values without the revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base_revision"}


class AppendixForm(FormLayout, forms.Form):
    """One appendix: its title and its text."""

    title = CleanCharField(label="Tên phụ lục", max_length=500, required=False, widget=_area(2))
    body = CleanCharField(
        label="Nội dung phụ lục", required=False, strip=False, widget=_area(12, **{"data-paste-words": ""})
    )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if reasons := policies.content_too_long(body, []):
            raise forms.ValidationError(reasons)
        return body.strip("\n")


class BaseAppendixFormSet(forms.BaseFormSet):
    """The appendices in their order; empty and removed ones are left out."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        for name in ("ORDER", "DELETE"):
            if name in form.fields:
                form.fields[name].widget = forms.HiddenInput()

    def clean(self) -> None:
        kept = [data for form in self.forms if (data := getattr(form, "cleaned_data", None)) and not data.get("DELETE")]
        if reasons := policies.content_too_long(
            "", [{"body": ""} for data in kept if data.get("title") or data.get("body")]
        ):
            raise forms.ValidationError(reasons)

    def appendices(self) -> list[dict[str, str]]:
        """Values as `Directive.appendices` keeps them."""
        kept = [form.cleaned_data for form in self.ordered_forms]
        return [
            {"title": data.get("title", ""), "body": data.get("body", "")}
            for data in kept
            if data.get("title") or data.get("body")
        ]


AppendixFormSet = forms.formset_factory(
    AppendixForm, formset=BaseAppendixFormSet, extra=0, can_delete=True, can_order=True, max_num=100, absolute_max=100
)


class RestoreForm(forms.Form):
    """The revision that the page of versions showed when the person chose to go back."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)


class NewDirectiveForm(FormLayout, forms.Form):
    """Where a draft starts from."""

    issuer: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Cơ quan ban hành", queryset=Organization.objects.none(), empty_label=None
    )
    year = forms.IntegerField(label="Năm thi đua", min_value=1948, max_value=2100, localize=False)
    copy_from = DirectiveChoiceField(
        label="Bắt đầu từ",
        queryset=Directive.objects.none(),
        required=False,
        empty_label="Trang trắng",
        help_text="Chép nội dung của chỉ thị năm trước rồi sửa; số, ngày và trạng thái không chép.",
    )
    parent = DirectiveChoiceField(
        label="Thực hiện chỉ thị của cấp trên",
        queryset=Directive.objects.none(),
        required=False,
        empty_label="(không có)",
    )

    def __init__(
        self,
        *args: Any,
        issuers: Any,
        sources: Any,
        parents: Any,
        answers_to: Callable[[Directive], DirectiveQuerySet],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.answers_to = answers_to
        for name, queryset in (("issuer", issuers), ("copy_from", sources), ("parent", parents)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        issuer, year, parent = (data.get(name) for name in ("issuer", "year", "parent"))
        if issuer and year and parent:
            possible = self.answers_to(Directive(issuer=issuer, year=year))
            if not possible.filter(pk=parent.pk).exists():
                self.add_error("parent", "Chỉ chọn được chỉ thị đã ban hành của cấp trên, của năm này hoặc năm trước.")
        return data


class ReasonForm(FormLayout, forms.Form):
    """Why it goes back."""

    reason = CleanCharField(
        label="Lý do trả lại",
        max_length=2000,
        widget=_area(4),
        help_text="Ghi rõ cần sửa gì; người soạn sẽ đọc nguyên văn.",
    )


class ApproveForm(FormLayout, forms.Form):
    """The day of approval as the file shows it, and the edition of the paper that was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    approved_on = DateField(
        label="Ngày duyệt", initial=timezone.localdate, help_text="Ngày lãnh đạo ký duyệt; thường là hôm nay."
    )

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directive = directive

    def clean_approved_on(self) -> Any:
        day = self.cleaned_data["approved_on"]
        if reasons := policies.approval_day_faults(self.directive, day, on=timezone.localdate()):
            raise forms.ValidationError(reasons)
        return day


class IssueForm(FormLayout, forms.Form):
    """Number and day, checked where they are typed."""

    number = forms.IntegerField(label="Số", min_value=1, max_value=99_999, localize=False)
    issued_on = DateField(label="Ngày ban hành", initial=timezone.localdate)

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directive = directive
        self.fields["number"].help_text = (
            f"Phần trước /CT-{directive.issuer.document_symbol}; số gợi ý là số tiếp theo của năm nay. "
            "Mỗi năm đánh số lại từ 01, theo năm của ngày ban hành."
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        number, day = data.get("number"), data.get("issued_on")
        if day:
            for reason in policies.day_of_issue_faults(self.directive, day, on=timezone.localdate()):
                self.add_error("issued_on", reason)
        if number and day:
            for reason in policies.number_faults(self.directive, number, day):
                self.add_error("number", reason)
        return data


class EndingForm(FormLayout, forms.Form):
    """The day an issued directive ends."""

    on = DateField(label="Từ ngày", initial=timezone.localdate)

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directive = directive

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if reasons := policies.after_issue_faults(self.directive, day, on=timezone.localdate()):
            raise forms.ValidationError(reasons)
        return day


class CloseForm(EndingForm):
    comment = CleanCharField(label="Ghi chú", max_length=500, required=False, widget=_area(2))


class RevokeForm(EndingForm):
    document = CleanCharField(
        label="Văn bản bãi bỏ",
        max_length=300,
        help_text="Ví dụ: Quyết định số 15/QĐ-UBND ngày 02/3/2025 của Ủy ban nhân dân tỉnh.",
    )
    reason = CleanCharField(label="Lý do", max_length=1000, required=False, widget=_area(2))
    field_order = ("document", "on", "reason")


class CampaignForm(FormLayout, forms.ModelForm):
    """What describes a campaign."""

    name = CleanCharField(label="Tên phong trào", max_length=300)
    theme = CleanCharField(label="Chủ đề", max_length=300, required=False)
    kind = forms.ChoiceField(label="Loại phong trào", choices=CampaignKind.choices)
    year = forms.IntegerField(label="Năm", min_value=1948, max_value=2100, localize=False)
    starts_on = DateField(label="Bắt đầu", required=False)
    ends_on = DateField(label="Kết thúc", required=False)

    class Meta:
        model = Campaign
        fields = ("organization", "year", "kind", "name", "theme", "starts_on", "ends_on", "parent")

    def __init__(self, *args: Any, organizations: Any, parents: CampaignQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"organization": organizations, "parent": parents.exclude(pk=self.instance.pk)}
        for name, queryset in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset
            field.empty_label = "(không có)" if name == "parent" else "(chọn cơ quan)"
        if self.fields["organization"].queryset.count() == 1:  # type: ignore[attr-defined]  # a choice of models
            self.fields["organization"].initial = self.fields["organization"].queryset.get()  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            Div("organization", "year", css_class="form-grid"),
            "name",
            "theme",
            "kind",
            Div("starts_on", "ends_on", css_class="form-grid"),
            "parent",
        )
