"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dashboard.navigation import items_for
from dashboard.page_help import help_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame.items`, `frame.organization`, `frame.role`, `frame.unread` notices and the `frame.help` of the page; made only on pages that show the frame."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"items": [], "organization": "", "role": "", "unread": 0, "help": help_for(request)}
    memberships = user.current_memberships
    first = memberships[0] if memberships else None
    role = "Quản trị hệ thống" if user.is_superuser else "Chưa có vai trò"
    if first:
        roles = sorted({m.get_role_display() for m in memberships if m.organization_id == first.organization_id})
        role = ", ".join(roles)
    return {
        "items": items_for(user, request.path),
        "organization": first.organization if first else "",
        "role": role,
        "unread": getattr(user, "unread_notices", 0),  # counted with the person; none at the login itself
        "help": help_for(request),
    }
