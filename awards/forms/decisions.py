"""What is typed about a decision: what it starts from, its words, a line, its number, why an older one is amended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from awards.enums import DecisionKind
from awards.models import Decision, DecisionLine
from awards.policies import decisions as policies
from awards.selectors.decisions import WaitingSession
from awards.services.decisions_amend import GROUNDS
from core.forms import CleanCharField, DateField, FormLayout
from documents.enums import SigningAuthority
from organizations.models import Organization

#: The column holds one more.
MOST_SAVES = 2**31 - 2
_LONGEST = 20_000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RevisionForm(forms.Form):
    """The save that an act on the list is based on, where nothing else is typed."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)


class DecisionStartForm(FormLayout, forms.Form):
    """What a new paper starts from."""

    issuer: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Cơ quan ban hành", queryset=Organization.objects.none(), empty_label="(chọn cơ quan)"
    )
    is_submission = forms.ChoiceField(
        label="Văn bản",
        choices=[("", "Quyết định khen thưởng"), ("1", "Tờ trình đề nghị cấp trên khen thưởng")],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    session = forms.ChoiceField(
        label="Danh sách lấy từ",
        required=False,
        help_text="Từ phiên họp: các đề nghị đã đạt và chưa có văn bản. Chọn tay: cả đề nghị không phải bỏ phiếu.",
    )
    year = forms.IntegerField(
        label="Năm thành tích", min_value=1990, max_value=2200, localize=False, widget=forms.TextInput
    )

    def __init__(self, *args: Any, issuers: Sequence[Organization], waiting: Iterable[WaitingSession], **kwargs: Any):
        super().__init__(*args, **kwargs)
        bodies: Any = self.fields["issuer"]
        bodies.queryset = Organization.objects.filter(pk__in=[one.pk for one in issuers]).order_by("name")
        self.sessions = {str(one.session.pk): one.session for one in waiting}
        choices: Any = self.fields["session"]
        choices.choices = [
            ("", "Chọn tay từ hồ sơ đã thẩm định"),
            *((pk, f"Phiên họp ngày {one.held_on:%d/%m/%Y}: {one.name}"[:120]) for pk, one in self.sessions.items()),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        session, issuer = self.sessions.get(data.get("session", "")), data.get("issuer")
        if session and issuer and session.council.organization_id != issuer.pk:
            self.add_error("session", "Phiên họp này không phải của cơ quan đã chọn.")
        return data | {"session": session, "is_submission": bool(data.get("is_submission"))}


class DecisionForm(FormLayout, forms.Form):
    """The words of a draft, in the order of the paper. Fields that its kind does not have are left out."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    place = CleanCharField(label="Địa danh", max_length=100, required=False, help_text="Ghi trước ngày tháng.")
    subject_line = CleanCharField(label="Trích yếu", max_length=1000, widget=_area(2))
    addressee = CleanCharField(label="Kính gửi", max_length=200, required=False)
    year = forms.IntegerField(
        label="Năm thành tích", min_value=1990, max_value=2200, localize=False, widget=forms.TextInput
    )
    reason = CleanCharField(label="Lý do", max_length=2000, widget=_area(2))
    legal_bases = CleanCharField(
        label="Căn cứ",
        max_length=_LONGEST,
        required=False,
        widget=_area(6),
        help_text="Mỗi căn cứ một dòng; dấu chấm phẩy tự thêm khi in. Chỗ “…” phải điền trước khi ban hành.",
    )
    articles = CleanCharField(
        label="Các điều",
        max_length=_LONGEST,
        required=False,
        widget=_area(12),
        help_text="Để nguyên hoặc xóa trống thì phần mềm viết theo danh sách; gõ khác đi thì in đúng như đã gõ.",
    )
    signing_authority = forms.ChoiceField(label="Thẩm quyền ký", choices=SigningAuthority.choices)
    signer_title = CleanCharField(label="Chức vụ người ký", max_length=120, required=False)
    signer_name = CleanCharField(
        label="Họ và tên người ký", max_length=120, required=False, help_text="Không ghi học hàm, học vị."
    )
    recipients = CleanCharField(
        label="Nơi nhận", max_length=_LONGEST, required=False, widget=_area(4), help_text="Mỗi nơi một dòng."
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decision.is_submission:
            del self.fields["addressee"]
        else:
            self.fields["articles"].label = "Nội dung"
        if decision.kind == DecisionKind.GRANT:
            del self.fields["reason"]
        else:
            del self.fields["year"]

    def content(self) -> dict[str, Any]:
        """The cleaned values without the revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base_revision"}


class DecisionLineForm(FormLayout, forms.Form):
    """One line as the paper says it."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    name = CleanCharField(label="Tên trên quyết định", max_length=200)
    post = CleanCharField(label="Chức vụ, đơn vị", max_length=300, required=False)
    achievement = CleanCharField(
        label="Lời khen", max_length=2000, required=False, widget=_area(3), help_text="“Đã có thành tích …, năm …”"
    )
    coefficient = forms.DecimalField(
        label="Hệ số tiền thưởng",
        max_digits=6,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Theo danh mục. Để trống nếu không có tiền thưởng.",
    )

    def __init__(self, *args: Any, line: DecisionLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = line.decision
        if decision.kind != DecisionKind.GRANT or decision.is_submission:
            del self.fields["coefficient"]
            return
        source = line.title.citation("coefficient")
        if source and not source.get("verified"):
            self.fields["coefficient"].help_text += f" {source.get('article', '')}: {source.get('note', '')}"

    def content(self) -> dict[str, Any]:
        """The cleaned values without the revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base_revision"}


class DecisionIssueForm(FormLayout, forms.Form):
    """Number and day, checked where they are typed."""

    number = forms.IntegerField(label="Số", min_value=1, max_value=99_999, localize=False)
    issued_on = DateField(label="Ngày ban hành", initial=timezone.localdate)

    def __init__(self, *args: Any, decision: Decision, lines: Sequence[DecisionLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision, self.lines = decision, lines
        self.fields["number"].help_text = (
            f"Phần trước /{decision.document_type}-{decision.issuer.document_symbol}; số gợi ý là số tiếp theo của năm "
            "nay trong phần mềm. Mỗi năm đánh số lại từ 01."
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        number, day = data.get("number"), data.get("issued_on")
        if day:
            for reason in policies.day_faults(self.decision, self.lines, day, on=timezone.localdate()):
                self.add_error("issued_on", reason)
        if number and day:
            for reason in policies.number_faults(self.decision, number, day):
                self.add_error("number", reason)
        return data


class RevokeForm(FormLayout, forms.Form):
    """On which ground, and in which words."""

    ground = forms.ChoiceField(label="Căn cứ hủy bỏ", choices=list(GROUNDS.items()), widget=forms.RadioSelect)
    reason = CleanCharField(
        label="Cụ thể", max_length=1500, required=False, widget=_area(3), help_text="Kết luận nào, của ai, ngày nào."
    )


class CorrectForm(FormLayout, forms.Form):
    """Why it is corrected."""

    reason = CleanCharField(
        label="Lý do đính chính", max_length=2000, widget=_area(2), help_text="Ví dụ: Do sai sót khi soạn danh sách."
    )
