"""The list of a dossier while it is built: found, made or pasted subjects put on it, lines changed, moved, taken out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards import presenters
from awards.forms.dossier_lines import AddForm, LineForm, NewSubjectForm, PasteForm
from awards.models import Dossier
from awards.pasting import MOST_LINES, read_block
from awards.selectors.dossier_paste import PastedRow, match_rows
from awards.selectors.dossier_review import review_of
from awards.selectors.dossiers import FOUND_AT_MOST, found_subjects, lines_of, subjects_for, titles_for
from awards.services import dossier_lines as services
from awards.services.dossier_lines import NewLine
from awards.views.dossier_common import accepted, base_of, done, editable, load, load_line, trail
from campaigns.views.common import person, sent
from core.http import methods


@methods(write=["POST"])
def dossier_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with its counters, and the search that fills it."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    words = request.GET.get("q", "").strip()
    subjects = subjects_for(person(request), shown)
    form = AddForm(
        sent(request), subjects=subjects, titles=titles_for(shown), initial={"base_revision": shown.revision}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = [NewLine(data["title"], honouree) for honouree in data["honourees"]]
        if accepted(form, lambda: _add(request, shown, new, data["base_revision"])):
            return redirect("awards:dossier_lines", pk)
    context = _context(request, shown) | {
        "form": form,
        "q": words,
        "found": found_subjects(person(request), shown, words),
    }
    context["chosen"] = request.POST.getlist("honourees")
    return render(request, "awards/dossier_lines.html", context, status=422 if request.method == "POST" else 200)


@methods(write=["POST"])
def dossier_line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who is on no list yet: made and put on this one."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    initial = {"base_revision": shown.revision, "name": request.GET.get("ten", "")}
    form = NewSubjectForm(sent(request), titles=titles_for(shown), initial=initial)
    if request.method == "POST" and form.is_valid():
        new = [NewLine(form.cleaned_data["title"], subject=form.subject())]
        if accepted(form, lambda: _add(request, shown, new, form.cleaned_data["base_revision"])):
            return redirect("awards:dossier_lines", pk)
    context = {"dossier": shown, "form": form, "trail": trail(shown, "Thêm đối tượng mới")}
    return render(request, "awards/dossier_line_new.html", context, status=422 if request.method == "POST" else 200)


@methods(write=["POST"])
def dossier_lines_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """A block of names: read, matched, shown; put on the list when every doubtful one is answered."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    form = PasteForm(sent(request), titles=titles_for(shown))
    rows: list[PastedRow] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        rows = match_rows(read_block(data["block"]), data["title"], shown, person(request), answers=request.POST)
        if len(rows) > MOST_LINES:
            form.add_error("block", f"Có {len(rows)} dòng; mỗi lần dán tối đa {MOST_LINES} dòng.")
            rows = []
        elif "confirm" in request.POST and _confirmed(request, shown, form, rows):
            return redirect("awards:dossier_lines", pk)
    context = {"dossier": shown, "form": form, "rows": rows, "trail": trail(shown, "Dán danh sách")}
    refused = bool(form.errors) or "confirm" in request.POST
    return render(request, "awards/dossier_lines_paste.html", context, status=422 if refused else 200)


@methods(write=["POST"])
def dossier_line_edit(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Everything about one line."""
    found = load_line(request, pk, line)
    if away := editable(request, found.dossier):
        return away
    titles = titles_for(found.dossier, found.honouree.kind)
    form = LineForm(sent(request), line=found, titles=titles, initial={"base_revision": found.dossier.revision})
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base_revision"]
        if accepted(form, lambda: services.save_line(found, form.values(), base_revision=base, by=person(request))):
            messages.success(request, f"Đã lưu dòng {found.honouree}.")
            return redirect(f"{found.dossier.get_absolute_url()}#dong-{found.pk}")
    context = {
        "dossier": found.dossier,
        "line": found,
        "form": form,
        "trail": trail(found.dossier, str(found.honouree)),
    }
    return render(request, "awards/dossier_line_edit.html", context, status=422 if request.method == "POST" else 200)


@methods(read=(), write=["POST"])
def dossier_line_move(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """One place up or down (`step`)."""
    found = load_line(request, pk, line)
    if away := editable(request, found.dossier):
        return away
    step = -1 if request.POST.get("step") == "up" else 1
    if (base := base_of(request)) is not None:
        done(request, lambda: services.move_line(found, step, base_revision=base, by=person(request)), "")
    return redirect("awards:dossier_lines", pk)


@methods(read=(), write=["POST"])
def dossier_line_remove(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take one line out of the list."""
    found = load_line(request, pk, line)
    if away := editable(request, found.dossier):
        return away
    words = f"Đã bỏ {found.honouree} khỏi danh sách."
    if (base := base_of(request)) is not None:
        done(request, lambda: services.remove_line(found, base_revision=base, by=person(request)), words)
    return redirect("awards:dossier_lines", pk)


@methods(read=(), write=["POST"])
def dossier_line_restore(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Put a withdrawn line back."""
    found = load_line(request, pk, line)
    if away := editable(request, found.dossier):
        return away
    words = f"Đã đưa lại {found.honouree} vào danh sách."
    if (base := base_of(request)) is not None:
        done(request, lambda: services.restore_line(found, base_revision=base, by=person(request)), words)
    return redirect("awards:dossier_lines", pk)


def _add(request: HttpRequest, dossier: Dossier, new: list[NewLine], base: int) -> None:
    made = services.add_lines(dossier, new, base_revision=base, by=person(request))
    messages.success(request, f"Đã thêm {len(made)} dòng vào danh sách.")


def _confirmed(request: HttpRequest, dossier: Dossier, form: PasteForm, rows: list[PastedRow]) -> bool:
    """Whether all rows went on the list; what keeps them stands at the form."""
    open_ones = [row for row in rows if row.is_open]
    if open_ones:
        form.add_error(None, f"Còn {len(open_ones)} dòng chưa chọn. Chọn người đã có, tạo mới, hoặc bỏ qua.")
        return False
    base = base_of(request)
    title = form.cleaned_data["title"]
    new = [services.pasted_line(row, title) for row in rows if row.is_taken]
    return base is not None and accepted(form, lambda: _add(request, dossier, new, base))


def _context(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    review = review_of(dossier, on=timezone.localdate())
    return {
        "dossier": dossier,
        "rows": presenters.line_rows(review.lines),
        "counters": presenters.counters_of(dossier, review.lines),
        "withdrawn": [line for line in lines_of(dossier, with_withdrawn=True) if line.is_withdrawn],
        "found_at_most": FOUND_AT_MOST,
        "trail": trail(dossier, "Danh sách đề nghị"),
    }


_AT = "ho-so-khen-thuong/<int:pk>/"
urls = [
    path(f"{_AT}danh-sach/", dossier_lines, name="dossier_lines"),
    path(f"{_AT}danh-sach/moi/", dossier_line_new, name="dossier_line_new"),
    path(f"{_AT}danh-sach/dan/", dossier_lines_paste, name="dossier_lines_paste"),
    path(f"{_AT}dong/<int:line>/sua/", dossier_line_edit, name="dossier_line_edit"),
    path(f"{_AT}dong/<int:line>/chuyen/", dossier_line_move, name="dossier_line_move"),
    path(f"{_AT}dong/<int:line>/bo/", dossier_line_remove, name="dossier_line_remove"),
    path(f"{_AT}dong/<int:line>/dua-lai/", dossier_line_restore, name="dossier_line_restore"),
]
