"""Rounds: the list with a person's own work, opening one, and everything staff do to one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.text import whole_number
from registrations.deadlines import deadline
from registrations.filters import RoundFilter
from registrations.forms.rounds import BlocForm, ExtendForm, LateForm, RoundEditForm, RoundForm
from registrations.models import Round
from registrations.policies import rounds as policies
from registrations.selectors import rounds as selectors
from registrations.selectors.receiving import waiting
from registrations.services import rounds as services
from registrations.services.reminders import remind_round
from registrations.views.rounds_common import MANAGE, READ_ALL, accepted, answer_status, load_round, trail

COLUMNS = [
    Column("nam", "Năm", lambda one: one.year, ("year", "opens_on"), numeric=True),
    Column("ten", "Đợt đăng ký", lambda one: one.name, ("search_text",)),
    Column("phongtrao", "Phong trào", lambda one: one.campaign.name, ("campaign__name",)),
    Column("tinhtrang", "Tình trạng", lambda one: one.state_on(timezone.localdate())),
    Column("han", "Hạn nộp", lambda one: one.due_on, ("due_on",)),
    Column("danop", "Khối đã nộp", lambda one: one.filed_count, ("filed_count",), numeric=True),
    Column("tiepnhan", "Đã tiếp nhận", lambda one: one.accepted_count, ("accepted_count",), numeric=True),
    Column("khoi", "Số khối", lambda one: one.bloc_count, ("bloc_count",), numeric=True),
]
TONES = {"Chưa mở": "neutral", "Đang mở": "success", "Đã hết hạn": "neutral"}


@methods()
def rounds(request: HttpRequest) -> HttpResponse:
    """The person's own work first, then the rounds they may see."""
    authorize(request.user, "registrations.see_rounds")
    user, today = person(request), timezone.localdate()
    found = RoundFilter(request.GET, queryset=selectors.rounds_for(user), on=today)
    listing = Listing(request, found.qs, COLUMNS, default_sort="-nam")
    if (answer := listing.export("dot-dang-ky-thi-dua")) is not None:
        return answer
    states = [(one, one.state_on(today)) for one in listing.page]
    context = {
        "listing": listing,
        "filter": found,
        "lines": [(one, state, TONES[state], deadline(one.due_on, on=today)) for one, state in states],
        "tasks": selectors.own_work(user, on=today),
        "may_open": user.has_perm(MANAGE),
        "waiting": waiting(user).count() if user.has_perm(READ_ALL) else 0,
    }
    return render(request, "registrations/rounds.html", context)


@methods(write=["POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    """A new round of one campaign (`?phong-trao=`), for the blocs of its year."""
    authorize(request.user, MANAGE)
    campaigns = selectors.campaigns_to_register(person(request))
    campaign = _campaign(request, campaigns)
    context: dict[str, Any] = {"campaigns": campaigns, "campaign": campaign}
    context["trail"] = [("Đăng ký thi đua", reverse("registrations:rounds")), ("Mở đợt đăng ký", "")]
    if campaign is None:
        return render(request, "registrations/round_create.html", context)
    blocs = selectors.blocs_for(campaign)
    form = RoundForm(sent(request), blocs=blocs, initial=_usual(campaign))
    if request.method == "POST" and form.is_valid():
        made: list[Round] = []
        if accepted(form, lambda: made.append(_open(campaign, form, person(request)))):
            messages.success(request, f"Đã mở {made[0].name}. Trưởng các khối được báo.")
            return redirect(made[0])
    context |= {"form": form, "has_blocs": blocs.exists()}
    return render(request, "registrations/round_create.html", context, status=answer_status(request))


@methods(write=["POST"])
def round_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Name, instructions and what is asked for, while the round is open."""
    found = load_round(request, code)
    authorize(request.user, MANAGE, found)
    if reasons := policies.blockers_to_edit(found, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(found)
    form = RoundEditForm(sent(request), initial={name: getattr(found, name) for name in services.EDITABLE})
    posted = request.method == "POST" and form.is_valid()
    if posted and accepted(form, lambda: services.edit_round(found, by=person(request), **form.cleaned_data)):
        messages.success(request, "Đã lưu.")
        return redirect(found)
    return _form_page(request, found, form, "Sửa đợt đăng ký", "Lưu")


@methods(write=["POST"])
def round_extend(request: HttpRequest, code: str) -> HttpResponse:
    """A later deadline for everybody, with the reason; those who still have something to do are told."""
    found = load_round(request, code)
    authorize(request.user, MANAGE, found)
    form = ExtendForm(sent(request))
    posted = request.method == "POST" and form.is_valid()
    if posted and accepted(form, lambda: services.extend_round(found, by=person(request), **form.cleaned_data)):
        due = form.cleaned_data["due_on"]
        messages.success(request, f"Đã gia hạn đến hết ngày {due:%d/%m/%Y} và báo những người còn việc.")
        return redirect(found)
    words = f"Hạn đang có: {found.due_on:%d/%m/%Y}. Áp dụng cho tất cả các khối của đợt."
    return _form_page(request, found, form, "Gia hạn", "Gia hạn", words)


@methods(write=["POST"])
def round_late(request: HttpRequest, code: str) -> HttpResponse:
    """One bloc may file after the deadline; who allowed it and why stand with it."""
    found = load_round(request, code)
    authorize(request.user, MANAGE, found)
    candidates = selectors.late_candidates(found)
    form = LateForm(sent(request), registrations=candidates, initial={"registration": request.GET.get("khoi", "")})
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        registration = facts.pop("registration")
        if accepted(form, lambda: services.let_in_late(registration, by=person(request), **facts)):
            messages.success(request, f"{registration.bloc} được nộp đến hết ngày {facts['until']:%d/%m/%Y}.")
            return redirect(found)
    words = "Chỉ khối được chọn nộp được sau hạn. Tên người cho phép và lý do được lưu cùng đợt."
    return _form_page(request, found, form, "Cho phép nộp muộn", "Cho phép nộp muộn", words)


@methods(write=["POST"])
def round_bloc_add(request: HttpRequest, code: str) -> HttpResponse:
    """A bloc that was forgotten when the round was opened."""
    found = load_round(request, code)
    authorize(request.user, MANAGE, found)
    if reasons := policies.blockers_to_add_bloc(found, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(found)
    form = BlocForm(sent(request), blocs=selectors.blocs_not_in(found))
    if request.method == "POST" and form.is_valid():
        bloc = form.cleaned_data["bloc"]
        if accepted(form, lambda: services.admit_bloc(found, bloc, by=person(request))):
            messages.success(request, f"Đã thêm {bloc} và báo trưởng khối.")
            return redirect(found)
    words = f"Các khối, cụm có thành phần năm {found.year} mà chưa có trong đợt."
    return _form_page(request, found, form, "Thêm khối, cụm", "Thêm vào đợt", words)


@methods(read=(), write=["POST"])
def round_remind(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who still has something to do, once a day."""
    found = load_round(request, code)
    authorize(request.user, MANAGE, found)
    try:
        told = remind_round(found, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, f"Đã nhắc {told} người còn việc phải làm.")
    return redirect(found)


def _form_page(
    request: HttpRequest, round_: Round, form: Any, title: str, button: str, words: str = ""
) -> HttpResponse:
    context = {"round": round_, "form": form, "title": title, "button": button, "words": words}
    context["trail"] = trail(round_, title)
    return render(request, "registrations/round_form.html", context, status=answer_status(request))


def _campaign(request: HttpRequest, campaigns: QuerySet[Campaign]) -> Campaign | None:
    """The one in the address, or 404; where none is named, the newest."""
    asked = request.GET.get("phong-trao", "")
    return get_object_or_404(campaigns, pk=whole_number(asked)) if asked else campaigns.first()


def _open(campaign: Campaign, form: RoundForm, by: Any) -> Round:
    facts = dict(form.cleaned_data)
    return services.open_round(campaign, blocs=list(facts.pop("blocs")), by=by, **facts)


def _usual(campaign: Campaign) -> dict[str, Any]:
    """What most rounds say; the blocs of the campaign's own body are ticked."""
    own = selectors.blocs_for(campaign).filter(organizer__root_code=campaign.organization.root_code)
    return {
        "name": f"Đăng ký thi đua năm {campaign.year}",
        "code": selectors.free_code(f"{campaign.organization.code}-{campaign.year}"),
        "opens_on": timezone.localdate(),
        "blocs": [bloc.pk for bloc in own],
    }


_ONE = "dang-ky/dot/<slug:code>/"
urls = [
    path("dang-ky/", rounds, name="rounds"),
    path("dang-ky/dot/mo/", round_create, name="round_create"),
    path(f"{_ONE}sua/", round_edit, name="round_edit"),
    path(f"{_ONE}gia-han/", round_extend, name="round_extend"),
    path(f"{_ONE}nop-muon/", round_late, name="round_late"),
    path(f"{_ONE}them-khoi/", round_bloc_add, name="round_bloc_add"),
    path(f"{_ONE}nhac/", round_remind, name="round_remind"),
]
