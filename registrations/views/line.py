"""The line of one unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from core.http import methods
from registrations.models import UnitLine


@methods()
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """What one unit registers."""
    found = get_object_or_404(UnitLine.objects.visible_to(request.user), pk=pk)
    return render(request, "registrations/line.html", {"line": found})


urls = [path("dang-ky/don-vi/<int:pk>/", line, name="line")]
