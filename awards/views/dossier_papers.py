"""Papers of a dossier: uploaded, sent back only to those who may see the dossier, taken out. Opinions asked."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from awards.forms.dossiers import AnswerForm, AskOpinionsForm, UploadForm
from awards.policies import dossiers as policies
from awards.selectors.dossiers import agencies_for, lines_of, paper_slots, papers_of
from awards.services import dossier_opinions as opinion_services
from awards.services import dossier_papers as services
from awards.views.dossier_common import accepted, base_of, done, editable, load, trail
from campaigns.views.common import person, sent
from core.http import authorize, methods, warn
from targets.evidence import content_type_of

#: How long an agency usually has to answer.
USUAL_DAYS = 10


@methods(write=["POST"])
def dossier_paper_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """One file of one kind."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    lines, files = lines_of(shown), request.FILES if request.method == "POST" else None
    slots = paper_slots(lines, papers_of(shown))
    initial = {"base_revision": shown.revision, "kind": request.GET.get("loai", "")}
    form = UploadForm(sent(request), files, slots=slots, lines=lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"line": next((one for one in lines if one.pk == form.cleaned_data["line"]), None)}
        if accepted(form, lambda: services.upload_paper(shown, by=person(request), **data)):
            messages.success(request, "Đã tải lên.")
            return redirect(f"{shown.get_absolute_url()}#giay-to")
    context = {"dossier": shown, "form": form, "trail": trail(shown, "Tải lên giấy tờ")}
    return render(request, "awards/dossier_paper_upload.html", context, status=422 if request.method == "POST" else 200)


@methods()
def dossier_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """The file, as a download, for those who may see the dossier."""
    found = get_object_or_404(load(request, pk).papers, pk=paper)
    return FileResponse(
        found.file.open(),
        as_attachment=True,
        filename=found.file_name,
        content_type=content_type_of(found.file_name),
        headers={"X-Content-Type-Options": "nosniff"},
    )


@methods(read=(), write=["POST"])
def dossier_paper_remove(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Take a file out."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    found = get_object_or_404(shown.papers.select_related("dossier"), pk=paper)
    words = f"Đã bỏ “{found.file_name}”."
    if (base := base_of(request)) is not None:
        done(request, lambda: services.remove_paper(found, base_revision=base, by=person(request)), words)
    return redirect(f"{shown.get_absolute_url()}#giay-to")


@methods(write=["POST"])
def dossier_opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask agencies for their opinion, with a deadline."""
    shown = load(request, pk)
    authorize(request.user, "awards.check_dossier", shown)
    today = timezone.localdate()
    if reasons := policies.blockers_to_ask_opinions(shown, on=today):
        warn(request, reasons)
        return redirect(shown)
    agencies = agencies_for(shown, on=today)
    form = AskOpinionsForm(sent(request), agencies=agencies, initial={"due_on": today + timedelta(days=USUAL_DAYS)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act = opinion_services.ask_opinions
        if accepted(form, lambda: act(shown, data["organizations"], due_on=data["due_on"], by=person(request))):
            messages.success(request, "Đã xin ý kiến các cơ quan đã chọn.")
            return redirect(f"{shown.get_absolute_url()}#hiep-y")
    context = {"dossier": shown, "form": form, "agencies": agencies, "trail": trail(shown, "Xin ý kiến")}
    context["chosen"] = request.POST.getlist("organizations")
    return render(request, "awards/dossier_opinions.html", context, status=422 if request.method == "POST" else 200)


@methods(write=["POST"])
def dossier_opinion(request: HttpRequest, pk: int, opinion: int) -> HttpResponse:
    """Record what one agency answered."""
    shown = load(request, pk)
    authorize(request.user, "awards.check_dossier", shown)
    found = get_object_or_404(shown.opinions.select_related("organization", "dossier"), pk=opinion)
    if reasons := policies.blockers_to_answer(found, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(shown)
    form = AnswerForm(sent(request), initial={"answered_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        act = opinion_services.answer_opinion
        if accepted(form, lambda: act(found, by=person(request), **form.cleaned_data)):
            messages.success(request, f"Đã ghi ý kiến của {found.organization.name}.")
            return redirect(f"{shown.get_absolute_url()}#hiep-y")
    context = {"dossier": shown, "form": form, "title": "Ghi ý kiến trả lời", "button": "Lưu ý kiến"}
    context |= {"words": f"Trả lời của {found.organization.name}.", "trail": trail(shown, "Ghi ý kiến trả lời")}
    return render(request, "awards/dossier_step.html", context, status=422 if request.method == "POST" else 200)


_AT = "ho-so-khen-thuong/<int:pk>/"
urls = [
    path(f"{_AT}giay-to/tai-len/", dossier_paper_upload, name="dossier_paper_upload"),
    path(f"{_AT}giay-to/<int:paper>/", dossier_paper, name="dossier_paper"),
    path(f"{_AT}giay-to/<int:paper>/bo/", dossier_paper_remove, name="dossier_paper_remove"),
    path(f"{_AT}hiep-y/", dossier_opinions, name="dossier_opinions"),
    path(f"{_AT}hiep-y/<int:opinion>/", dossier_opinion, name="dossier_opinion"),
]
