"""Every saved version: the list, what changed by words, and going back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from campaigns import policies, services
from campaigns.errors import EditConflict
from campaigns.forms import RestoreForm
from campaigns.models import Directive, DirectiveVersion
from campaigns.views.common import differences, load, person, tabs, trail
from core.http import authorize, methods


@methods()
def directive_versions(request: HttpRequest, code: str) -> HttpResponse:
    """All versions, newest first, with a form to compare two."""
    directive = load(request, code)
    authorize(request.user, "campaigns.see_drafts", directive)
    versions = list(directive.versions.select_related("saved_by").defer("content"))
    return render(
        request,
        "campaigns/directive_versions.html",
        {
            "directive": directive,
            "versions": versions,
            "tabs": tabs(directive, "campaigns:directive_versions", person(request)),
            "trail": trail(directive, "Các bản lưu"),
            "blockers": _restore_blockers(request, directive),
        },
    )


@methods()
def directive_compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side in one text: what was taken out and what was put in."""
    directive = load(request, code)
    authorize(request.user, "campaigns.see_drafts", directive)
    older, newer = sorted(
        (_version(directive, request.GET.get("cu")), _version(directive, request.GET.get("moi"))),
        key=lambda version: version.number,
    )
    parts = differences(older.content, newer.content)
    context = {"directive": directive, "older": older, "newer": newer, "parts": parts}
    context["trail"] = trail(directive, "So sánh")
    return render(request, "campaigns/directive_compare.html", context)


@methods(read=(), write=["POST"])
def directive_restore(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put an earlier version back as the draft."""
    directive = load(request, code)
    authorize(request.user, "campaigns.edit_directive", directive)
    version = get_object_or_404(directive.versions, number=number)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise Http404  # only the page of versions sends this, with the revision it showed
    try:
        services.restore_version(
            directive, version, base_revision=form.cleaned_data["base_revision"], by=person(request)
        )
    except EditConflict as conflict:
        messages.warning(request, f"{conflict.current.saved_by} vừa lưu chỉ thị này. Hãy xem lại rồi mới khôi phục.")
        return redirect("campaigns:directive_versions", code)
    messages.success(request, f"Đã khôi phục bản {number}. Nội dung trước đó được giữ thành một bản lưu.")
    return redirect("campaigns:directive_edit", code)


def _restore_blockers(request: HttpRequest, directive: Directive) -> list[str]:
    if not person(request).has_perm("campaigns.edit_directive", directive):
        return ["Việc của cán bộ thi đua."]
    return policies.blockers_to_edit(directive, on=timezone.localdate())


def _version(directive: Directive, number: str | None) -> DirectiveVersion:
    if not (number or "").isdecimal():
        raise Http404
    found: DirectiveVersion = get_object_or_404(directive.versions.select_related("saved_by"), number=number)
    return found
