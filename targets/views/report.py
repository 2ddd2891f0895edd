"""One unit's report of one period: its grid, and its way to verification."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import person, sent, trail
from core.errors import Conflict, DomainError
from core.http import authorize, methods, warn
from core.log import history_of
from core.models import LogEntry
from targets.enums import ReportStatus
from targets.errors import FaultyRows
from targets.evidence import content_type_of
from targets.forms.reports import EntryGrid, ReturnForm, SaveForm
from targets.models import UnitReport
from targets.policies import reports as policies
from targets.presenters import report_step
from targets.selectors import reports as selectors
from targets.services import reports as services


@methods(write=["POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of a unit's targets: filled while it is with the unit, read by all who may see it."""
    shown = _load(request, pk)
    rows = selectors.report_rows(shown)
    files = request.FILES if request.method == "POST" else None
    grid = EntryGrid(sent(request), files, report=shown, rows=rows, on=timezone.localdate())
    base, status = shown.revision, 200
    if request.method == "POST":
        authorize(request.user, "targets.fill_report", shown)
        if reasons := policies.blockers_to_fill(shown, on=timezone.localdate()):
            warn(request, reasons)
            return redirect(shown)
        status = 422
        carried = SaveForm(request.POST)
        base = carried.cleaned_data["base_revision"] if carried.is_valid() else base
        if not grid.is_valid():
            grid.add_faults(services.faults_of(shown, grid.entries()))  # all that is wrong, at once
        elif carried.is_valid() and _save(request, shown, grid, base):
            return _saved(request, shown, carried.cleaned_data["seen"])
        base = shown.revision if grid.differs_from_saved else base
    return render(request, "targets/report.html", _context(request, shown, grid) | {"base": base}, status=status)


@methods(read=(), write=["POST"])
def report_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Staff confirm the figures that the page showed (`?ban=` says which save)."""
    shown = _load(request, pk)
    authorize(request.user, "targets.verify_report", shown)
    asked = request.GET.get("ban", "")
    try:
        services.verify_report(shown, by=person(request), revision=_revision(asked))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, "Đã xác nhận số liệu. Báo cáo đã khóa.")
    return redirect(shown)


def _step(verb: str, *, title: str, words: str, button: str, done: str, act: Callable[..., UnitReport]) -> Any:
    """A view of a step that needs a reason: blocked → back with why; else its form, then the service."""

    @methods(write=["POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        shown = _load(request, pk)
        authorize(request.user, "targets.verify_report", shown)
        if reasons := getattr(policies, f"blockers_to_{verb}")(shown, on=timezone.localdate()):
            warn(request, reasons)
            return redirect(shown)
        form = ReturnForm(sent(request))
        if request.method == "POST" and form.is_valid():
            try:
                act(shown, by=person(request), reason=form.cleaned_data["reason"])
            except DomainError as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, done)
                return redirect(shown)
        context = {"report": shown, "form": form, "title": title, "words": words, "button": button}
        context["trail"] = _trail(request, shown, title)
        return render(request, "targets/report_step.html", context, status=422 if form.errors else 200)

    view.__name__ = view.__qualname__ = f"report_{verb}"
    return view


report_return = _step(
    "return",
    title="Trả lại báo cáo",
    words="Báo cáo trở về đơn vị kèm lý do dưới đây.",
    button="Trả lại",
    done="Đã trả lại cho đơn vị.",
    act=services.return_report,
)
report_unlock = _step(
    "unlock",
    title="Mở khóa báo cáo",
    words="Số liệu thôi được tính cho đến khi đơn vị sửa, gửi lại và được xác nhận lần nữa.",
    button="Mở khóa",
    done="Đã mở khóa, đơn vị sửa được.",
    act=services.unlock_report,
)


@methods()
def report_evidence(request: HttpRequest, pk: int, target: int) -> HttpResponseBase:
    """The file behind one figure, for those who may see the report."""
    actual = get_object_or_404(_load(request, pk).actuals, target__pk=target)
    if not actual.evidence:
        raise Http404
    return FileResponse(
        actual.evidence.open(),
        as_attachment=True,
        filename=actual.evidence_name,
        content_type=content_type_of(actual.evidence_name),
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _revision(asked: str) -> int | None:
    """The save that was read; one that no sheet has where the address says something else than a number."""
    if not asked:
        return None
    return int(asked) if re.fullmatch(r"[0-9]{1,10}", asked) else -1


def _load(request: HttpRequest, pk: int) -> UnitReport:
    found: UnitReport = get_object_or_404(selectors.reports_for(person(request)), pk=pk)
    return found


def _save(request: HttpRequest, report: UnitReport, grid: EntryGrid, base: int) -> bool:
    """Whether the figures were kept; what was refused is told at the cell or above the table."""
    try:
        services.save_report(report, grid.entries(), base_revision=base, by=person(request))
    except FaultyRows as refusal:
        grid.add_faults(refusal.faults)
    except Conflict as refusal:
        grid.stand_against_saved(refusal.reasons)
    except DomainError as refusal:
        grid.general += refusal.reasons
    else:
        return True
    return False


def _saved(request: HttpRequest, report: UnitReport, seen: str) -> HttpResponse:
    """After a save: sent as well when that was asked, unless something should be looked at first."""
    if request.POST.get("act") != "submit":
        messages.success(request, f"Đã lưu nháp lúc {timezone.localtime(report.saved_at):%H:%M}.")
        return redirect(report)
    warnings = selectors.all_warnings(selectors.report_rows(report), report.period.period)
    if warnings and _digest(warnings) != seen:
        warn(
            request,
            [f"Đã lưu nháp, chưa gửi: có {len(warnings)} chỗ nên xem lại. Nếu số liệu đúng, bấm Gửi báo cáo lần nữa."],
        )
        return redirect(report)
    try:
        services.submit_report(report, by=person(request))
    except DomainError as refusal:
        warn(request, [f"Đã lưu nháp, chưa gửi được. {reason}" for reason in refusal.reasons])
    else:
        messages.success(request, "Đã gửi báo cáo. Cán bộ thi đua sẽ xác nhận.")
    return redirect(report)


def _digest(warnings: Sequence[tuple[Any, str, str]]) -> str:
    return str(crc32("\n".join(text for _, _, text in warnings).encode()))


def _context(request: HttpRequest, report: UnitReport, grid: EntryGrid) -> dict[str, Any]:
    today, user = timezone.localdate(), person(request)
    may_fill = user.has_perm("targets.fill_report", report)
    warnings = selectors.all_warnings([form.row for form in grid.forms], report.period.period)
    history = list(history_of(report)[:30])
    return {
        "report": report,
        "directive": report.period.directive,
        "grid": grid,
        "is_open": may_fill and not policies.blockers_to_fill(report, on=today),
        "warnings": warnings,
        "seen": _digest(warnings),
        "step": report_step(report, user, on=today),
        "returned": _last_return(report, history),
        "history": history,
        "title": f"{report.organization.name}: {report.period}",
        "subtitle": _paper_words(report.period.directive),
        "trail": _trail(request, report),
    }


def _last_return(report: UnitReport, history: Sequence[LogEntry]) -> LogEntry | None:
    """Why it came back, while that is what the unit must answer."""
    if report.status != ReportStatus.RETURNED:
        return None
    return next((entry for entry in history if entry.to_status == ReportStatus.RETURNED), None)


def _paper_words(directive: Directive) -> str:
    number = f"Chỉ thị số {directive.symbol}. " if directive.number else ""
    return f"{number}{directive.one_line_subject}"


def _trail(request: HttpRequest, report: UnitReport, *here: str) -> list[tuple[str, str]]:
    """The way here: through the directive for those who may open it, else through the person's own reports."""
    directive = report.period.directive
    if Directive.objects.visible_to(request.user).filter(pk=directive.pk).exists():
        way = [trail(directive)[0], (trail(directive)[1][0], directive.get_absolute_url())]
        way.append(("Giao và báo cáo", reverse("targets:reports", args=[directive.code])))
    else:
        way = [("Báo cáo của tôi", reverse("targets:my_reports"))]
    name = f"{report.organization.name}, {report.period}"
    return [*way, (name, report.get_absolute_url() if here else ""), *((one, "") for one in here)]


urls = [
    path("bao-cao-chi-tieu/<int:pk>/", report, name="report"),
    path("bao-cao-chi-tieu/<int:pk>/xac-nhan/", report_verify, name="report_verify"),
    path("bao-cao-chi-tieu/<int:pk>/tra-lai/", report_return, name="report_return"),
    path("bao-cao-chi-tieu/<int:pk>/mo-khoa/", report_unlock, name="report_unlock"),
    path("bao-cao-chi-tieu/<int:pk>/minh-chung/<int:target>/", report_evidence, name="report_evidence"),
]
