"""Rounds: what is asked of which bloc until when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from core.http import authorize, methods
from registrations.models import Round


@methods()
def round_(request: HttpRequest, code: str) -> HttpResponse:
    """A round: its deadline and the registrations in it that one may see."""
    found = get_object_or_404(Round.objects.visible_to(request.user).select_related("campaign"), code=code)
    authorize(request.user, "registrations.see_rounds", found)
    return render(request, "registrations/round.html", {"round": found})


urls = [path("dang-ky/dot/<slug:code>/", round_, name="round")]
