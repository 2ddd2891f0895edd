"""Targets from a spreadsheet: template, upload, preview with every fault, one transaction."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import load, person, sent, trail
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import XLSX
from core.workbook import UnreadableWorkbookError
from targets.forms.sheet_import import ConfirmForm, TargetsFileForm
from targets.importing import HEADINGS
from targets.models import Assignment, TargetImport
from targets.policies.sheet import blockers_to_edit_targets
from targets.selectors.sheet_import import listed
from targets.services.sheet_import import confirm_target_import, keep_import
from targets.understanding import understood
from targets.workbook import read_sheet, template_file


@methods(write=["POST"])
def sheet_import(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a file; it is read and kept for the preview, and nothing else is saved."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    if reasons := blockers_to_edit_targets(directive, on=timezone.localdate()):
        warn(request, reasons)
        return redirect("targets:targets", code)
    form = TargetsFileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_import(directive, read_sheet(file), file_name=file.name, by=person(request))
        except UnreadableWorkbookError as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect(kept)
    context = {"directive": directive, "form": form, "headings": HEADINGS, "trail": _trail(directive)}
    return render(request, "targets/sheet_import.html", context, status=422 if form.is_bound else 200)


@methods(write=["POST"])
def sheet_import_preview(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Every row with its faults; a POST takes all rows in, or none. Sent twice it takes them in once."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    mine = TargetImport.objects.open_to(person(request), timezone.now()).select_related("directive")
    kept = get_object_or_404(mine, pk=pk, directive=directive)
    if kept.confirmed_at:
        messages.info(request, f"Tệp này đã được nhập rồi: {kept.imported_count} dòng.")
        return redirect("targets:sheet", code)
    form = ConfirmForm(sent(request), initial={"how": "append"})
    if request.method == "POST" and form.is_valid():
        try:
            count = confirm_target_import(kept, replace_all=form.cleaned_data["how"] == "replace", by=person(request))
        except DomainError as refusal:
            warn(request, refusal.reasons)
            return redirect(kept)
        messages.success(request, f"Đã nhập {count} dòng chỉ tiêu.")
        return redirect("targets:sheet", code)
    return _preview(request, kept, form)


@methods()
def sheet_import_template(request: HttpRequest) -> HttpResponse:
    """An empty list with its headings, and a second sheet that explains them."""
    authorize(request.user, "targets.edit_targets")
    headers = {"Content-Disposition": 'attachment; filename="mau-nhap-chi-tieu.xlsx"'}
    return HttpResponse(template_file(), content_type=XLSX, headers=headers)


def _preview(request: HttpRequest, kept: TargetImport, form: ConfirmForm) -> HttpResponse:
    directive = kept.directive
    found = listed(kept)
    context = {
        "directive": directive,
        "kept": kept,
        "listed": found,
        "rows": [(row, understood(row.line) if row.line and not row.errors else "") for row in found.rows],
        "form": form,
        "present": directive.targets.count(),
        "assigned": Assignment.objects.filter(target__directive=directive).exists(),
        "trail": _trail(directive, kept.file_name),
    }
    return render(request, "targets/sheet_import_preview.html", context)


def _trail(directive: Directive, *more: str) -> list[tuple[str, str]]:
    steps = trail(directive, "Nhập chỉ tiêu", "Từ tệp Excel", *more)
    addresses = {"Nhập chỉ tiêu": "targets:sheet", "Từ tệp Excel": "targets:sheet_import" if more else ""}
    return [
        (label, reverse(name, args=[directive.code]) if (name := addresses.get(label)) else url) for label, url in steps
    ]


urls = [
    path("chi-thi/<slug:code>/chi-tieu/nhap/", sheet_import, name="sheet_import"),
    path("chi-thi/<slug:code>/chi-tieu/nhap/<int:pk>/", sheet_import_preview, name="sheet_import_preview"),
    path("mau-nhap-chi-tieu/", sheet_import_template, name="sheet_import_template"),
]
