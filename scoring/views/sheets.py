"""A unit's sheet: its grid, saving as one types, sending on, returning, evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.views.common import person, sent
from core.errors import Conflict, DomainError
from core.http import authorize, methods, warn
from core.vietnamese import format_number
from scoring.enums import Stage
from scoring.errors import FaultyRows
from scoring.forms.sheets import EvidenceForm, ReturnForm, SaveForm, ScoreGrid
from scoring.models import Criterion, Evidence, ScoreSheet
from scoring.pages import sheet_context
from scoring.policies import sheets as policies
from scoring.presenters import permission_of
from scoring.selectors.sheets import SheetTable, table_of
from scoring.services import sheets as services
from scoring.views.common import load_sheet, round_trail, status_of
from targets.evidence import content_type_of


@methods(write=["POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The points of every stage side by side; the cells of the present one for those who give them."""
    shown = load_sheet(request, pk)
    table, base = table_of(shown), shown.revision
    if request.method != "POST":
        return render(request, "scoring/sheet.html", sheet_context(shown, table, None, person(request)))
    carried = SaveForm(request.POST)
    stage = Stage(carried.cleaned_data["stage"]) if carried.is_valid() else None
    authorize(request.user, permission_of(stage or table.stage), shown)
    if reasons := policies.blockers_to_score(shown, stage):
        warn(request, reasons)
        return redirect(shown)
    assert stage is not None
    grid = ScoreGrid(request.POST, table=table, stage=stage)
    base = carried.cleaned_data["base_revision"]
    if grid.is_valid() and _save(request, shown, grid, stage, base):
        return _saved(request, shown, stage)
    base = shown.revision if grid.differs_from_saved else base
    context = sheet_context(shown, table, grid, person(request)) | {"base": base}
    return render(request, "scoring/sheet.html", context, status=422)


@methods(read=(), write=["POST"])
def sheet_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed; the answer says what it comes to."""
    shown, carried = load_sheet(request, pk), SaveForm(request.POST)
    if not carried.is_valid():
        return JsonResponse({"reasons": ["Trang đã cũ. Hãy tải lại trang."]}, status=422)
    stage = Stage(carried.cleaned_data["stage"])
    authorize(request.user, permission_of(stage), shown)
    if reasons := policies.blockers_to_score(shown, stage):
        return JsonResponse({"reasons": reasons}, status=409)
    grid = ScoreGrid(request.POST, table=table_of(shown), stage=stage)
    if not grid.is_valid() or not _save(request, shown, grid, stage, carried.cleaned_data["base_revision"]):
        return JsonResponse({"reasons": _problems(grid)}, status=409 if grid.differs_from_saved else 422)
    at = timezone.localtime(shown.saved_at)
    answer = {"revision": shown.revision, "saved_at": f"{at:%H:%M}", "removed": 0}
    return JsonResponse(answer | {"totals": _totals(table_of(shown), stage)})


@methods(write=["POST"])
def sheet_return(request: HttpRequest, pk: int) -> HttpResponse:
    """One step back, with the reason."""
    shown = load_sheet(request, pk)
    authorize(request.user, permission_of(table_of(shown).stage), shown)
    if reasons := policies.blockers_to_return(shown):
        warn(request, reasons)
        return redirect(shown)
    form = ReturnForm(sent(request))
    if request.method == "POST" and form.is_valid():
        services.return_sheet(shown, by=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, "Đã trả lại bước trước kèm lý do.")
        return redirect(shown.round)
    context = {"form": form, "title": f"Trả lại bảng của {shown.organization}", "button": "Trả lại"}
    context |= {"back": shown.get_absolute_url(), "words": "Điểm đã chấm ở bước trước vẫn còn để sửa lại."}
    context["trail"] = round_trail(shown.round, str(shown.organization), "Trả lại")
    return render(request, "scoring/form.html", context, status=status_of(form))


@methods(write=["POST"])
def sheet_evidence(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """The files of one criterion; the unit adds and takes back while it scores itself."""
    shown = load_sheet(request, pk)
    about = get_object_or_404(Criterion, pk=criterion, group__scheme=shown.round.scheme_id)
    may_add = person(request).has_perm("scoring.score_self", shown)
    form = EvidenceForm(sent(request), request.FILES or None)
    if request.method == "POST":
        authorize(request.user, "scoring.score_self", shown)
        if form.is_valid():
            try:
                file = form.cleaned_data["file"]
                services.add_evidence(shown, about, file=file, name=form.name, by=person(request))
            except DomainError as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, "Đã tải tệp lên.")
                return redirect("scoring:sheet_evidence", pk, criterion)
    context = {"sheet": shown, "criterion": about, "form": form, "files": shown.evidence.filter(criterion=about)}
    context |= {"may_add": may_add, "reasons": policies.blockers_to_prove(shown) if may_add else []}
    context["trail"] = round_trail(shown.round, "Minh chứng")
    return render(request, "scoring/sheet_evidence.html", context, status=422 if request.method == "POST" else 200)


@methods()
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, for those who may see the sheet."""
    found = get_object_or_404(Evidence, pk=pk)
    load_sheet(request, found.sheet_id)
    return FileResponse(
        found.file.open(),
        as_attachment=True,
        filename=found.name,
        content_type=content_type_of(found.name),
        headers={"X-Content-Type-Options": "nosniff"},
    )


@methods(read=(), write=["POST"])
def evidence_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file back."""
    found = get_object_or_404(Evidence.objects.select_related("criterion"), pk=pk)
    shown = load_sheet(request, found.sheet_id)
    authorize(request.user, "scoring.score_self", shown)
    try:
        services.drop_evidence(found, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, "Đã bỏ tệp.")
    return redirect("scoring:sheet_evidence", shown.pk, found.criterion_id)


def _save(request: HttpRequest, shown: ScoreSheet, grid: ScoreGrid, stage: Stage, base: int) -> bool:
    """Whether the points were kept; what was refused is told at the cell or above the table."""
    try:
        services.save_scores(shown, grid.entries(), stage=stage, base_revision=base, by=person(request))
    except FaultyRows as refusal:
        grid.add_faults(refusal.faults)
    except Conflict as refusal:
        grid.stand_against_saved(refusal.reasons)
    except DomainError as refusal:
        grid.general += refusal.reasons
    else:
        return True
    return False


def _saved(request: HttpRequest, shown: ScoreSheet, stage: Stage) -> HttpResponse:
    """After a save: empty cells filled, or the sheet sent, when that was asked."""
    act, by = request.POST.get("act"), person(request)
    try:
        if act == "take":
            services.take_points(shown, stage=stage, base_revision=shown.revision, by=by)
            messages.success(request, "Đã điền các ô còn trống theo điểm đề nghị, điểm bước trước.")
        elif act == "send":
            services.send_sheet(shown, stage=stage, by=by)
            messages.success(request, f"Đã gửi điểm {stage.label.lower()}.")
        else:
            messages.success(request, f"Đã lưu lúc {timezone.localtime(shown.saved_at):%H:%M}.")
    except DomainError as refusal:
        warn(request, [f"Đã lưu, chưa gửi được. {reason}" for reason in refusal.reasons[:8]])
    return redirect(shown)


def _problems(grid: ScoreGrid) -> list[str]:
    faults = [
        f"{form[name].label}: {text}" for form in grid.forms for name in form.fields for text in form[name].errors
    ]
    return [*grid.general, *map(str, faults)][:4]


def _totals(table: SheetTable, stage: Stage) -> dict[str, str]:
    """The sums that the page shows, by where they stand."""
    found = table.total(stage)
    groups: dict[str, Any] = {f"nhom-{group.key}": format_number(group.points) for group in found.groups}
    return groups | {"tong": format_number(found.points), "du": f"{found.scored}/{found.criteria}"}


urls = [
    path("cham-diem/bang/<int:pk>/", sheet, name="sheet"),
    path("cham-diem/bang/<int:pk>/tu-luu/", sheet_autosave, name="sheet_autosave"),
    path("cham-diem/bang/<int:pk>/tra-lai/", sheet_return, name="sheet_return"),
    path("cham-diem/bang/<int:pk>/minh-chung/<int:criterion>/", sheet_evidence, name="sheet_evidence"),
    path("cham-diem/minh-chung/<int:pk>/", evidence_file, name="evidence_file"),
    path("cham-diem/minh-chung/<int:pk>/bo/", evidence_drop, name="evidence_drop"),
]
