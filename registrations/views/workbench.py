"""The workbench of a bloc's leader: every unit on one screen, refreshed by itself, and what is done to all at once."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.views.common import person
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.log import history_of
from registrations.models import Registration, UnitLine
from registrations.presenters import last_saved, registration_step
from registrations.selectors.workbench import bench_of, mark_of
from registrations.services.lines import accept_sent
from registrations.services.registrations import align_lines
from registrations.services.reminders import remind
from registrations.views.common import done, last_return, load, trail

FILE = "registrations.file"


@methods()
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """One bloc's registration. The page asks for its own table again (`?ban=` says which it has)."""
    found = load(request, code)
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of htmx
        same = request.GET.get("ban") == mark_of(found)
        return HttpResponse(status=204) if same else render_bench(request, found)
    return render(request, "registrations/registration.html", _context(request, found))


@methods(read=(), write=["POST"])
def lines_accept(request: HttpRequest, code: str) -> HttpResponse:
    """Settle everything that was sent, as the page showed it ("17:3": line 17 in its third save)."""
    found = load(request, code)
    authorize(request.user, FILE, found)
    read = {}
    for one in request.POST.getlist("line"):
        if said := re.fullmatch(r"([0-9]{1,15}):([0-9]{1,9})", one):
            read[int(said[1])] = int(said[2])
    try:
        settled, refused = accept_sent(found, read, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        warn(request, refused)
        if settled:
            messages.success(request, f"Đã chốt {len(settled)} đơn vị.")
    return answer(request, found)


@methods(read=(), write=["POST"])
def lines_remind(request: HttpRequest, code: str) -> HttpResponse:
    """Remind everybody who still has something to do, each once a day."""
    found = load(request, code)
    authorize(request.user, FILE, found)
    try:
        told = remind([found.pk], by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, f"Đã nhắc {told} người.")
    return answer(request, found)


@methods(read=(), write=["POST"])
def lines_align(request: HttpRequest, code: str) -> HttpResponse:
    """Give a line to every unit that sits in the bloc that year; empty lines of units that left go."""
    found = load(request, code)
    authorize(request.user, FILE, found)
    done(request, lambda: align_lines(found, by=person(request)), "Đã cập nhật theo thành phần khối.")
    return answer(request, found)


def answer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """After an act: the table again for the script, else the page."""
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of htmx
        return render_bench(request, load(request, registration.code))
    return redirect(registration)


def back_to_bench(request: HttpRequest, line: UnitLine) -> HttpResponse:
    """After an act on a line: the workbench where it was done there, else the page of the line."""
    if request.htmx or "khoi" in request.GET:  # type: ignore[attr-defined]  # set by the middleware of htmx
        return answer(request, line.registration)
    return redirect(line)


def render_bench(request: HttpRequest, registration: Registration) -> HttpResponse:
    return render(request, "registrations/_bench.html", _context(request, registration))


def _context(request: HttpRequest, registration: Registration) -> dict[str, Any]:
    today, user = timezone.localdate(), person(request)
    bench = bench_of(registration, on=today)
    history = list(history_of(registration)[:12])
    return {
        "registration": registration,
        "bench": bench,
        "mark": mark_of(registration),
        "leads": user.has_perm(FILE, registration),
        "step": registration_step(registration, user, on=today),
        "returned": last_return(registration.status, history),
        "history": history,
        "letter_saved": last_saved(registration),
        "trail": trail(registration),
    }


urls = [
    path("dang-ky/<slug:code>/", registration, name="registration"),
    path("dang-ky/<slug:code>/chot-tat-ca/", lines_accept, name="lines_accept"),
    path("dang-ky/<slug:code>/nhac/", lines_remind, name="lines_remind"),
    path("dang-ky/<slug:code>/thanh-phan/", lines_align, name="lines_align"),
]
