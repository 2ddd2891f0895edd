"""The line of one unit: typed by the unit or the leader of its bloc, sent, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.views.common import person
from core.errors import Conflict, DomainError
from core.http import authorize, methods, warn
from core.log import history_of
from registrations.entries import Typed
from registrations.forms.lines import RevisionForm, posted_rows
from registrations.models import UnitLine
from registrations.policies.lines import blockers_to_write
from registrations.presenters import last_saved, line_step
from registrations.selectors.line_page import fault_links, groups_of, typed_rows
from registrations.selectors.titles import titles_of
from registrations.services import lines as services
from registrations.views.common import done, last_return, line_trail, load_line, tell_removed
from targets.errors import FaultyRows
from targets.rows import Fault


@methods(write=["POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """What one unit registers; a POST saves all rows or none, and sends them where that was asked."""
    shown = load_line(request, pk)
    if request.method != "POST":
        return _page(request, shown)
    authorize(request.user, "registrations.fill_line", shown)
    rows: list[Typed] = []
    base = shown.revision
    try:
        rows, removed = posted_rows(request.POST)
        base = RevisionForm(request.POST).base()
        saved = services.save_line(shown, rows, base_revision=base, by=person(request))
    except FaultyRows as refusal:
        return _page(request, shown, rows, base=base, faults=refusal.faults, status=422)
    except Conflict as refusal:
        return _page(request, load_line(request, pk), rows, conflict=refusal.reasons, status=409)
    except DomainError as refusal:
        return _page(request, shown, rows, base=base, refusals=refusal.reasons, status=422)
    tell_removed(request, removed)
    return _saved(request, saved)


@methods(read=(), write=["POST"])
def line_autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was typed so far. Answers for the script of the page."""
    shown = load_line(request, pk)
    authorize(request.user, "registrations.fill_line", shown)
    try:
        rows, removed = posted_rows(request.POST)
        base = RevisionForm(request.POST).base()
        saved = services.save_line(shown, rows, base_revision=base, by=person(request), by_itself=True)
    except FaultyRows as refusal:
        links = fault_links(groups_of(rows, titles_of(shown.registration.round), refusal.faults, spare=0))
        reasons = [f"{where}: {text}" for _, where, text in links]
        return JsonResponse({"reasons": reasons}, status=422)
    except DomainError as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return JsonResponse({"reasons": refusal.reasons}, status=status)
    kept = saved.entries.order_by("position").values_list("pk", flat=True)
    keys = {row.key: str(entry) for row, entry in zip(rows, kept, strict=True)}
    at = timezone.localtime(saved.saved_at)
    answer = {"revision": saved.revision, "saved_at": f"lúc {at:%H:%M}", "removed": removed, "keys": keys}
    return JsonResponse(answer)


@methods(read=(), write=["POST"])
def line_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was sent."""
    shown = load_line(request, pk)
    authorize(request.user, "registrations.fill_line", shown)
    done(request, lambda: services.recall_line(shown, by=person(request)), "Đã thu hồi, sửa tiếp được.")
    return redirect(shown)


def _saved(request: HttpRequest, saved: UnitLine) -> HttpResponse:
    """After a save: sent as well when that was asked."""
    at = f"{timezone.localtime(saved.saved_at):%H:%M}"
    if request.POST.get("act") != "send":
        messages.success(request, f"Đã lưu lúc {at}.")
        return redirect(saved)
    try:
        services.send_line(saved, by=person(request))
    except DomainError as refusal:
        warn(request, [f"Đã lưu, chưa gửi được. {reason}" for reason in refusal.reasons])
    else:
        messages.success(request, "Đã gửi trưởng khối.")
    return redirect(saved)


def _page(
    request: HttpRequest,
    line: UnitLine,
    rows: Sequence[Typed] | None = None,
    *,
    base: int | None = None,
    faults: Iterable[Fault] = (),
    conflict: Sequence[str] = (),
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The page with the kept rows, or with what was typed and why it was not kept."""
    today, user = timezone.localdate(), person(request)
    titles = titles_of(line.registration.round)
    kept = typed_rows(line, titles)
    groups = groups_of(kept if rows is None else rows, titles, faults)
    may_fill = user.has_perm("registrations.fill_line", line)
    closed = blockers_to_write(line, user, on=today) if may_fill else []
    history = list(history_of(line)[:30])
    context: dict[str, Any] = {
        "line": line,
        "registration": line.registration,
        # A page that was refused stays based on the save it was typed upon.
        "base": line.revision if base is None else base,
        "groups": groups,
        "faults": fault_links(groups),
        "conflict": conflict,
        "refusals": refusals,
        "theirs": list(line.entries.select_related("title")) if conflict else [],
        # What was typed stays in its boxes, also when the time ended meanwhile.
        "is_open": rows is not None or (may_fill and not closed),
        "is_bound": rows is not None,
        "closed": closed,
        "can_send": line.is_with_the_unit,
        "step": line_step(line, user, on=today),
        "saved": last_saved(line),
        "returned": last_return(line.status, history),
        "history": history,
        "trail": line_trail(request, line),
    }
    return render(request, "registrations/line.html", context, status=status)


urls = [
    path("dang-ky/don-vi/<int:pk>/", line, name="line"),
    path("dang-ky/don-vi/<int:pk>/tu-luu/", line_autosave, name="line_autosave"),
    path("dang-ky/don-vi/<int:pk>/thu-hoi/", line_recall, name="line_recall"),
]
