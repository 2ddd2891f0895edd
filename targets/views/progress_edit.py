"""Writing a progress report: the editor, autosave, live preview, and the sentences of figures written anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from campaigns.comparison import Change, compare_words
from campaigns.models import Directive
from campaigns.views.common import person, sent, trail
from core.errors import Conflict, DomainError
from core.http import authorize, methods, warn
from documents.preview import preview_html
from targets import papers
from targets.forms.progress import ProgressReportForm
from targets.models import ProgressReport
from targets.narrative import FROM_FIGURES
from targets.policies import progress as policies
from targets.selectors import progress as selectors
from targets.services import progress as services


@methods(write=["POST"])
def progress_report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor; a POST saves what was typed, and writes one section of figures anew when asked to."""
    report = load_report(request, pk)
    authorize(request.user, "targets.write_progress", report)
    form = ProgressReportForm(sent(request), report=report)
    if request.method != "POST":
        if reasons := policies.blockers_to_edit(report, on=timezone.localdate()):
            warn(request, reasons)
            return redirect(report)
        return _editor(request, report, form)
    if form.is_valid():
        try:
            _save(request, report, form, redraft=request.POST.get("redraft", ""))
        except Conflict as conflict:
            return _conflict_page(request, report, form, conflict)
        except DomainError as refusal:  # issued meanwhile: the page keeps what was typed
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect("targets:progress_report_edit", pk)
    return _editor(request, report, form, status=422)


@methods(read=(), write=["POST"])
def progress_report_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was typed so far. Answers for the script of the editor."""
    report = load_report(request, pk)
    authorize(request.user, "targets.write_progress", report)
    form = ProgressReportForm(request.POST, report=report)
    if not form.is_valid():
        return JsonResponse({"reasons": _problems(form)}, status=422)
    try:
        saved = _save(request, report, form)
    except DomainError as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return JsonResponse({"reasons": refusal.reasons}, status=status)
    saved_at = f"{timezone.localtime(saved.saved_at):%H:%M}"
    return JsonResponse({"revision": saved.revision, "saved_at": saved_at, "removed": form.removed_characters})


@methods(read=("GET", "HEAD", "POST"))
def progress_report_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of what is typed (POST) or saved (GET), in the layout of the PDF. Nothing is written."""
    report = load_report(request, pk)
    if request.method == "POST":
        authorize(request.user, "targets.write_progress", report)
        form = ProgressReportForm(request.POST, report=report)
        form.is_valid()  # faults are shown by the form; the paper shows what is sound
        content = form.content()
        typed = content.pop("sections", [])
        typed = [] if form.non_field_errors() else typed  # too long for any paper
        for name, value in content.items():
            setattr(report, name, value)
        report.sections = [old | new for old, new in zip(report.sections, typed, strict=False)] or report.sections
    return HttpResponse(preview_html(papers.progress_paper(report)))


def load_report(request: HttpRequest, pk: int) -> ProgressReport:
    """The report if the person may see it, or 404."""
    found: ProgressReport = get_object_or_404(selectors.progress_reports_for(request.user), pk=pk)
    return found


def report_trail(directive: Directive, label: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page below the list of a directive's reports."""
    reports = ("Báo cáo tiến độ", reverse("targets:progress_reports", args=[directive.code]))
    return [*trail(directive, "")[:2], reports, (label, "")]


def _save(
    request: HttpRequest, report: ProgressReport, form: ProgressReportForm, *, redraft: str = ""
) -> ProgressReport:
    if redraft and (redraft not in FROM_FIGURES or redraft not in form.parts):
        raise Http404  # only the buttons of the page send this
    base_revision = form.cleaned_data["base_revision"]
    saved = services.save_progress_report(report, form.content(), base_revision=base_revision, by=person(request))
    if redraft:
        saved = services.redraft_section(saved, redraft, base_revision=saved.revision, by=person(request))
    return saved


def _editor(
    request: HttpRequest, report: ProgressReport, form: ProgressReportForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "sections": [_shown(section) for section in form.sections()],
        "trail": report_trail(report.directive, "Soạn báo cáo"),
        "warnings": policies.warnings_for(report, selectors.figures_of(report)),
        "autosave_url": reverse("targets:progress_report_autosave", args=[report.pk]),
        "preview_url": reverse("targets:progress_report_preview", args=[report.pk]),
        **more,
    }
    return render(request, "targets/progress_report_edit.html", context, status=status)


def _shown(section: dict[str, Any]) -> dict[str, Any]:
    """A section with its short name for the outline, and whether figures write it."""
    part = section["part"]
    short = policies.section_name({"heading": section["name"], "part": part})
    return section | {"short": short, "redrafts": part in FROM_FIGURES, "dialog": f"soan-lai-{part}"}


def _conflict_page(
    request: HttpRequest, report: ProgressReport, form: ProgressReportForm, conflict: Conflict
) -> HttpResponse:
    """The editor again with the person's own text, and what the other one changed; saving now is knowing."""
    current = load_report(request, report.pk)
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data["base_revision"] = str(current.revision)  # type: ignore[index]
    differences = _differences(current, form.content())
    return _editor(request, current, form, status=409, conflict=conflict.reasons, differences=differences)


def _differences(current: ProgressReport, typed: dict[str, Any]) -> list[tuple[str, list[Change]]]:
    """Part by part, what was taken out and what was put in."""
    pairs = [
        (str(ProgressReport._meta.get_field(name).verbose_name), str(getattr(current, name)), str(value))  # type: ignore[union-attr]  # plain fields
        for name, value in typed.items()
        if name not in ("sections", "signing_authority")
    ]
    for old, new in zip(current.sections, typed.get("sections", []), strict=False):
        pairs.append(
            (policies.section_name(old), f"{old['heading']}\n{old['text']}", f"{new['heading']}\n{new['text']}")
        )
    return [(label[:1].upper() + label[1:], compare_words(old, new)) for label, old, new in pairs if old != new]


def _problems(form: ProgressReportForm) -> list[str]:
    """Everything that kept the typed text from being saved, each with the name of its field."""
    found = []
    for name, texts in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        found += [f"{label}: {text}" if label else str(text) for text in texts]
    return found
