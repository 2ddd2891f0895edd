"""How the targets of a directive stand: the list, one target, and the summary to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import load, person, tabs, trail
from core.actions import Action
from core.http import methods
from core.listing import Listing
from core.log import history_of
from targets.enums import Group
from targets.filters import StandingFilter
from targets.models import Target, UnitReport
from targets.policies.assignments import blockers_to_assign
from targets.policies.indicators import blockers_to_judge
from targets.policies.sheet import blockers_to_edit_targets
from targets.selectors.indicators import suggest
from targets.selectors.sheet import sheet_warnings
from targets.selectors.standing import counts, counts_by_group, detail_of, earlier_years, opened_periods, standings
from targets.standing_page import (
    COLUMNS,
    EXPORT_COLUMNS,
    chart_of,
    counts_in_words,
    figure_rows,
    full_name,
    rows_of,
    sections_of,
    tiles_of,
)

FACE = "targets:targets"


@methods()
def targets(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure of a directive with its verdict."""
    directive = load(request, code)
    periods = opened_periods(directive)
    until = StandingFilter.until_of(request.GET, periods)
    every = standings(directive, until=until)
    found = StandingFilter(request.GET, periods, [unit for one in every for unit in one.units])
    kept = {id(one) for one in found.rows(every)}
    rows = [row for row in rows_of(every, directive) if id(row.standing) in kept]
    listing = Listing(request, rows, COLUMNS, default_sort="tt")
    may_edit = person(request).has_perm("targets.edit_targets", directive)
    context = {
        "directive": directive,
        "listing": listing,
        "sections": sections_of(listing.page, by_group=listing.sort == "tt"),
        "filter": found,
        "tiles": tiles_of(counts(every), request.GET),
        "with_figures": sum(1 for one in every if one.actual),
        "total": len(every),
        "as_of": max((one.as_of for one in every if one.as_of), default=None),
        "until": until,
        "warnings": [fault.text for fault in sheet_warnings(directive)] if may_edit and every else [],
        "unlinked": sum(1 for one in every if one.target.indicator_id is None) if may_edit else 0,
        "actions": _actions(directive, person(request)),
        "may_edit": may_edit and not blockers_to_edit_targets(directive, on=timezone.localdate()),
        "tabs": tabs(directive, FACE, person(request)),
        "trail": trail(directive, "Chỉ tiêu"),
    }
    exported = Listing(request, rows, EXPORT_COLUMNS, default_sort="tt").export(f"chi-tieu-{directive.code}")
    return exported or render(request, "targets/targets.html", context)


@methods()
def target(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One target: its words, how it stands and why, every verified figure."""
    shown = load_target(request, code, pk)
    detail = detail_of(shown)
    reports = {actual.report_id for actual in detail.history}
    seen = set(UnitReport.objects.visible_to(request.user).filter(pk__in=reports).values_list("pk", flat=True))
    may_judge = person(request).has_perm("targets.edit_targets", shown)
    blockers = blockers_to_judge(shown)
    context = {
        "target": shown,
        "directive": shown.directive,
        "name": full_name(shown),
        "detail": detail,
        "standing": detail.standing,
        "chart": chart_of(shown, detail),
        "figures": figure_rows(detail, seen),
        "earlier": earlier_years(shown, request.user),
        "history": history_of(shown)[:20] if may_judge else [],
        "judging": _judging_action(shown, blockers) if may_judge else None,
        "suggestions": suggest(shown.name, limit=3) if may_judge and not blockers and not shown.indicator else [],
        "may_link": may_judge and not blockers and not shown.indicator,
        "trail": target_trail(shown, full_name(shown)),
    }
    return render(request, "targets/target.html", context)


@methods()
def targets_summary(request: HttpRequest, code: str) -> HttpResponse:
    """The standings by group on one or two sheets of paper."""
    directive = load(request, code)
    periods = opened_periods(directive)
    until = StandingFilter.until_of(request.GET, periods)
    rows = rows_of(standings(directive, until=until), directive)
    every = [row.standing for row in rows]
    groups = [
        {
            "label": Group(group).label if group else "",
            "words": counts_in_words(found),
            "total": sum(found.values()),
            "rows": [row for row in rows if row.target.group == group],
        }
        for group, found in counts_by_group(every).items()
    ]
    context = {
        "directive": directive,
        "groups": groups,
        "words": counts_in_words(counts(every)),
        "total": len(every),
        "with_figures": sum(1 for one in every if one.actual),
        "as_of": until or max((one.as_of for one in every if one.as_of), default=None),
        "trail": trail(directive, "In tóm tắt chỉ tiêu"),
    }
    return render(request, "targets/targets_summary.html", context)


def load_target(request: HttpRequest, code: str, pk: int) -> Target:
    """The figure if the person may see its directive, or 404."""
    visible = Target.objects.visible_to(request.user).filter(directive__code=code, low__isnull=False)
    found: Target = get_object_or_404(visible.select_related("directive__issuer", "indicator", "parent"), pk=pk)
    return found


def target_trail(target: Target, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this target."""
    above = trail(target.directive, "Chỉ tiêu")
    listed = ("Chỉ tiêu", reverse(FACE, args=[target.directive.code]))
    if len(more) == 1:
        return [*above[:-1], listed, (more[0], "")]
    return [*above[:-1], listed, (full_name(target), target.get_absolute_url()), (more[1], "")]


def _actions(directive: Directive, user: Any) -> list[Action]:
    """The buttons of this person, those of work first."""
    code = directive.code
    actions = []
    if user.has_perm("targets.edit_targets", directive):
        reasons = blockers_to_edit_targets(directive, on=timezone.localdate())
        actions.append(
            Action("Sửa chỉ tiêu", reverse("targets:sheet", args=[code]), reasons=reasons, icon="pencil-square")
        )
    if user.has_perm("targets.assign_targets", directive):
        reasons = blockers_to_assign(directive, on=timezone.localdate())
        url = reverse("targets:assignments", args=[code])
        actions.append(Action("Giao chỉ tiêu", url, reasons=reasons, icon="diagram-3"))
    return actions


def _judging_action(target: Target, blockers: list[str]) -> Action:
    url = reverse("targets:target_judging", args=[target.directive.code, target.pk])
    return Action("Sửa cách đánh giá", url, reasons=blockers, icon="pencil-square")


urls = [
    path("chi-thi/<slug:code>/chi-tieu/", targets, name="targets"),
    path("chi-thi/<slug:code>/chi-tieu/tom-tat/", targets_summary, name="targets_summary"),
    path("chi-thi/<slug:code>/chi-tieu/<int:pk>/", target, name="target"),
]
