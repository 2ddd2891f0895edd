"""What people type into a progress report. Text comes out clean; dates and numbers as they are written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import CleanCharField, DateField, FormLayout
from documents.enums import SigningAuthority
from targets.enums import PeriodKind, ReviewKind
from targets.models import ProgressReport
from targets.narrative import UNNAMED
from targets.periods import Period, periods_of
from targets.policies import progress as policies

#: The column holds one more.
_MOST_SAVES = 2**31 - 2


def _area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class NewProgressReportForm(FormLayout, forms.Form):
    """Which review of which period."""

    review = forms.ChoiceField(label="Loại báo cáo", choices=ReviewKind.choices)
    period = forms.ChoiceField(
        label="Kỳ báo cáo", help_text="Lấy số liệu đã xác nhận, tính đến ngày cuối kỳ. Kỳ có số liệu xếp trước."
    )

    def __init__(self, *args: Any, year: int, reported: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rest = [period for period in periods_of(year) if period not in reported]
        groups = (("Có số liệu đã xác nhận", reported), ("Kỳ khác", rest))
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (label, [(f"{one.kind}-{one.index}", one.label) for one in periods]) for label, periods in groups if periods
        ]
        self.year = year

    def clean_review(self) -> ReviewKind:
        return ReviewKind(self.cleaned_data["review"])

    def clean_period(self) -> Period:
        kind, _, index = self.cleaned_data["period"].rpartition("-")
        return Period(self.year, PeriodKind(kind), int(index))


class ProgressReportForm(FormLayout, forms.Form):
    """The content of a report, in the order of the paper; a heading and a text for each of its sections."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    place = CleanCharField(label="Địa danh", max_length=100, required=False, help_text="Ghi trước ngày tháng.")
    subject_line = CleanCharField(
        label="Trích yếu",
        max_length=1000,
        required=False,
        widget=_area(2),
        help_text="Xuống dòng ở đâu thì giấy xuống dòng ở đó.",
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

    def __init__(self, *args: Any, report: ProgressReport, **kwargs: Any) -> None:
        self.parts = [section["part"] for section in report.sections]
        initial = {name: getattr(report, name) for name in ("place", "subject_line", "recipients")}
        initial |= {name: getattr(report, name) for name in ("signing_authority", "signer_title", "signer_name")}
        for number, section in enumerate(report.sections):
            initial |= {f"heading_{number}": section["heading"], f"text_{number}": section["text"]}
        super().__init__(*args, initial=initial | {"base_revision": report.revision}, **kwargs)
        for number, part in enumerate(self.parts):
            self.fields |= _section_fields(number, part, report.sections[number]["text"])

    def content(self) -> dict[str, Any]:
        """The cleaned values as the report keeps them. Of a field with a fault there is none."""
        data = self.cleaned_data
        found = {name: data[name] for name in data if not name.startswith(("heading_", "text_", "base_"))}
        names = [name for number in range(len(self.parts)) for name in (f"heading_{number}", f"text_{number}")]
        if all(name in data for name in names):
            found["sections"] = [
                {"heading": data[f"heading_{number}"], "text": data[f"text_{number}"]}
                for number in range(len(self.parts))
            ]
        return found

    def sections(self) -> Iterator[dict[str, Any]]:
        """What the page shows of each section: its part, its two fields, and whether it has a heading."""
        for number, part in enumerate(self.parts):
            heading, text = self[f"heading_{number}"], self[f"text_{number}"]
            name = UNNAMED.get(part) or str(heading.value())
            yield {"part": part, "number": number, "name": name, "heading": heading, "text": text}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for reason in policies.report_content_faults(self.content()):
            self.add_error(None, reason)
        return data


def _section_fields(number: int, part: str, text: str) -> dict[str, forms.Field]:
    """A section that opens or closes the report has no heading; its field is there, hidden, so that all are alike."""
    hidden = part in UNNAMED
    rows = min(max(3, text.count("\n") + 3), 16)
    return {
        f"heading_{number}": CleanCharField(
            label="Tên phần",
            max_length=300,
            required=False,
            widget=forms.HiddenInput if hidden else forms.TextInput,
        ),
        f"text_{number}": CleanCharField(
            label="Nội dung", required=False, widget=_area(3 if hidden else rows, **{"data-paste-words": ""})
        ),
    }


class IssueProgressReportForm(FormLayout, forms.Form):
    """Number and day, checked where they are typed; and the revision that was read."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    number = forms.IntegerField(label="Số", min_value=1, max_value=99_999, localize=False)
    issued_on = DateField(label="Ngày ban hành", initial=timezone.localdate)

    def __init__(self, *args: Any, report: ProgressReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.fields["number"].help_text = (
            f"Phần trước /BC-{report.directive.issuer.document_symbol}; số gợi ý là số tiếp theo của năm nay. "
            "Mỗi năm đánh số lại từ 01, theo năm của ngày ban hành."
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        number, day = data.get("number"), data.get("issued_on")
        if day:
            for reason in policies.day_of_issue_faults(self.report, day, on=timezone.localdate()):
                self.add_error("issued_on", reason)
        if number and day:
            for reason in policies.number_faults(self.report, number, day):
                self.add_error("number", reason)
        return data
