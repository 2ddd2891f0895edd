"""The list of a decision: who is on it, in which words, and what each is paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards import papers_decision as papers
from awards.amount_in_words import amount_in_words
from awards.enums import DecisionKind, DecisionStatus
from awards.forms.decisions import DecisionLineForm
from awards.models import DecisionLine, Dossier, DossierLine
from awards.policies import decisions as policies
from awards.presenters_decisions import decision_trail, line_rows
from awards.selectors import decisions as selectors
from awards.selectors.decision_money import money_sheet
from awards.services import decisions as services
from awards.views.decisions_common import base_of, editable, load, load_line, page_of, status_of
from awards.views.dossier_common import accepted, done
from campaigns.views.common import person, sent
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from documents.selectors import panel_of

LINES = [
    Column("tt", "TT", lambda line: line.position, sort_key=lambda line: (line.position, line.pk), numeric=True),
    Column("ten", "Tên", lambda line: line.name, sort_key=lambda line: line.name),
    Column("doituong", "Đối tượng", lambda line: line.honouree.get_kind_display()),
    Column("chucvu", "Chức vụ, đơn vị", lambda line: line.post),
    Column("danhhieu", "Danh hiệu, hình thức", lambda line: line.title.name, sort_key=lambda line: line.title.name),
    Column("loikhen", "Lời khen", lambda line: line.achievement),
    Column("tinhtrang", "Hiệu lực", lambda line: _standing(line)),
]
SUMS = [
    Column("tt", "TT", lambda row: row.line.position, sort_key=lambda r: (r.line.position, r.line.pk), numeric=True),
    Column("ten", "Tên", lambda row: row.line.name, sort_key=lambda row: row.line.name),
    Column("danhhieu", "Danh hiệu, hình thức", lambda row: row.line.title.name),
    Column("heso", "Hệ số", lambda row: row.coefficient, numeric=True),
    Column("luong", "Lương cơ sở (đồng)", lambda row: row.salary, numeric=True),
    Column("tien", "Số tiền (đồng)", lambda row: row.money, sort_key=lambda row: row.money, numeric=True),
]


@methods()
def decision_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody on the list, and what became of each."""
    shown = load(request, pk)
    lines = selectors.lines_of(shown)
    for line in lines:
        line.decision = shown
    listing = Listing(request, lines, LINES, default_sort="tt")
    targets = {one.pk: one for one in selectors.lines_of(shown.amends)} if shown.amends else {}
    draft = shown.status == DecisionStatus.DRAFT
    context = page_of(request, shown, lines, "decision_lines") | {
        "listing": listing,
        "rows": line_rows(list(listing.page), targets),
        "is_draft": draft,
        "may_add": draft and not policies.blockers_to_list(shown, on=timezone.localdate()),
        "has_words": shown.kind != DecisionKind.REVOKE,
    }
    return listing.export(f"danh-sach-{papers.file_stem(shown)}") or render(
        request, "awards/decision_lines.html", context
    )


@methods()
def decision_money(request: HttpRequest, pk: int) -> HttpResponse:
    """What each is paid or pays back, and the sheet to sign."""
    shown = load(request, pk)
    lines = selectors.lines_of(shown)
    sheet = money_sheet(shown, lines, on=timezone.localdate())
    listing = Listing(request, sheet.rows, SUMS, default_sort="tt")
    context = page_of(request, shown, lines, "decision_money") | {
        "listing": listing,
        "sheet": sheet,
        "total_words": amount_in_words(sheet.total),
        "is_back": shown.kind == DecisionKind.REVOKE,
        "panel": panel_of(papers.MONEY, shown),
    }
    return listing.export(f"tien-thuong-{papers.file_stem(shown)}") or render(
        request, "awards/decision_money.html", context
    )


@methods(write=["POST"])
def decision_lines_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick checked lines that wait for a decision."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    if reasons := policies.blockers_to_list(shown, on=timezone.localdate()):
        warn(request, reasons)
        return redirect("awards:decision_lines", pk)
    if request.method == "POST":
        # What the person may not see is not named in a refusal either.
        seen = DossierLine.objects.filter(dossier__in=Dossier.objects.visible_to(person(request)))
        wanted = seen.filter(pk__in=chosen(request)).select_related("honouree", "title")
        added = _act(
            request,
            lambda base: services.add_lines(shown, wanted, base_revision=base, by=person(request)),
            "Đã thêm vào danh sách.",
        )
        if added:
            return redirect("awards:decision_lines", pk)
    found = selectors.candidates(shown.issuer, is_submission=shown.is_submission)
    context = {"decision": shown, "candidates": found, "trail": decision_trail(shown, "Thêm vào danh sách")}
    return render(request, "awards/decision_lines_add.html", context, status=status_of(request))


@methods(write=["POST"])
def decision_line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one line."""
    line = load_line(request, pk)
    shown = line.decision
    if away := editable(request, shown):
        return away
    if shown.kind == DecisionKind.REVOKE:
        warn(request, ["Dòng của quyết định hủy bỏ ghi như quyết định bị hủy, không sửa."])
        return redirect("awards:decision_lines", shown.pk)
    initial = {name: getattr(line, name) for name in services.LINE_FIELDS} | {"base_revision": shown.revision}
    form = DecisionLineForm(sent(request), line=line, initial=initial)
    if request.method == "POST" and form.is_valid():
        base, content = form.cleaned_data["base_revision"], form.content()
        if accepted(form, lambda: services.save_line(line, content, base_revision=base, by=person(request))):
            messages.success(request, f"Đã lưu dòng “{line.name}”.")
            return redirect("awards:decision_lines", shown.pk)
    context = {"form": form, "line": line, "decision": shown, "trail": decision_trail(shown, "Sửa dòng")}
    return render(request, "awards/decision_line_edit.html", context, status=status_of(request))


@methods(read=(), write=["POST"])
def decision_line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the list; what it was proposed for waits again."""
    line = load_line(request, pk)
    authorize(request.user, "awards.write_decision", line.decision)
    words = f"Đã bỏ “{line.name}” khỏi danh sách."
    _act(request, lambda base: services.remove_line(line, base_revision=base, by=person(request)), words)
    return redirect("awards:decision_lines", line.decision_id)


@methods(read=(), write=["POST"])
def decision_line_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    line = load_line(request, pk)
    authorize(request.user, "awards.write_decision", line.decision)
    step = -1 if request.POST.get("huong") == "len" else 1
    _act(request, lambda base: services.shift_line(line, step, base_revision=base, by=person(request)), "")
    return redirect("awards:decision_lines", line.decision_id)


@methods(read=(), write=["POST"])
def decision_lines_sort(request: HttpRequest, pk: int) -> HttpResponse:
    """By title and kind of subject."""
    shown = load(request, pk)
    authorize(request.user, "awards.write_decision", shown)
    _act(request, lambda base: services.sort_lines(shown, base_revision=base, by=person(request)), "Đã sắp lại.")
    return redirect("awards:decision_lines", pk)


def chosen(request: HttpRequest) -> list[int]:
    """The lines that were ticked; what is no number was not on the page."""
    return [int(value) for value in request.POST.getlist("dong") if value.isdecimal() and len(value) < 19]


def _act(request: HttpRequest, act: Callable[[int], Any], words: str) -> bool:
    """Whether an act based on the page's save went through."""
    base = base_of(request)
    return base is not None and done(request, lambda: act(base), words)


def _standing(line: DecisionLine) -> str:
    row = line_rows([line], {})[0]
    return f"{row.standing}, số {row.by.symbol}" if row.by else row.standing


_ONE = "quyet-dinh-khen-thuong/<int:pk>/"
_LINE = "quyet-dinh-khen-thuong/dong/<int:pk>/"
urls = [
    path(f"{_ONE}danh-sach/", decision_lines, name="decision_lines"),
    path(f"{_ONE}danh-sach/them/", decision_lines_add, name="decision_lines_add"),
    path(f"{_ONE}danh-sach/sap-xep/", decision_lines_sort, name="decision_lines_sort"),
    path(f"{_ONE}tien-thuong/", decision_money, name="decision_money"),
    path(f"{_LINE}sua/", decision_line_edit, name="decision_line_edit"),
    path(f"{_LINE}bo/", decision_line_remove, name="decision_line_remove"),
    path(f"{_LINE}chuyen/", decision_line_move, name="decision_line_move"),
]
