"""Asking for a paper, watching it come, taking it away."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from core.http import methods
from documents import services
from documents.enums import Format, Status
from documents.models import Document
from documents.registry import kind_of
from documents.selectors import panel_of

CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@methods(read=(), write=["POST"])
def request(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """Make the paper of the record in the asked format, unless it is there already."""
    subject = _subject(request, kind, object_id)
    fmt = request.POST.get("format", "")
    if fmt not in kind_of(kind).formats:
        raise Http404
    services.request_document(kind, subject, fmt, by=_user(request))
    return _panel_or_page(request, kind, subject)


@methods()
def panel(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """The panel alone, asked again while a paper is being made; empty when the page shows this state already."""
    found = panel_of(kind, _subject(request, kind, object_id))
    if request.GET.get("dang") == found.state:
        return HttpResponse(status=204)
    return render(request, "documents/_panel.html", {"panel": found})


@methods()
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, for those who may see its subject."""
    document = _document(request, pk)
    if document.status != Status.READY:
        raise Http404
    return FileResponse(
        document.file.open(),
        as_attachment=True,
        filename=document.file_name,
        content_type=CONTENT_TYPES[Format(document.format)],
    )


@methods(read=(), write=["POST"])
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed paper again."""
    document = _document(request, pk)
    services.retry_document(document, by=_user(request))
    return _panel_or_page(request, document.kind, document.subject)


def _subject(request: HttpRequest, kind: str, object_id: int) -> models.Model:
    try:
        registered = kind_of(kind)
    except KeyError as error:
        raise Http404 from error
    found: models.Model = get_object_or_404(registered.visible_subjects(request.user), pk=object_id)
    return found


def _document(request: HttpRequest, pk: int) -> Document:
    document = get_object_or_404(Document, pk=pk)
    if not document.is_visible_to(_user(request)):
        raise Http404
    return document


def _panel_or_page(request: HttpRequest, kind: str, subject: Any) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "documents/_panel.html", {"panel": panel_of(kind, subject)})
    return redirect(subject)


def _user(request: HttpRequest) -> Any:
    return request.user
