"""What the views of this app share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from campaigns.comparison import Change, compare_words
from campaigns.enums import Status
from campaigns.faces import faces_of
from campaigns.models import CONTENT_FIELDS, Directive
from core.actions import Tab
from core.models import LogEntry
from documents.enums import SigningAuthority


def load(request: HttpRequest, code: str) -> Directive:
    """The directive if the person may see it, or 404."""
    visible = Directive.objects.visible_to(request.user)
    related = ("issuer", "campaign", "parent__issuer", "copied_from", "saved_by", "submitted_by", "approved_by")
    found: Directive = get_object_or_404(visible.select_related(*related), code=code)
    return found


def tabs(directive: Directive, active: str, user: Any) -> list[Tab]:
    """The faces of a directive that the person may see; `active` is the URL name of the open one."""
    return [
        Tab(face.label, reverse(face.name, args=[directive.code]), face.name == active)
        for face in faces_of(directive, user)
    ]


def trail(directive: Directive, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this directive."""
    name = directive.symbol if directive.number else f"Bản thảo năm {directive.year}"
    here = [("Chỉ thị", reverse("campaigns:directives")), (name, directive.get_absolute_url())]
    return [*here, *((label, "") for label in more)] if more else [here[0], (name, "")]


def person(request: HttpRequest) -> Any:
    """The logged-in person; login is required everywhere."""
    return request.user


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the data of a POST, an empty one too."""
    return request.POST if request.method == "POST" else None


def last_return(directive: Directive, history: Iterable[LogEntry]) -> LogEntry | None:
    """Why it came back, while that is what the drafter must answer."""
    if directive.status != Status.RETURNED:
        return None
    return next((entry for entry in history if entry.to_status == Status.RETURNED), None)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, list[Change]]]:
    """Field by field in the order of the paper, what was taken out and what was put in."""
    return [
        (_label(name), compare_words(_text(old, name), _text(new, name)))
        for name in CONTENT_FIELDS
        if name in new and (old.get(name) or "") != (new[name] or "")
    ]


def _label(name: str) -> str:
    words = str(Directive._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields
    return words[:1].upper() + words[1:]


def _text(content: Mapping[str, Any], name: str) -> str:
    value: Any = content.get(name, "")
    if name == "appendices":
        return "\n\n".join(f"{appendix['title']}\n{appendix['body']}" for appendix in value)
    if name == "target_list":
        return "\n\n".join(
            line for group in (value or {}).get("groups", []) for line in (group["heading"], *group["lines"]) if line
        )
    if name == "signing_authority" and value in SigningAuthority.values:
        return str(SigningAuthority(value).label)
    return str(value)
