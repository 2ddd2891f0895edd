"""The manuals, read in the application."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from core.http import methods
from dashboard.manuals import CHAPTERS, chapter


@methods()
def help_index(request: HttpRequest) -> HttpResponse:
    """The list of chapters with their parts."""
    return render(request, "dashboard/help_index.html", {"chapters": [chapter(name) for name in CHAPTERS]})


@methods()
def help_chapter(request: HttpRequest, name: str) -> HttpResponse:
    """One chapter."""
    if name not in CHAPTERS:
        raise Http404("Hướng dẫn không có chương này.")
    return render(request, "dashboard/help_chapter.html", {"chapter": chapter(name), "chapters": CHAPTERS.items()})


urls = [
    path("tro-giup/", help_index, name="help_index"),
    path("tro-giup/<slug:name>/", help_chapter, name="help_chapter"),
]
