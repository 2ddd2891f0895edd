"""The paper of a registration as it stands now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from core.http import authorize, methods
from documents.preview import preview_html
from documents.selectors import panel_of
from registrations import papers
from registrations.policies.registrations import latest_version
from registrations.views.common import load, trail


@methods()
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Letter and table as they print today, and the files of it."""
    shown = load(request, code)
    authorize(request.user, "registrations.see_papers", shown)
    context = {
        "registration": shown,
        "panel": panel_of(papers.PRESENT, shown),
        "latest": latest_version(shown),
        "trail": trail(shown, "Văn bản"),
    }
    return render(request, "registrations/paper.html", context)


@methods()
def paper_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """The sheets alone, for the frame of the page."""
    shown = load(request, code)
    authorize(request.user, "registrations.see_papers", shown)
    return HttpResponse(preview_html(papers.present_paper(shown)))


_ONE = "dang-ky/<slug:code>/"
urls = [
    path(f"{_ONE}van-ban/", paper, name="paper"),
    path(f"{_ONE}van-ban/xem/", paper_sheets, name="paper_sheets"),
]
