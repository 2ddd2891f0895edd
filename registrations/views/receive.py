"""Receiving: what waits over all rounds, and one registration as it was submitted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from core.text import whole_number
from registrations.deadlines import waited
from registrations.forms.receive import ReturnForm
from registrations.models import Registration, SignedFile
from registrations.policies import registrations as policies
from registrations.policies.clock import last_day
from registrations.receiving_page import letter_rows, next_step, text_differences
from registrations.selectors.receiving import neighbours, reading, remarks_on, waiting
from registrations.services import registrations as services
from registrations.views.common import load
from registrations.views.rounds_common import READ_ALL, accepted, answer_status

RECEIVE = "registrations.receive"
COLUMNS = [
    Column("khoi", "Khối, cụm", lambda one: one.bloc.name, ("bloc__search_text",)),
    Column("dot", "Đợt đăng ký", lambda one: one.round.name, ("round__search_text",)),
    Column("ban", "Bản số", lambda one: one.version_number, ("version_number",), numeric=True),
    Column("nop", "Nộp lúc", lambda one: one.submitted_at, ("submitted_at",)),
    Column("cho", "Đã chờ", lambda one: _age(one)),
    Column("nguoi", "Người nộp", lambda one: str(one.submitted_by or ""), ("submitted_by__full_name",)),
]


@methods()
def receiving(request: HttpRequest) -> HttpResponse:
    """Every registration that waits to be received, the longest waiting first."""
    authorize(request.user, READ_ALL)
    listing = Listing(request, waiting(person(request)), COLUMNS, default_sort="nop")
    context = {"listing": listing, "lines": [(one, _age(one)) for one in listing.page]}
    context["trail"] = [("Đăng ký thi đua", reverse("registrations:rounds")), ("Chờ tiếp nhận", "")]
    return listing.export("dang-ky-cho-tiep-nhan") or render(request, "registrations/receiving.html", context)


@methods()
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """One registration as it was submitted (`?ban=` an earlier version), with what changed since the one before."""
    found = load(request, code)
    authorize(request.user, READ_ALL, found)
    user, today = person(request), timezone.localdate()
    read = reading(found, whole_number(request.GET.get("ban", ""))) or reading(found)
    context: dict[str, Any] = {
        "registration": found,
        "reading": read,
        "step": next_step(found, read, user, on=today),
        "neighbours": neighbours(found, user),
        "history": history_of(found)[:30],
        "trail": _trail(found),
    }
    if read:
        context |= {
            "letter": letter_rows(read.content.letter),
            "remarks": remarks_on(found, read.content),
            "changes": text_differences(read.differences) if read.differences else [],
            "signed": SignedFile.objects.filter(version=read.version).select_related("by"),
        }
    return render(request, "registrations/receive.html", context)


@methods(read=(), write=["POST"])
def receive_accept(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The version that was read is what counts from now on."""
    found = load(request, code)
    authorize(request.user, RECEIVE, found)
    try:
        services.accept(found, version=number, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, f"Đã tiếp nhận bản {number} của {found.bloc} và báo trưởng khối.")
    return redirect("registrations:receive", code)


@methods(write=["POST"])
def receive_return(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the bloc with the reason and days to mend it."""
    found = load(request, code)
    authorize(request.user, RECEIVE, found)
    today = timezone.localdate()
    if request.method != "POST" and (reasons := policies.blockers_to_return(found, on=today)):
        warn(request, reasons)
        return redirect("registrations:receive", code)
    form = ReturnForm(sent(request), due=f"{last_day(found):%d/%m/%Y}")
    if request.method == "POST" and form.is_valid():
        reason, days = form.cleaned_data["reason"], form.cleaned_data["days"]
        until = today + timedelta(days=days) if days else None
        if accepted(form, lambda: services.give_back(found, reason=reason, until=until, by=person(request))):
            messages.success(request, f"Đã trả lại {found.bloc} kèm lý do.")
            return redirect("registrations:receive", code)
    context = {"registration": found, "form": form, "trail": _trail(found, "Trả lại")}
    return render(request, "registrations/receive_return.html", context, status=answer_status(request))


def _age(registration: Registration) -> str:
    since = registration.submitted_at
    return waited(timezone.localdate(since), on=timezone.localdate()) if since else ""


def _trail(found: Registration, *more: str) -> list[tuple[str, str]]:
    way = [
        ("Đăng ký thi đua", reverse("registrations:rounds")),
        (found.round.name, found.round.get_absolute_url()),
        (found.bloc.name, reverse("registrations:receive", args=[found.code]) if more else ""),
    ]
    return [*way, *((label, "") for label in more)]


_ONE = "dang-ky/<slug:code>/"
urls = [
    path("dang-ky/cho-tiep-nhan/", receiving, name="receiving"),
    path(f"{_ONE}tiep-nhan/", receive, name="receive"),
    path(f"{_ONE}tiep-nhan/<int:number>/", receive_accept, name="receive_accept"),
    path(f"{_ONE}tra-lai/", receive_return, name="receive_return"),
]
