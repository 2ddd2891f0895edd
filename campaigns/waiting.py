"""Directives on which a person acts next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from campaigns.enums import Status
from campaigns.models import Directive
from core.waiting import Batch, Waiting, batch, day_of, register
from organizations.enums import Role

#: Whose role waits for which status, the words for it, and since when.
_KINDS = (
    (Role.LEADER, Status.IN_REVIEW, "Chỉ thị chờ duyệt", "submitted_at"),
    (Role.CLERK, Status.APPROVED, "Chỉ thị chờ cấp số", "approved_at"),
    (Role.STAFF, Status.RETURNED, "Chỉ thị bị trả lại", "saved_at"),
    (Role.STAFF, Status.DRAFT, "Chỉ thị đang soạn", "saved_at"),
)


def directives_waiting(user: Any, on: date) -> Iterator[Batch]:
    """By the role in the issuing body; one query for each kind."""
    for role, status, label, since in _KINDS:
        bodies = user.organization_ids_as(role)
        if bodies:
            rows = Directive.objects.visible_to(user).filter(issuer__in=bodies, status=status)
            rows = rows.select_related("issuer").order_by(since, "pk")
            url = f"{reverse('campaigns:directives')}?status={status}"
            yield batch(label, "file-earmark-text", rows, partial(_waiting, since=since), url=url)


def _waiting(one: Directive, *, since: str) -> Waiting:
    return Waiting(
        one.one_line_subject or f"Chỉ thị năm {one.year}",
        one.get_absolute_url(),
        since=day_of(getattr(one, since)),
        who=f"{one.issuer.name}, năm {one.year}",
    )


def register_waiting() -> None:
    register("campaigns.directives", directives_waiting)
