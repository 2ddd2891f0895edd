"""The workbench of a bloc: its units and where each stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from core.http import methods
from registrations.models import Registration


@methods()
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """One bloc's registration."""
    found = get_object_or_404(Registration.objects.visible_to(request.user), code=code)
    return render(request, "registrations/registration.html", {"registration": found})


urls = [path("dang-ky/<slug:code>/", registration, name="registration")]
