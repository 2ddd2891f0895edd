"""Progress reports of a directive: the list, a new one, its page and paper, and the number that ends the writing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import load, person, sent, tabs, trail
from core.actions import Action
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from documents.preview import preview_html
from documents.selectors import panel_of
from targets import papers
from targets.enums import ReviewKind
from targets.forms.progress import IssueProgressReportForm, NewProgressReportForm
from targets.models import ProgressReport
from targets.narrative import period_words
from targets.policies import progress as policies
from targets.progress_steps import next_step
from targets.selectors import progress as selectors
from targets.services import progress as services
from targets.views import progress_edit
from targets.views.progress_edit import load_report, report_trail

FACE = "targets:progress_reports"
COLUMNS = [
    Column("so", "Số, ký hiệu", lambda report: report.symbol if report.number else "", ("number",)),
    Column("trichyeu", "Trích yếu", lambda report: report.one_line_subject, ("subject_line",)),
    Column("loai", "Loại", lambda report: report.get_review_display(), ("review",)),
    Column("ky", "Kỳ", lambda report: report.period.label),
    Column("ngay", "Ngày ban hành", lambda report: report.issued_on, ("issued_on",)),
    Column("trangthai", "Tình trạng", lambda report: report.get_status_display(), ("status",)),
    Column("capnhat", "Lưu lần cuối", lambda report: report.saved_at, ("saved_at",)),
]


@methods()
def progress_reports(request: HttpRequest, code: str) -> HttpResponse:
    """The reports of one directive that the person may see."""
    directive = load(request, code)
    visible = selectors.progress_reports_for(person(request)).filter(directive=directive)
    listing = Listing(request, visible, COLUMNS, default_sort="-capnhat")
    context = {
        "directive": directive,
        "listing": listing,
        "create": _create_action(directive, person(request)),
        "tabs": tabs(directive, FACE, person(request)),
        "trail": trail(directive, "Báo cáo tiến độ"),
    }
    return listing.export(f"bao-cao-{directive.code}") or render(request, "targets/progress_reports.html", context)


@methods(write=["POST"])
def progress_report_create(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the review and its period; the sections are drafted from the verified figures."""
    directive = load(request, code)
    authorize(request.user, "targets.write_progress", directive)
    if reasons := policies.blockers_to_create(directive, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(FACE, code)
    form = _new_form(request, directive)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_progress_report(directive, **form.cleaned_data, by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã soạn sẵn báo cáo từ số liệu đã xác nhận. Nội dung được tự lưu trong khi gõ.")
            return redirect("targets:progress_report_edit", made.pk)
    context = {"directive": directive, "form": form, "trail": report_trail(directive, "Lập báo cáo")}
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/progress_report_create.html", context, status=status)


@methods()
def progress_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: where it stands, what comes next, its paper."""
    report = load_report(request, pk)
    figures = selectors.figures_of(report)
    context = {
        "report": report,
        "directive": report.directive,
        "step": next_step(report, figures, person(request), on=timezone.localdate()),
        "warnings": policies.warnings_for(report, figures),
        "panel": panel_of(papers.KIND, report),
        "history": history_of(report)[:30],
        "trail": report_trail(report.directive, _name(report)),
    }
    return render(request, "targets/progress_report.html", context)


@methods()
def progress_report_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved paper in sheets, for the frame of the page."""
    return HttpResponse(preview_html(papers.progress_paper(load_report(request, pk))))


@methods(write=["POST"])
def progress_report_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and day; the figures are kept as they are at this moment."""
    report = load_report(request, pk)
    authorize(request.user, "targets.issue_progress", report)
    figures = selectors.figures_of(report)
    if reasons := policies.blockers_to_issue(report, figures, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(report)
    form = _issue_form(request, report)
    if request.method == "POST" and form.is_valid():
        try:
            services.issue_progress_report(report, by=person(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ban hành, số liệu đã chốt. Tạo bản PDF, Word, Excel ở mục “Bản in”.")
            return redirect(report)
    context = {"report": report, "form": form, "warnings": policies.warnings_for(report, figures)}
    context["trail"] = report_trail(report.directive, "Cấp số và ban hành")
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/progress_report_issue.html", context, status=status)


def _create_action(directive: Directive, user: Any) -> Action | None:
    if not user.has_perm("targets.write_progress", directive):
        return None
    url = reverse("targets:progress_report_create", args=[directive.code])
    reasons = policies.blockers_to_create(directive, on=timezone.localdate())
    return Action("Lập báo cáo", url, reasons=reasons, tone="primary", icon="plus-lg")


def _new_form(request: HttpRequest, directive: Directive) -> NewProgressReportForm:
    reported = selectors.reported_periods(directive)
    return NewProgressReportForm(
        sent(request),
        initial={"review": ReviewKind.FINAL if reported and reported[0].kind == "year" else ReviewKind.PROGRESS},
        year=directive.year,
        reported=reported,
    )


def _issue_form(request: HttpRequest, report: ProgressReport) -> IssueProgressReportForm:
    number = selectors.suggested_report_number(report.directive.issuer, timezone.localdate().year)
    initial = {"number": number, "base_revision": report.revision}
    return IssueProgressReportForm(sent(request), initial=initial, report=report)


def _name(report: ProgressReport) -> str:
    return report.symbol if report.number else f"{report.get_review_display()} {period_words(report.period)}"


_ONE = "bao-cao-tien-do/<int:pk>/"
urls = [
    path("chi-thi/<slug:code>/bao-cao-tien-do/", progress_reports, name="progress_reports"),
    path("chi-thi/<slug:code>/bao-cao-tien-do/lap/", progress_report_create, name="progress_report_create"),
    path(_ONE, progress_report, name="progress_report"),
    path(f"{_ONE}to-giay/", progress_report_paper, name="progress_report_paper"),
    path(f"{_ONE}soan/", progress_edit.progress_report_edit, name="progress_report_edit"),
    path(f"{_ONE}tu-luu/", progress_edit.progress_report_autosave, name="progress_report_autosave"),
    path(f"{_ONE}xem-truoc/", progress_edit.progress_report_preview, name="progress_report_preview"),
    path(f"{_ONE}ban-hanh/", progress_report_issue, name="progress_report_issue"),
]
