"""The first page, and the gallery of components."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.http import methods
from dashboard.samples import samples
from dashboard.selectors.home import home_of


@methods()
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    user: Any = request.user
    may_add = user.has_perm("campaigns.add_directive")
    return render(request, "dashboard/home.html", {"home": home_of(user, on=timezone.localdate()), "may_add": may_add})


@methods()
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, to look at and to test."""
    return render(request, "dashboard/gallery.html", samples(request))
