"""What the views of rounds share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.actions import Tab
from core.errors import DomainError
from registrations.models import Round

MANAGE, READ_ALL = "registrations.manage_round", "registrations.see_totals"
_TABS = (
    ("registrations:round", "Khối, cụm"),
    ("registrations:round_units", "Theo đơn vị"),
    ("registrations:round_totals", "Tổng hợp danh hiệu"),
)


def load_round(request: HttpRequest, code: str) -> Round:
    """The round if the person may see it, or 404."""
    visible = Round.objects.visible_to(request.user).select_related("campaign__organization")
    found: Round = get_object_or_404(visible, code=code)
    return found


def trail(round_: Round, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this round."""
    way = [("Đăng ký thi đua", reverse("registrations:rounds"))]
    way.append((round_.name, round_.get_absolute_url() if more else ""))
    return [*way, *((label, "") for label in more)]


def tabs(round_: Round, active: str, user: Any) -> list[Tab]:
    """The faces of a round; the sums of the province are for its own people and its council."""
    reads_all = user.has_perm(READ_ALL, round_)
    return [
        Tab(label, reverse(name, args=[round_.code]), name == active)
        for name, label in _TABS
        if reads_all or name != "registrations:round_totals"
    ]


def accepted(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the act went through; its refusal stands at the form, with everything that was typed."""
    try:
        act()
    except DomainError as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True


def answer_status(request: HttpRequest) -> int:
    """Of a form's page: sent and still here means refused."""
    return 422 if request.method == "POST" else 200
