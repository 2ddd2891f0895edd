"""Entering the targets of a directive: the grid, and what its script asks while it is filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import load, person, sent, trail
from core.errors import Conflict, DomainError
from core.http import authorize, methods, warn
from core.text import clean
from targets.enums import Comparator, Direction, Group, Joint, Layout, Measure, Polarity
from targets.errors import FaultyRows
from targets.forms.sheet import BadRows, ComposeForm, SheetForm, posted_rows
from targets.lines import split_lines
from targets.models import TargetSheet
from targets.policies.sheet import blockers_to_edit_targets
from targets.quantity import Unreadable
from targets.rows import MOST_ROWS, Fault, Typed, read_rows
from targets.selectors.sheet import last_sheet, more_units, sheet_warnings, typed_rows
from targets.selectors.sheet_page import answer_of, page_rows
from targets.selectors.sheet_reading import followed, taken_apart
from targets.services.sheet import copy_sheet, save_sheet

#: Blank rows under the list for those who work without the script, and to begin with.
SPARE = 5
#: A paste past this is no list of targets.
LONGEST_PASTE = 200_000


@methods(write=["POST"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The editable list of all targets; a POST saves all rows or none."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    form = SheetForm(sent(request), initial=_initial(directive))
    if request.method != "POST":
        if reasons := blockers_to_edit_targets(directive, on=timezone.localdate()):
            warn(request, reasons)
            return redirect("targets:targets", code)
        rows, warnings = typed_rows(directive), sheet_warnings(directive)
        return _page(request, directive, form, rows, warnings=warnings)
    rows = []
    try:
        rows, removed = posted_rows(request.POST)
        if form.is_valid():
            _save(request, directive, form, rows, removed)
            return redirect("targets:sheet", code)
    except FaultyRows as refusal:
        return _page(request, directive, form, rows, faults=refusal.faults, status=422)
    except Conflict as refusal:
        return _page(request, directive, form, rows, conflict=refusal.reasons, status=409)
    except DomainError as refusal:
        form.add_error(None, list(refusal.reasons))
    return _page(request, directive, form, rows, status=422)


@methods(read=(), write=["POST"])
def sheet_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Take over the rows of the issuer's latest earlier directive."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    source = last_sheet(directive)
    if source is None:
        messages.warning(request, "Chưa có chỉ thị năm trước nào có danh sách chỉ tiêu để chép.")
        return redirect("targets:sheet", code)
    try:
        copy_sheet(directive, source, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(
            request, f"Đã chép chỉ tiêu của năm {source.year}. Hãy sửa các con số cho năm {directive.year}."
        )
    return redirect("targets:sheet", code)


@methods(read=("POST",))
def sheet_read(request: HttpRequest, code: str) -> HttpResponse:
    """What was understood of the rows as typed. Rows named in `left` are taken apart if they hold whole lines."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    try:
        rows, _ = posted_rows(request.POST)
    except BadRows as refusal:
        return JsonResponse({"reasons": refusal.reasons}, status=422)
    units = more_units()
    rows = taken_apart(followed(rows, request.POST), set(request.POST.getlist("left")), more_units=units)
    reading = read_rows(rows, more_units=units)
    shown = page_rows(rows, faults=reading.faults, warnings=reading.warnings, more_units=units)
    return JsonResponse({"rows": [answer_of(row) for row in shown]})


@methods(read=("POST",))
def sheet_split(request: HttpRequest, code: str) -> HttpResponse:
    """Pasted lines of a directive as rows."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    text = clean(request.POST.get("lines", "")).text
    if len(text) > LONGEST_PASTE or text.count("\n") > 4 * MOST_ROWS:
        reason = f"Đoạn dán dài quá; mỗi lần dán tối đa {MOST_ROWS} dòng."
        return JsonResponse({"reasons": [reason]}, status=422)
    units = more_units()
    rows = split_lines(text, more_units=units)
    return JsonResponse({"rows": [answer_of(row) for row in page_rows(rows, more_units=units)]})


@methods(read=("POST",))
def sheet_compose(request: HttpRequest, code: str) -> HttpResponse:
    """A quantity in words from its fields."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    form = ComposeForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"reasons": ["Hãy chọn cách so sánh, ghi giá trị và đơn vị."]}, status=422)
    try:
        return JsonResponse({"phrase": form.phrase()})
    except Unreadable as fault:
        return JsonResponse({"reasons": [fault.reason]}, status=422)


def _initial(directive: Directive) -> dict[str, Any]:
    saved = TargetSheet.objects.filter(directive=directive).first()
    if saved is None:
        return {"layout": Layout.APPENDIX_NUMBERED, "title": "", "base_revision": 0}
    return {"layout": saved.layout, "title": saved.title, "base_revision": saved.revision}


def _save(request: HttpRequest, directive: Directive, form: SheetForm, rows: Sequence[Typed], removed: int) -> None:
    data = form.cleaned_data
    saved = {row.key: row for row in typed_rows(directive)}
    if not request.POST.get("rows"):  # without the script nobody else makes the words follow
        rows = followed(rows, {}, saved=saved)
    save_sheet(
        directive,
        rows,
        layout=data["layout"],
        title=data["title"],
        base_revision=data["base_revision"],
        by=person(request),
    )
    messages.success(request, f"Đã lưu {len(rows)} dòng chỉ tiêu.")
    if removed := removed + form.removed_characters:
        messages.warning(request, f"Đã bỏ {removed} ký tự ẩn không in được (thường do dán từ nơi khác).")


def _page(
    request: HttpRequest,
    directive: Directive,
    form: SheetForm,
    rows: Sequence[Typed],
    *,
    faults: Iterable[Fault] = (),
    warnings: Iterable[Fault] = (),
    conflict: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    shown = page_rows(rows, faults=faults, warnings=warnings, more_units=more_units(), spare=SPARE)
    saved = TargetSheet.objects.filter(directive=directive).select_related("saved_by").first()
    is_empty = not rows and not form.is_bound
    source = last_sheet(directive) if is_empty else None
    context = {
        "directive": directive,
        "form": form,
        "rows": shown,
        "blank": replace(shown[-1], index=0),
        "figures": sum(1 for row in shown if row.fields),
        "faults": [link for row in shown for link in ((row.number, *link) for link in row.links)],
        "warnings": [(row.index, row.number, text) for row in shown for text in row.warnings],
        "conflict": conflict,
        "current_revision": saved.revision if saved else 0,
        "saved": saved,
        "is_empty": is_empty,
        "source": source,
        "source_figures": source.targets.figures().count() if source else 0,
        "choices": CHOICES,
        "layout_name": dict(Layout.choices).get(form["layout"].value(), ""),
        "trail": trail(directive, "Nhập chỉ tiêu"),
        "paper_url": reverse("campaigns:directive_paper_page", args=[directive.code]),
    }
    return render(request, "targets/sheet.html", context, status=status)


CHOICES = {
    "group": [("", "Chưa xếp"), *Group.choices],
    "joint": Joint.choices,
    "comparator": Comparator.choices,
    "direction": Direction.choices,
    "measure": Measure.choices,
    "polarity": Polarity.choices,
}

urls = [
    path("chi-thi/<slug:code>/chi-tieu/sua/", sheet, name="sheet"),
    path("chi-thi/<slug:code>/chi-tieu/chep/", sheet_copy, name="sheet_copy"),
    path("chi-thi/<slug:code>/chi-tieu/doc/", sheet_read, name="sheet_read"),
    path("chi-thi/<slug:code>/chi-tieu/tach/", sheet_split, name="sheet_split"),
    path("chi-thi/<slug:code>/chi-tieu/ghi-muc/", sheet_compose, name="sheet_compose"),
]
