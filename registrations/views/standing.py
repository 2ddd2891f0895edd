"""How a round stands: by bloc, by unit, and what it comes to in the province."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person
from core.actions import Action, NextStep
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from registrations.deadlines import deadline
from registrations.filters import LineFilter, RegistrationFilter
from registrations.forms.rounds import ExtendForm, LateForm
from registrations.models import Round
from registrations.policies import rounds as policies
from registrations.selectors import rounds as selectors
from registrations.selectors.totals import ACCEPTED, BASES, totals_of
from registrations.totals import Part
from registrations.views.rounds_common import MANAGE, READ_ALL, load_round, tabs, trail

_BY_BLOC = ("registration__bloc__position", "registration__bloc__search_text", "position")
BLOC_COLUMNS = [
    Column("khoi", "Khối, cụm", lambda one: one.bloc.name, ("bloc__position", "bloc__search_text")),
    Column("truong", "Đơn vị trưởng khối", lambda one: one.head_name or "", ("head_name",)),
    Column("tinhtrang", "Tình trạng", lambda one: one.get_status_display(), ("status",)),
    Column("chot", "Đơn vị đã chốt", lambda one: one.settled_count, ("settled_count",), numeric=True),
    Column("donvi", "Số đơn vị", lambda one: one.line_count, ("line_count",), numeric=True),
    Column("nop", "Nộp lúc", lambda one: one.submitted_at, ("submitted_at",)),
    Column("ban", "Bản số", lambda one: one.version_number, ("version_number",), numeric=True),
    Column("muon", "Được nộp muộn đến", lambda one: one.late_until, ("late_until",)),
]
#: On the page the two counts, and time and version, share a cell.
SHOWN_COLUMNS = [column for column in BLOC_COLUMNS if column.key not in ("donvi", "ban")]
UNIT_COLUMNS = [
    Column("donvi", "Đơn vị", lambda one: one.organization.name, ("organization__search_text",)),
    Column("khoi", "Khối, cụm", lambda one: one.registration.bloc.name, _BY_BLOC),
    Column("tinhtrang", "Tình trạng", lambda one: one.get_status_display(), ("status",)),
    Column("dong", "Số dòng danh hiệu", lambda one: one.entry_count, ("entry_count",), numeric=True),
    Column("luu", "Lưu lần cuối", lambda one: one.saved_at, ("saved_at",)),
    Column("nguoi", "Người lưu", lambda one: str(one.saved_by or ""), ("saved_by__full_name",)),
    Column("gui", "Gửi trưởng khối", lambda one: one.sent_at, ("sent_at",)),
]
TOTAL_COLUMNS = [
    Column("tt", "Danh hiệu, hình thức", lambda one: one.title, sort_key=lambda one: one.place),
    Column("khoi", "Khối, cụm", lambda one: one.part.bloc),
    Column("coquan", "Cho cơ quan, đơn vị", lambda one: one.part.own, numeric=True),
    Column("trong", "Cho tập thể, cá nhân", lambda one: one.part.inner, numeric=True),
    Column("tong", "Cộng", lambda one: one.part.total, numeric=True),
    Column("thieu", "Dòng chưa ghi số lượng", lambda one: one.part.unnumbered, numeric=True),
]


@methods()
def round_(request: HttpRequest, code: str) -> HttpResponse:
    """A round: its deadline, the registrations in it that one may see, who was given more time and why."""
    found = load_round(request, code)
    authorize(request.user, "registrations.see_rounds")
    user, today = person(request), timezone.localdate()
    every = selectors.registrations_of(found, user)
    narrowed = RegistrationFilter(request.GET, queryset=every)
    whole = Listing(request, narrowed.qs, BLOC_COLUMNS, default_sort="khoi")
    if (answer := whole.export(f"khoi-dang-ky-{found.code}")) is not None:
        return answer
    reads_all, manages = user.has_perm(READ_ALL, found), user.has_perm(MANAGE, found)
    context = _page(request, found, "registrations:round") | {
        "listing": Listing(request, narrowed.qs, SHOWN_COLUMNS, default_sort="khoi"),
        "filter": narrowed,
        "tasks": selectors.own_work(user, on=today, round_=found),
        "reads_all": reads_all,
        "manages": manages,
        "extensions": found.extensions.select_related("by"),
        "exceptions": found.exceptions.select_related("bloc", "by") if reads_all else [],
        "history": history_of(found)[:30] if reads_all else [],
        "forms": _forms(found) if manages else None,
        "closed": policies.blockers_to_edit(found, on=today),
    }
    return render(request, "registrations/round.html", context)


@methods()
def round_units(request: HttpRequest, code: str) -> HttpResponse:
    """Every unit of the round that one may see, and where its line stands."""
    found = load_round(request, code)
    authorize(request.user, "registrations.see_rounds")
    every = selectors.lines_of(found, person(request))
    narrowed = LineFilter(request.GET, queryset=every)
    listing = Listing(request, narrowed.qs, UNIT_COLUMNS, default_sort="khoi")
    context = _page(request, found, "registrations:round_units") | {
        "listing": listing,
        "filter": narrowed,
        "tallies": selectors.tallies_of(every),
    }
    return listing.export(f"don-vi-dang-ky-{found.code}") or render(request, "registrations/round_units.html", context)


@methods()
def round_totals(request: HttpRequest, code: str) -> HttpResponse:
    """Title by title what the blocs register together (`?theo=` says which versions are counted)."""
    found = load_round(request, code)
    authorize(request.user, READ_ALL, found)
    basis = request.GET.get("theo", ACCEPTED)
    basis = basis if basis in BASES else ACCEPTED
    totals = totals_of(found, basis)
    rows = [_PartRow(place, one.title, part) for place, one in enumerate(totals.titles) for part in one.parts]
    listing = Listing(request, rows, TOTAL_COLUMNS, default_sort="tt")
    context = _page(request, found, "registrations:round_totals") | {
        "listing": listing,
        "totals": totals,
        "bases": [(key, label, key == basis) for key, label in BASES.items()],
        "basis_words": BASES[basis],
    }
    exported = listing.export(f"tong-hop-dang-ky-{found.code}")
    return exported or render(request, "registrations/round_totals.html", context)


class _PartRow:
    """A row of the exported sums: a title in one bloc, and the place of the title in the catalogue."""

    def __init__(self, place: int, title: str, part: Part) -> None:
        self.place, self.title, self.part = place, title, part


def _page(request: HttpRequest, found: Round, face: str) -> dict[str, Any]:
    """What the head of every face shows."""
    user, today = person(request), timezone.localdate()
    return {
        "round": found,
        "step": _step(found, user),
        "deadline": deadline(found.due_on, on=today),
        "tabs": tabs(found, face, user),
        "trail": trail(found),
    }


def _step(found: Round, user: Any) -> NextStep:
    """How it stands and until when; staff may remind everybody who is late."""
    today = timezone.localdate()
    end = deadline(found.due_on, on=today)
    filed, received, total = selectors.counts_of(found, user)
    counts = f"{filed}/{total} khối đã nộp, {received} đã tiếp nhận."
    where = f"{found.state_on(today)}. {counts}" if total else f"{found.state_on(today)}."
    until = f"hạn nộp {found.due_on:%d/%m/%Y}, {end.words}"
    remind = Action(
        "Nhắc tất cả đơn vị chậm",
        reverse("registrations:round_remind", args=[found.code]),
        method="post",
        icon="bell",
        reasons=policies.blockers_to_remind(found, on=today),
        confirm="Nhắc trưởng khối và cán bộ các đơn vị còn việc phải làm? Mỗi người được nhắc một lần trong ngày.",
    )
    actions = [remind] if user.has_perm(MANAGE, found) else []
    return NextStep(where, who=_whose_turn(filed, received, total), until=until, actions=actions)


def _whose_turn(filed: int, received: int, total: int) -> str:
    """Nobody's when everything is received, which also is so where nothing is to be seen."""
    if filed < total or not total:
        return "Việc của trưởng khối và các đơn vị"
    return "Việc của cán bộ thi đua" if received < total else ""


def _forms(found: Round) -> dict[str, Any]:
    """The forms of the dialogs; what is refused comes back on a page of its own, as it was typed."""
    late = LateForm(registrations=selectors.late_candidates(found), auto_id="nop-muon-%s")
    return {"extend": ExtendForm(auto_id="gia-han-%s"), "late": late}


_ONE = "dang-ky/dot/<slug:code>/"
urls = [
    path(_ONE, round_, name="round"),
    path(f"{_ONE}don-vi/", round_units, name="round_units"),
    path(f"{_ONE}tong-hop/", round_totals, name="round_totals"),
]
