"""What the views of decisions share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from awards.forms.decisions import RevisionForm
from awards.models import Decision, DecisionLine
from awards.policies import decisions as policies
from awards.presenters_decisions import decision_tabs, decision_trail, next_step
from awards.selectors import decisions as selectors
from campaigns.views.common import person
from core.http import authorize, warn


def load(request: HttpRequest, pk: int) -> Decision:
    """The decision if the person may see it, or 404."""
    found: Decision = get_object_or_404(selectors.decisions_for(request.user), pk=pk)
    return found


def load_line(request: HttpRequest, pk: int) -> DecisionLine:
    """A line of such a decision, with the decision as it was loaded."""
    lines = DecisionLine.objects.select_related("title", "honouree", "line__honouree", "line__dossier", "amends")
    found = get_object_or_404(lines, pk=pk)
    found.decision = load(request, found.decision_id)
    return found


def editable(request: HttpRequest, decision: Decision) -> HttpResponse | None:
    """None when the person may change the draft now, else the way back with the reasons."""
    authorize(request.user, "awards.write_decision", decision)
    if reasons := policies.blockers_to_edit(decision, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(decision)
    return None


def page_of(
    request: HttpRequest, decision: Decision, lines: Sequence[DecisionLine], face: str, *more: str
) -> dict[str, Any]:
    """What every page of a decision shows."""
    return {
        "decision": decision,
        "step": next_step(decision, lines, person(request), on=timezone.localdate()),
        "tabs": decision_tabs(decision, face),
        "trail": decision_trail(decision, *more),
        "may_write": person(request).has_perm("awards.write_decision", decision),
    }


def base_of(request: HttpRequest) -> int | None:
    """The save an act was based on; None when the page did not say, which the person is told."""
    form = RevisionForm(request.POST)
    if form.is_valid():
        return int(form.cleaned_data["base_revision"])
    warn(request, ["Thiếu số lần lưu của trang. Tải lại trang rồi làm lại."])
    return None


def status_of(request: HttpRequest) -> int:
    """Of a page with a form: a POST that comes back to it was refused."""
    return 422 if request.method == "POST" else 200
