"""Past awards from a spreadsheet: upload, preview with every fault and doubt, progress of a long import."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from awards.enums import ImportStatus
from awards.forms.history import AwardsFileForm
from awards.import_cells import HEADINGS
from awards.importing import MOST_ROWS
from awards.models import AwardImport
from awards.selectors import history_import as selectors
from awards.selectors.history import kept_by
from awards.services import history_import as services
from awards.views.dossier_common import done
from awards.workbook import bad_rows_file, read_awards, template_file
from campaigns.views.common import person, sent
from core.http import authorize, methods
from core.listing import XLSX
from core.workbook import UnreadableWorkbookError

ROWS_A_PAGE = 50
QUESTIONS_A_PAGE = 25


@methods(write=["POST"])
def history_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is read and kept for the preview, and nothing else is saved."""
    authorize(request.user, "awards.keep_history")
    form = AwardsFileForm(sent(request), request.FILES or None, provinces=kept_by(person(request)))
    if request.method == "POST" and form.is_valid():
        file, where = form.cleaned_data["file"], form.cleaned_data["province"]
        try:
            kept = services.keep_import(where, read_awards(file), file_name=file.name, by=person(request))
        except UnreadableWorkbookError as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect(kept)
    context = {"form": form, "headings": HEADINGS, "most": MOST_ROWS, "trail": _trail()}
    return render(request, "awards/history_import.html", context, status=422 if form.is_bound else 200)


@methods()
def history_import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found: bad rows, doubts, all rows; then progress and result."""
    kept = _load(request, pk)
    if not kept.checked:
        raise Http404
    result = selectors.unpacked(kept.checked)
    view = request.GET.get("xem", "loi" if kept.bad_count else "tat-ca")
    rows = selectors.bad_rows(result) if view == "loi" else result["rows"]
    questions = Paginator(result["questions"], QUESTIONS_A_PAGE).get_page(request.GET.get("hoi"))
    context = {
        "kept": kept,
        "problems": result["problems"],
        "unused": result["unused"],
        "view": view,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("trang")),
        "question_page": questions,
        "questions": selectors.questions_of(kept, result, list(questions)),
        "open_count": kept.question_count - len(kept.answers),
        "good_count": kept.row_count - kept.bad_count,
        "trail": _trail(kept.file_name),
    }
    return render(request, "awards/history_import_preview.html", context)


@methods(read=(), write=["POST"])
def history_import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Who the doubtful ones of one page are; “all the others are new” answers the rest."""
    kept = _load(request, pk)
    answers = {
        name.removeprefix("doi-tuong-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("doi-tuong-")
    }
    if "tat-ca-moi" in request.POST:
        asked = [one["key"] for one in selectors.unpacked(kept.checked)["questions"]]
        answers = {key: selectors.NEW for key in asked if key not in kept.answers} | answers
    done(request, lambda: services.answer_questions(kept, answers, by=person(request)), "Đã lưu câu trả lời.")
    page = request.POST.get("hoi", "")
    return redirect(f"{kept.get_absolute_url()}?hoi={page}#can-hoi" if page.isdigit() else kept.get_absolute_url())


@methods(read=(), write=["POST"])
def history_import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in every sound row, or none; sent twice it takes them in once."""
    kept = _load(request, pk)
    if kept.status == ImportStatus.FAILED:
        done(request, lambda: services.retry_import(kept, by=person(request)), "Đang thử nhập lại.")
        return redirect(kept)
    if kept.status != ImportStatus.PREVIEW:
        messages.info(request, "Tệp này đã được xác nhận rồi.")
        return redirect(kept)
    leave_out = "bo-qua-loi" in request.POST
    done(request, lambda: services.confirm_import(kept, leave_out_bad=leave_out, by=person(request)), "")
    return redirect(kept)


@methods()
def history_import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the preview that tells how far a confirmed import is."""
    return render(request, "awards/history_import_progress.html", {"kept": _load(request, pk)})


@methods()
def history_import_bad_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The bad rows as a workbook with a column that says why."""
    kept = _load(request, pk)
    if not kept.checked:
        raise Http404
    result = selectors.unpacked(kept.checked)
    headers = {"Content-Disposition": 'attachment; filename="dong-loi.xlsx"'}
    content = bad_rows_file(selectors.keys_used(result), selectors.bad_rows(result))
    return HttpResponse(content, content_type=XLSX, headers=headers)


@methods()
def history_import_template(request: HttpRequest) -> HttpResponse:
    """An empty list with its headings, and a second sheet that explains them."""
    authorize(request.user, "awards.keep_history")
    headers = {"Content-Disposition": 'attachment; filename="mau-lich-su-khen-thuong.xlsx"'}
    return HttpResponse(template_file(), content_type=XLSX, headers=headers)


def _load(request: HttpRequest, pk: int) -> AwardImport:
    """One the person uploaded and may still take in."""
    authorize(request.user, "awards.keep_history")
    mine = AwardImport.objects.open_to(person(request), timezone.now()).select_related("organization")
    kept: AwardImport = get_object_or_404(mine, pk=pk)
    authorize(request.user, "awards.keep_history", kept.organization)
    return kept


def _trail(*more: str) -> list[tuple[str, str]]:
    here: list[Any] = [("Lịch sử khen thưởng", reverse("awards:honourees"))]
    return [*here, ("Nhập từ Excel", reverse("awards:history_import") if more else ""), *((one, "") for one in more)]


_HOME = "lich-su-khen-thuong/nhap/"
urls = [
    path(_HOME, history_import, name="history_import"),
    path(f"{_HOME}mau/", history_import_template, name="history_import_template"),
    path(f"{_HOME}<int:pk>/", history_import_preview, name="history_import_preview"),
    path(f"{_HOME}<int:pk>/tra-loi/", history_import_answer, name="history_import_answer"),
    path(f"{_HOME}<int:pk>/xac-nhan/", history_import_confirm, name="history_import_confirm"),
    path(f"{_HOME}<int:pk>/tien-do/", history_import_progress, name="history_import_progress"),
    path(f"{_HOME}<int:pk>/dong-loi/", history_import_bad_rows, name="history_import_bad_rows"),
]
