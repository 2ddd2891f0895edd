"""The scoring of blocs: the list, opening, the units of one by stage, cross-checkers, ranking, publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person, sent
from core.actions import Action
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from core.vietnamese import format_number
from documents.selectors import panel_of
from organizations.models import Bloc
from scoring import papers
from scoring.enums import Stage
from scoring.forms.rounds import CheckersForm, OpenForm
from scoring.forms.sheets import PublishForm
from scoring.models import ScoringRound
from scoring.policies import rounds as policies
from scoring.selectors import rounds as selectors
from scoring.services import rounds as services
from scoring.views.common import front_tabs, load_round, round_tabs, round_trail, status_of, trail

COLUMNS = [
    Column("nam", "Năm", lambda one: one.year, ("year",)),
    Column("khoi", "Khối, cụm", lambda one: one.bloc.name, ("bloc__position", "bloc__name")),
    Column("bang", "Bảng tiêu chí", lambda one: str(one.scheme.name), ("scheme__name",)),
    Column("don-vi", "Số đơn vị", lambda one: one.sheet_count, ("sheet_count",), numeric=True),
    Column("da-cham", "Khối đã chấm", lambda one: one.scored_count, ("scored_count",), numeric=True),
    Column("tham-dinh", "Đã thẩm định", lambda one: one.checked_count, ("checked_count",), numeric=True),
    Column("ket-qua", "Kết quả", lambda one: "Đã công bố" if one.is_published else "Chưa công bố", ("published_at",)),
]
RANKING = [
    Column("hang", "Hạng", lambda row: row.place, sort_key=lambda row: row.place, numeric=True),
    Column("don-vi", "Đơn vị", lambda row: row.unit.name, sort_key=lambda row: row.unit.name),
    Column("chuan", "Điểm chuẩn", lambda row: row.ordinary, sort_key=lambda row: row.ordinary, numeric=True),
    Column("thuong", "Điểm thưởng", lambda row: row.bonus, sort_key=lambda row: row.bonus, numeric=True),
    Column("tru", "Điểm trừ", lambda row: row.deduction, sort_key=lambda row: row.deduction, numeric=True),
    Column("tong", "Tổng điểm", lambda row: row.points, sort_key=lambda row: row.points, numeric=True),
    Column("buoc", "Theo bước", lambda row: row.stage.label if row.stage else "chưa có điểm khối"),
    Column("chi-tieu", "Chỉ tiêu không đạt", lambda row: row.missed, sort_key=lambda row: row.missed, numeric=True),
]


@methods()
def rounds(request: HttpRequest) -> HttpResponse:
    """The blocs that are scored, and the sheets that wait for this person."""
    authorize(request.user, "scoring.see")
    user = person(request)
    listing = Listing(request, selectors.rounds_for(user), COLUMNS, default_sort="-nam")
    context = {
        "listing": listing,
        "waiting": selectors.waiting_for(user),
        "may_open": user.has_perm("scoring.open_round"),
        "tabs": front_tabs("rounds"),
    }
    return listing.export("cham-diem-thi-dua") or render(request, "scoring/rounds.html", context)


@methods(write=["POST"])
def round_open(request: HttpRequest) -> HttpResponse:
    """Open the scoring of a bloc."""
    user = person(request)
    authorize(user, "scoring.open_round")
    initial = {"bloc": request.GET.get("khoi"), "year": request.GET.get("nam") or timezone.localdate().year}
    form = OpenForm(sent(request), blocs=Bloc.objects.visible_to(user).order_by("position", "name"), initial=initial)
    if request.method == "POST" and form.is_valid():
        authorize(user, "scoring.open_round", form.cleaned_data["bloc"])
        try:
            opened = services.open_round(**form.cleaned_data, by=user)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã mở chấm điểm. Bước tiếp theo: phân công đơn vị chấm chéo.")
            return redirect(opened)
    context = {"form": form, "title": "Mở chấm điểm của khối", "button": "Mở chấm điểm"}
    context |= {"back": reverse("scoring:rounds"), "trail": trail(("Mở chấm điểm", ""))}
    context["words"] = "Mỗi đơn vị thành viên của khối trong năm nhận một bảng theo bảng tiêu chí đã công bố."
    return render(request, "scoring/form.html", context, status=status_of(form))


@methods()
def round(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: A001  # the name of the page
    """The units of a bloc by stage: points, what is missing, who cross-checks."""
    shown, user = load_round(request, pk), person(request)
    rows = selectors.unit_rows(selectors.sheets_of(shown, user))
    context = _page(request, shown, "round") | {
        "rows": rows,
        "stages": list(Stage),
        "sees_all": user.has_perm("scoring.see_all_sheets", shown),
        "history": history_of(shown)[:20] if user.has_perm("scoring.see_all_sheets", shown) else None,
    }
    return render(request, "scoring/round.html", context)


@methods(write=["POST"])
def round_checkers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who cross-checks whom; one press proposes each to the next."""
    shown = load_round(request, pk)
    authorize(request.user, "scoring.lead_round", shown)
    sheets = selectors.sheets_of(shown)
    form = CheckersForm(sent(request), sheets=sheets, members=selectors.members_of(shown))
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen
        if "vong" in request.POST:
            chosen |= services.in_a_ring(shown, [sheet for sheet in sheets if not chosen[sheet.pk]])
        try:
            changed = services.appoint_checkers(shown, chosen, by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu phân công, thay đổi {changed} đơn vị.")
            return redirect(shown)
    context = _page(request, shown, "round") | {
        "form": form,
        "pairs": [(sheet, form[f"bang-{sheet.pk}"]) for sheet in sheets],
    }
    context["trail"] = round_trail(shown, "Phân công chấm chéo")
    return render(request, "scoring/round_checkers.html", context, status=status_of(form))


@methods()
def round_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """Places by the points that stand now; to the units of the bloc once the result is published."""
    shown, user = load_round(request, pk), person(request)
    may_see = shown.is_published or user.has_perm("scoring.see_all_sheets", shown)
    listing = Listing(request, selectors.ranking(shown) if may_see else [], RANKING, default_sort="hang")
    visible = {sheet.pk for sheet in selectors.sheets_of(shown, user)}
    context = _page(request, shown, "round_ranking") | {"listing": listing, "may_see": may_see, "visible": visible}
    context["panel"] = panel_of(papers.TABLE, shown) if may_see else None
    return listing.export(f"xep-hang-{shown.bloc.code}-{shown.year}") or render(
        request, "scoring/round_ranking.html", context
    )


@methods(write=["POST"])
def round_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the ranking to the units, for good, behind a typed word."""
    shown = load_round(request, pk)
    authorize(request.user, "scoring.act_for_bloc", shown)
    if reasons := policies.blockers_to_publish(shown, selectors.sheets_of(shown)):
        warn(request, reasons)
        return redirect(shown)
    form = PublishForm(sent(request))
    if request.method == "POST" and form.is_valid():
        services.publish_round(shown, by=person(request))
        messages.success(request, "Đã công bố kết quả chấm điểm cho các đơn vị trong khối.")
        return redirect("scoring:round_ranking", pk)
    context = {
        "form": form,
        "title": "Công bố kết quả chấm điểm",
        "button": "Công bố",
        "back": shown.get_absolute_url(),
    }
    context["words"] = "Mọi đơn vị trong khối sẽ thấy điểm và thứ hạng. Công bố rồi không rút lại được."
    context["trail"] = round_trail(shown, "Công bố kết quả")
    return render(request, "scoring/form.html", context, status=status_of(form))


def _page(request: HttpRequest, shown: ScoringRound, face: str) -> dict[str, Any]:
    return {
        "round": shown,
        "title": f"{shown.bloc}: chấm điểm năm {shown.year}",
        "tabs": round_tabs(shown, face),
        "actions": _actions(request, shown),
        "trail": round_trail(shown),
        "scale": format_number(shown.scheme.scale),
    }


def _actions(request: HttpRequest, shown: ScoringRound) -> list[Action]:
    user, actions = person(request), []
    if user.has_perm("scoring.lead_round", shown):
        actions.append(
            Action("Phân công chấm chéo", reverse("scoring:round_checkers", args=[shown.pk]), icon="arrow-down-up")
        )
    if user.has_perm("scoring.act_for_bloc", shown) and not shown.is_published:
        reasons = policies.blockers_to_publish(shown, selectors.sheets_of(shown))
        publish = reverse("scoring:round_publish", args=[shown.pk])
        actions.append(Action("Công bố kết quả", publish, reasons=reasons, tone="primary", icon="check-lg"))
    return actions


urls = [
    path("cham-diem/", rounds, name="rounds"),
    path("cham-diem/mo/", round_open, name="round_open"),
    path("cham-diem/khoi/<int:pk>/", round, name="round"),
    path("cham-diem/khoi/<int:pk>/phan-cong/", round_checkers, name="round_checkers"),
    path("cham-diem/khoi/<int:pk>/xep-hang/", round_ranking, name="round_ranking"),
    path("cham-diem/khoi/<int:pk>/cong-bo/", round_publish, name="round_publish"),
]
