"""Units reporting: the table of units and periods, opening a period, a person's own reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.models import Directive
from campaigns.views.common import load, person, sent, tabs, trail
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from targets.filters_reports import MATRIX_STANDS, MyReportsFilter, units_standing
from targets.forms.reports import PeriodForm
from targets.models import ReportingPeriod, UnitReport
from targets.policies.reports import blockers_to_open_periods
from targets.presenters import stand_of
from targets.selectors import reports as selectors
from targets.services.reports import open_period
from targets.views import report as one_report

FACE = "targets:reports"
MY_COLUMNS = [
    Column("ky", "Kỳ", lambda report: str(report.period), ("period__ends_on",)),
    Column("donvi", "Đơn vị", lambda report: report.organization.name, ("organization__name",)),
    Column("chithi", "Chỉ thị", lambda report: str(report.period.directive), ("period__directive__search_text",)),
    Column("han", "Hạn gửi", lambda report: report.period.due_on, ("period__due_on",)),
    Column("tinhtrang", "Tình trạng", lambda report: report.get_status_display(), ("status",)),
    Column("gui", "Gửi lúc", lambda report: report.submitted_at, ("submitted_at",)),
]


@methods()
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """Which unit has reported which period; a unit sees its own row."""
    directive = load(request, code)
    periods = selectors.open_periods(directive)
    found = selectors.reports_by_place(periods, person(request))
    today = timezone.localdate()
    stands = {place: stand_of(report, on=today) for place, report in found.items()}
    units = selectors.units_seen_by(person(request), directive)
    wanted = units_standing(units, request.GET, stands)
    listing = Listing(request, wanted, _columns(periods, stands), default_sort="donvi")
    if (answer := listing.export(f"bao-cao-{directive.code}")) is not None:
        return answer
    context = _context(request, directive, periods)
    context |= {
        "listing": listing,
        "lines": [(unit, [_cell(found, stands, unit.pk, period) for period in periods]) for unit in listing.page],
        "unit_count": units.count(),
        "stands": MATRIX_STANDS,
    }
    return render(request, "targets/reports.html", context | {"tallies": _tallies(periods, stands)})


@methods(write=["POST"])
def period_open(request: HttpRequest, code: str) -> HttpResponse:
    """Open a period for all units with targets, or move its deadline."""
    directive = load(request, code)
    authorize(request.user, "targets.open_period", directive)
    if reasons := blockers_to_open_periods(directive, on=timezone.localdate()):
        warn(request, reasons)
        return redirect("targets:reports", code)
    opened = selectors.open_periods(directive)
    next_one = selectors.suggested_period(directive, opened)
    initial = {"period": f"{next_one.kind}-{next_one.index}"} if next_one else {}
    form = PeriodForm(sent(request), year=directive.year, opened=opened, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            period = open_period(directive, data["period"], due_on=data["due_on"], by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã mở kỳ {period}, hạn gửi {period.due_on:%d/%m/%Y}.")
            return redirect("targets:reports", code)
    context = {"directive": directive, "form": form, "trail": trail(directive, "Mở kỳ báo cáo")}
    return render(request, "targets/period_open.html", context, status=422 if form.errors else 200)


@methods()
def my_reports(request: HttpRequest) -> HttpResponse:
    """The reports of the units the person works for, across directives."""
    found = MyReportsFilter(request.GET, queryset=selectors.my_reports(person(request)))
    listing = Listing(request, found.qs, MY_COLUMNS, default_sort="-ky")
    today = timezone.localdate()
    return listing.export("bao-cao-cua-toi") or render(
        request,
        "targets/my_reports.html",
        {
            "listing": listing,
            "filter": found,
            "lines": [(report, *stand_of(report, on=today)) for report in listing.page],
        },
    )


def _columns(periods: list[ReportingPeriod], stands: dict[tuple[int, int], tuple[str, str]]) -> list[Column]:
    def words(period: ReportingPeriod) -> Any:
        return lambda unit: stands.get((unit.pk, period.pk), ("", ""))[0]

    return [
        Column("donvi", "Đơn vị", lambda unit: unit.name, ("position", "name")),
        *(Column(f"ky{period.pk}", period.period.short_label, words(period)) for period in periods),
    ]


def _cell(
    found: dict[tuple[int, int], UnitReport], stands: dict[tuple[int, int], tuple[str, str]], unit: int, period: Any
) -> dict[str, Any]:
    report = found.get((unit, period.pk))
    label, tone = stands.get((unit, period.pk), ("", "neutral"))
    return {"report": report, "label": label, "tone": tone, "period": period}


def _tallies(
    periods: list[ReportingPeriod], stands: dict[tuple[int, int], tuple[str, str]]
) -> list[tuple[ReportingPeriod, int, int, int]]:
    """By period: how many sheets are in, how many are verified, of how many."""
    tallies = []
    for period in periods:
        words = [label for (_, pk), (label, _) in stands.items() if pk == period.pk]
        done = words.count("Đã xác nhận")
        tallies.append((period, done + words.count("Đã gửi"), done, len(words)))
    return tallies


def _context(request: HttpRequest, directive: Directive, periods: list[ReportingPeriod]) -> dict[str, Any]:
    may_open = person(request).has_perm("targets.open_period", directive)
    return {
        "directive": directive,
        "periods": periods,
        "may_open": may_open,
        "blockers": blockers_to_open_periods(directive, on=timezone.localdate()) if may_open else [],
        "tabs": tabs(directive, FACE, request.user),
        "trail": trail(directive, "Giao và báo cáo"),
    }


urls = [
    path("chi-thi/<slug:code>/bao-cao/", reports, name="reports"),
    path("chi-thi/<slug:code>/bao-cao/mo-ky/", period_open, name="period_open"),
    path("bao-cao-cua-toi/", my_reports, name="my_reports"),
    *one_report.urls,
]
