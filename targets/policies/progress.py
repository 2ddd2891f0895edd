"""Whether now: what stands in the way of a progress report, in sentences; and what a careful reader would ask about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaigns.enums import Status
from campaigns.models import Directive
from campaigns.policies import after_the_end, content_faults
from documents.enums import DocumentType
from documents.numbering import number_holder, taken_sentence
from targets.enums import ProgressStatus, ReviewKind
from targets.models import ProgressReport
from targets.narrative import FROM_FIGURES, GAP, UNNAMED, figures_mark
from targets.periods import Period
from targets.review import Figures

#: A directive is worked on from its approval; one that was revoked is not reported on any more.
_IN_FORCE = frozenset({Status.APPROVED, Status.ISSUED, Status.CLOSED})
_HEADING_AT_MOST = 300


def blockers_to_create(directive: Directive, *, on: date) -> list[str]:
    if directive.status not in _IN_FORCE:
        return [f"Chỉ lập báo cáo cho chỉ thị đã duyệt; chỉ thị này {directive.get_status_display().lower()}."]
    if not directive.targets.exists():
        return ["Chỉ thị chưa có chỉ tiêu trong danh sách. Nhập ở mục “Chỉ tiêu” rồi lập báo cáo."]
    return []


def blockers_to_create_as(directive: Directive, *, period: Period, review: ReviewKind, on: date) -> list[str]:
    """Starting this kind of review of this period."""
    if reasons := blockers_to_create(directive, on=on):
        return reasons
    same = directive.progress_reports.filter(kind=period.kind, index=period.index, review=review)
    if open_one := same.filter(status=ProgressStatus.DRAFT).select_related("created_by").first():
        return [
            (
                f"{review.label} {period.label} đang được soạn ({open_one.created_by} lập ngày "
                f"{open_one.created_at:%d/%m/%Y}). Hãy soạn tiếp bản đó."
            )
        ]
    return []


def blockers_to_edit(report: ProgressReport, *, on: date) -> list[str]:
    if report.status == ProgressStatus.DRAFT:
        return []
    return [f"Báo cáo đã ban hành số {report.symbol} nên nội dung và số liệu được giữ nguyên."]


def blockers_to_issue(report: ProgressReport, figures: Figures, *, on: date) -> list[str]:
    if report.status != ProgressStatus.DRAFT:
        return blockers_to_edit(report, on=on)
    directive = report.directive
    needed = [
        (report.subject_line, "Chưa có trích yếu. Ghi ở mục “Phần đầu”."),
        (report.place, "Chưa có địa danh. Ghi ở mục “Phần đầu”."),
        (report.signer_title, "Chưa có chức vụ người ký. Ghi ở mục “Người ký”."),
        (report.signer_name, "Chưa có họ và tên người ký. Ghi ở mục “Người ký”."),
        (report.recipients, "Chưa có nơi nhận. Ghi ở mục “Nơi nhận”."),
        (directive.issuer.document_symbol, "Cơ quan ban hành chưa có ký hiệu văn bản. Đề nghị quản trị bổ sung."),
        ("có" if directive.number else "", "Chỉ thị chưa ban hành nên báo cáo chưa ghi được số chỉ thị."),
        (
            "có" if figures.reported else "",
            "Chưa có số liệu nào được xác nhận đến hết kỳ. Xác nhận báo cáo của đơn vị trước.",
        ),
    ]
    return [reason for value, reason in needed if not value.strip()]


def blockers_to_issue_as(
    report: ProgressReport, figures: Figures, *, number: int, issued_on: date, on: date
) -> list[str]:
    """Issue under this number on this day."""
    if reasons := blockers_to_issue(report, figures, on=on):
        return reasons
    return day_of_issue_faults(report, issued_on, on=on) + number_faults(report, number, issued_on)


def day_of_issue_faults(report: ProgressReport, issued_on: date, *, on: date) -> list[str]:
    if issued_on > on:
        return ["Ngày ban hành không được sau hôm nay. Hãy ghi ngày ký thật của văn bản."]
    ends_on, directive = report.period.ends_on, report.directive
    if issued_on < ends_on:
        return [
            (
                f"Ngày ban hành {issued_on:%d/%m/%Y} trước ngày cuối kỳ {ends_on:%d/%m/%Y}, số liệu của kỳ chưa đủ. "
                "Hãy ghi từ ngày cuối kỳ trở đi."
            )
        ]
    if directive.issued_on and issued_on < directive.issued_on:
        return [f"Ngày ban hành {issued_on:%d/%m/%Y} trước ngày của chỉ thị {directive.issued_on:%d/%m/%Y}."]
    return after_the_end(directive.issuer, issued_on, "ban hành")


def number_faults(report: ProgressReport, number: int, issued_on: date) -> list[str]:
    if number < 1:
        return ["Số của văn bản bắt đầu từ 01 mỗi năm."]
    holder = number_holder(report.directive.issuer, DocumentType.REPORT, issued_on.year, number)
    return [taken_sentence(holder)] if holder else []


def report_content_faults(content: Mapping[str, Any]) -> list[str]:
    """What of this content no paper could carry: too long, or no known signing authority."""
    sections = content.get("sections", [])
    texts = {**content, "body": "\n".join(section["text"] for section in sections)}
    if any(len(section["heading"]) > _HEADING_AT_MOST for section in sections):
        return [f"Tên một phần dài quá {_HEADING_AT_MOST} ký tự. Hãy rút gọn.", *content_faults(texts)]
    return content_faults(texts)


def warnings_for(report: ProgressReport, figures: Figures) -> list[str]:
    """What a careful reader would ask about; none of it stops anything."""
    if report.status != ProgressStatus.DRAFT:
        return []
    return [*_gaps(report), *_older_figures(report, figures), *_not_everybody(figures)]


def _gaps(report: ProgressReport) -> list[str]:
    printed = [section for section in report.sections if section["heading"].strip() or section["text"].strip()]
    empty = [section_name(section) for section in printed if not section["text"].strip()]
    open_ones = ["trích yếu"] if GAP in report.subject_line else []
    open_ones += [section_name(section) for section in printed if GAP in section["heading"] + section["text"]]
    found = []
    if empty:
        found.append(f"Còn để trống: {', '.join(empty)}. Viết thêm, hoặc xóa cả tên phần nếu không dùng.")
    if open_ones:
        found.append(f"Còn dấu “{GAP}” chưa điền ở: {', '.join(open_ones)}.")
    return found


def _older_figures(report: ProgressReport, figures: Figures) -> list[str]:
    now = figures_mark(figures)
    old = [
        section_name(section)
        for section in report.sections
        if section["part"] in FROM_FIGURES and section["heading"] and section.get("drafted", now) != now
    ]
    if not old:
        return []
    return [
        f"Số liệu đã thay đổi sau khi soạn {', '.join(old)}. Bấm “Soạn lại phần số liệu” ở phần đó, hoặc tự đối chiếu câu chữ với bảng."
    ]


def _not_everybody(figures: Figures) -> list[str]:
    if not figures.unreported:
        return []
    return [f"{len(figures.unreported)} đơn vị chưa gửi báo cáo của kỳ; báo cáo in tên các đơn vị đó."]


def section_name(section: Mapping[str, Any]) -> str:
    """ "Phần II" of "II. KẾT QUẢ …"; the heading itself where it has no number, and a name where there is none."""
    heading = str(section["heading"]).strip()
    number, dot, _ = heading.partition(".")
    return f"Phần {number}" if dot and len(number) <= 5 else heading or UNNAMED.get(section["part"], "Phần không tên")
