"""What the views of this app share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from campaigns.models import Directive
from core.actions import Tab


def load(request: HttpRequest, code: str) -> Directive:
    """The directive if the person may see it, or 404."""
    visible = Directive.objects.visible_to(request.user)
    related = ("issuer", "campaign", "parent__issuer", "copied_from", "saved_by", "submitted_by", "approved_by")
    found: Directive = get_object_or_404(visible.select_related(*related), code=code)
    return found


def tabs(directive: Directive, active: str) -> list[Tab]:
    """The faces of a directive."""
    faces = [("directive", "Nội dung"), ("directive_versions", "Các bản lưu")]
    return [Tab(label, reverse(f"campaigns:{name}", args=[directive.code]), name == active) for name, label in faces]


def trail(directive: Directive, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this directive."""
    here = [("Chỉ thị", reverse("campaigns:directives")), (directive.code, directive.get_absolute_url())]
    return [*here, *((label, "") for label in more)] if more else [here[0], (directive.code, "")]


def person(request: HttpRequest) -> Any:
    """The logged-in person; login is required everywhere."""
    return request.user
