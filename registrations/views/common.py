"""What the views of this app share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.errors import DomainError
from core.http import warn
from core.models import LogEntry
from registrations.models import Registration, UnitLine

_RELATED = ("bloc", "round__campaign__organization", "saved_by", "submitted_by", "accepted_version", "accepted_by")


def load(request: HttpRequest, code: str) -> Registration:
    """The registration if the person may see it, or 404."""
    visible = Registration.objects.visible_to(request.user)
    found: Registration = get_object_or_404(visible.select_related(*_RELATED), code=code)
    return found


def load_line(request: HttpRequest, pk: int) -> UnitLine:
    """The line if the person may see it, or 404."""
    visible = UnitLine.objects.visible_to(request.user)
    related = (
        "organization",
        "saved_by",
        "sent_by",
        "registration__bloc",
        "registration__round__campaign__organization",
        "registration__accepted_version",
    )
    found: UnitLine = get_object_or_404(visible.select_related(*related), pk=pk)
    return found


def trail(registration: Registration, *here: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this registration."""
    way = [(registration.round.name, registration.round.get_absolute_url())]
    name = str(registration.bloc)
    return [*way, (name, registration.get_absolute_url() if here else ""), *((one, "") for one in here)]


def line_trail(request: HttpRequest, line: UnitLine, *here: str) -> list[tuple[str, str]]:
    """The breadcrumb of a unit's page: over the bloc for those who may see it."""
    registration = line.registration
    name, own = line.organization.name, line.get_absolute_url() if here else ""
    if Registration.objects.visible_to(request.user).filter(pk=registration.pk).exists():
        way = trail(registration, name)[:-1]
    else:
        way = [(registration.round.name, registration.round.get_absolute_url()), (str(registration.bloc), "")]
    return [*way, (name, own), *((one, "") for one in here)]


def done(request: HttpRequest, act: Callable[[], Any], words: str = "") -> bool:
    """Whether the act went through; its refusal, or what was done, is shown on the next page."""
    try:
        act()
    except DomainError as refusal:
        warn(request, refusal.reasons)
        return False
    if words:
        messages.success(request, words)
    return True


def last_return(status: str, history: list[LogEntry]) -> LogEntry | None:
    """Why it came back, while that is what must be answered."""
    if status != "returned":
        return None
    return next((entry for entry in history if entry.to_status == "returned"), None)


def tell_removed(request: HttpRequest, removed: int) -> None:
    if removed:
        messages.warning(request, f"Đã bỏ {removed} ký tự ẩn không in được (thường do dán từ nơi khác).")
