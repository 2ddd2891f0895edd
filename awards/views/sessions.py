"""Sessions of the council: the list, the pages of one, and the steps from its planning to its end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from awards.filters_sessions import SessionFilter
from awards.forms.sessions import CancelForm, CloseForm, SessionForm
from awards.models import Council, Session
from awards.policies import sessions as policies
from awards.presenters_sessions import session_trail
from awards.selectors import sessions as selectors
from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from awards.views import sessions_agenda, sessions_ballot, sessions_council, sessions_minutes
from awards.views.sessions_common import answer_status, is_secretary, load_session, page_of
from campaigns.views.common import person, sent
from core.actions import Action
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from core.vietnamese import format_number

COLUMNS = [
    Column("ngay", "Ngày họp", lambda one: one.held_on, ("held_on",)),
    Column("ten", "Phiên họp", lambda one: one.name, ("name",)),
    Column("hoidong", "Hội đồng", lambda one: one.council.name, ("council__name",)),
    Column("diadiem", "Địa điểm", lambda one: one.place, ("place",)),
    Column("chutri", "Chủ trì", lambda one: str(one.chair or ""), ("chair__full_name",)),
    Column("tinhtrang", "Tình trạng", lambda one: one.get_status_display(), ("status",)),
]


@methods()
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions the person may see, newest first."""
    found = SessionFilter(request.GET, queryset=selectors.sessions_for(request.user))
    listing = Listing(request, found.qs, COLUMNS, default_sort="-ngay")
    context = {"filter": found, "listing": listing, "create": _create_actions(person(request))}
    return listing.export("phien-hop-hoi-dong") or render(request, "awards/sessions.html", context)


@methods(write=["POST"])
def session_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new session of one council."""
    council = get_object_or_404(selectors.councils_for(request.user), pk=pk)
    authorize(request.user, "awards.run_session", council)
    form = SessionForm(sent(request), council=council, initial=_usual(council, person(request)))
    if request.method == "POST" and form.is_valid():
        try:
            session = services.plan_session(council, by=person(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lập phiên họp. Đưa nội dung vào chương trình ở trang này.")
            return redirect(session)
    trail = [("Phiên họp Hội đồng", reverse("awards:sessions")), ("Lập phiên họp", "")]
    context = {"form": form, "council": council, "trail": trail}
    return render(request, "awards/session_create.html", context, status=answer_status(request))


@methods(write=["POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its day, place and people, until the vote is opened."""
    session = load_session(request, pk)
    authorize(request.user, "awards.run_session", session)
    if reasons := policies.blockers_to_prepare(session, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(session)
    initial = {name: getattr(session, name) for name in services.FACTS}
    form = SessionForm(sent(request), council=session.council, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_session(session, by=person(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect(session)
    context = {"form": form, "session": session, "trail": session_trail(session, "Sửa thông tin")}
    return render(request, "awards/session_edit.html", context, status=answer_status(request))


@methods()
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda, and what comes next."""
    found = load_session(request, pk)
    runs = person(request).has_perm("awards.run_session", found)
    items = selectors.items_of(found)
    context = page_of(request, found, "awards:session") | {
        "items": [(item, selectors.stale_sentence(item) if selectors.is_stale(item) else "") for item in items],
        "edits": runs and not policies.blockers_to_prepare(found, on=timezone.localdate()),
        "warnings": policies.warnings_before_voting(found) if runs and found.status in ("planned", "open") else [],
        "history": history_of(found)[:30],
    }
    return render(request, "awards/session.html", context)


@methods(read=(), write=["POST"])
def session_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting begins."""
    found = load_session(request, pk)
    authorize(request.user, "awards.run_session", found)
    return _step(request, found, lambda: services.open_session(found, by=person(request)), "Đã khai mạc phiên họp.")


@methods(read=(), write=["POST"])
def session_voting_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot is opened to the members who are there."""
    found = load_session(request, pk)
    authorize(request.user, "awards.run_session", found)
    words = "Đã mở bỏ phiếu. Thành viên dự họp mở phiếu bầu trên máy của mình."
    return _step(request, found, lambda: ballots.open_voting(found, by=person(request)), words)


@methods(write=["POST"])
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The vote ends and its result is kept, once and for all."""
    found = load_session(request, pk)
    authorize(request.user, "awards.run_session", found)
    form = CloseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            ballots.close_session(found, by=person(request), ended_at=form.cleaned_data["ended_at"])
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã chốt kết quả. In ở mục “Biên bản họp” và “Biên bản kiểm phiếu”.")
            return redirect("awards:session_result", pk)
    elif request.method != "POST" and (reasons := policies.blockers_to_close(found, on=timezone.localdate())):
        warn(request, reasons)
        return redirect(found)
    context = {"form": form, "session": found, "trail": session_trail(found, "Kết thúc bỏ phiếu")}
    context["warnings"] = policies.warnings_before_closing(found) if is_secretary(request, found) else []
    return render(request, "awards/session_close.html", context, status=answer_status(request))


@methods(write=["POST"])
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Called off, with the reason."""
    found = load_session(request, pk)
    authorize(request.user, "awards.run_session", found)
    form = CancelForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_session(found, reason=form.cleaned_data["reason"], by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã hủy phiên họp; hồ sơ trở lại tình trạng đã thẩm định.")
            return redirect(found)
    context = {"form": form, "session": found, "trail": session_trail(found, "Hủy phiên họp")}
    return render(request, "awards/session_cancel.html", context, status=answer_status(request))


@methods()
def session_result(request: HttpRequest, pk: int) -> HttpResponse:
    """What the votes came to; nothing before the vote is closed."""
    found = load_session(request, pk)
    by_item = {row["item"]: row for row in (found.result or {"items": []})["items"]}
    rows = [
        (item, row | {"percent_words": format_number(Decimal(row["percent"]))})
        for item in selectors.items_of(found)
        if (row := by_item.get(item.pk))
    ]
    context = page_of(request, found, "awards:session_result") | {"rows": rows}
    return render(request, "awards/session_result.html", context)


def _step(request: HttpRequest, session: Session, act: Any, words: str) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, words)
    return redirect(session)


def _create_actions(user: Any) -> list[Action]:
    """One button for each council whose sessions the person runs."""
    today = timezone.localdate()
    councils = [one for one in selectors.councils_for(user) if user.has_perm("awards.run_session", one)]
    live = [one for one in councils if one.valid_to is None or one.valid_to > today]
    return [
        Action(
            "Lập phiên họp" if len(live) == 1 else f"Lập phiên họp: {one.organization}",
            reverse("awards:session_create", args=[one.pk]),
            tone="primary" if len(live) == 1 else "secondary",
            icon="plus-lg",
        )
        for one in live
    ]


def _usual(council: Council, user: Any) -> dict[str, Any]:
    chair = council.members.filter(role="chair", valid_to__isnull=True).first()
    return {"name": f"Phiên họp {council.name}", "held_on": timezone.localdate(), "chair": chair, "secretary": user}


_ONE = "hoi-dong/phien-hop/<int:pk>/"
urls = [
    *sessions_council.urls,
    path("hoi-dong/phien-hop/", sessions, name="sessions"),
    path("hoi-dong/<int:pk>/phien-hop/lap/", session_create, name="session_create"),
    path(_ONE, session, name="session"),
    path(f"{_ONE}sua/", session_edit, name="session_edit"),
    path(f"{_ONE}khai-mac/", session_open, name="session_open"),
    path(f"{_ONE}mo-bo-phieu/", session_voting_open, name="session_voting_open"),
    path(f"{_ONE}ket-thuc/", session_close, name="session_close"),
    path(f"{_ONE}huy/", session_cancel, name="session_cancel"),
    path(f"{_ONE}ket-qua/", session_result, name="session_result"),
    *sessions_agenda.urls,
    *sessions_ballot.urls,
    *sessions_minutes.urls,
]
