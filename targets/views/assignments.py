"""Giving the targets of a directive to units, and taking them back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import load, person, sent, tabs, trail
from core.errors import DomainError
from core.http import authorize, methods, warn
from targets.forms.assignments import AssignForm, UnassignForm
from targets.models import Assignment
from targets.policies.assignments import blockers_to_assign, blockers_to_unassign
from targets.selectors.assignments import given_targets, units_for
from targets.services.assignments import assign_many, unassign

FACE = "targets:reports"


@methods(write=["POST"])
def assignments(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure with the units it is given to, and the form that gives what is marked."""
    directive = load(request, code)
    authorize(request.user, "targets.assign_targets", directive)
    form = _form(request, directive)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = assign_many(
                list(data["targets"]),
                data["units"],
                share_phrase=data["share"],
                due_on=data["due_on"],
                note=data["note"],
                by=person(request),
            )
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _said(made))
            return redirect("targets:assignments", code)
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/assignments.html", _context(request, directive, form), status=status)


@methods(write=["POST"])
def assignment_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one target back from one unit, with the reason."""
    directive = load(request, code)
    authorize(request.user, "targets.assign_targets", directive)
    found = Assignment.objects.select_related("target__directive__issuer", "organization")
    given = get_object_or_404(found, pk=pk, target__directive=directive)
    if reasons := blockers_to_unassign(given, on=timezone.localdate()):
        warn(request, reasons)
        return redirect("targets:assignments", code)
    form = UnassignForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            unassign(given, by=person(request), reason=form.cleaned_data["reason"])
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã bỏ giao “{given.target.name}” của {given.organization.name}.")
            return redirect("targets:assignments", code)
    context = {"directive": directive, "given": given, "form": form, "trail": trail(directive, "Bỏ giao chỉ tiêu")}
    return render(request, "targets/assignment_remove.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, directive: Directive) -> AssignForm:
    return AssignForm(
        sent(request),
        rows=directive.targets.figures().select_related("directive__issuer"),
        units=units_for(directive, on=timezone.localdate()),
        initial={"due_on": date(directive.year, 12, 31), "targets": request.GET.getlist("chon")},
    )


def _context(request: HttpRequest, directive: Directive, form: AssignForm) -> dict[str, Any]:
    rows = given_targets(directive)
    figures = [row for row in rows if row.number]
    return {
        "directive": directive,
        "form": form,
        "rows": rows,
        "figure_count": len(figures),
        "free_count": sum(not row.assignments for row in figures),
        "warning_count": sum(bool(row.warnings) for row in figures),
        "chosen_targets": form.chosen("targets"),
        "unit_choices": list(form.choices_of_units.items()),
        "chosen_units": form.chosen("units"),
        "blockers": blockers_to_assign(directive, on=timezone.localdate()),
        "tabs": tabs(directive, FACE, request.user),
        "trail": trail(directive, "Giao chỉ tiêu"),
    }


def _said(made: list[Assignment]) -> str:
    targets, units = {one.target_id for one in made}, {one.organization_id for one in made}
    return f"Đã giao {len(targets)} chỉ tiêu cho {len(units)} đơn vị. Đơn vị có địa chỉ thư được báo."


urls = [
    path("chi-thi/<slug:code>/giao/", assignments, name="assignments"),
    path("chi-thi/<slug:code>/giao/<int:pk>/bo/", assignment_remove, name="assignment_remove"),
]
