"""Councils: the list, the page of one with its seats, and their forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from awards.forms.sessions import CouncilForm, NewCouncilForm, SeatForm
from awards.models import Council, CouncilMember
from awards.policies.sessions import QUORUM_NOTE, THRESHOLD_NOTE
from awards.selectors import sessions as selectors
from awards.services import sessions_council as services
from awards.views.sessions_common import answer_status
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from organizations.enums import Role
from organizations.models import Organization

COLUMNS = [
    Column("ten", "Hội đồng", lambda one: one.name, ("name",)),
    Column("coquan", "Cơ quan", lambda one: one.organization.name, ("organization__name",)),
    Column("quyetdinh", "Quyết định thành lập", lambda one: one.document, ("document",)),
    Column("tungay", "Từ ngày", lambda one: one.valid_from, ("valid_from",)),
    Column("denngay", "Đến trước ngày", lambda one: one.valid_to, ("valid_to",)),
]


@methods()
def councils(request: HttpRequest) -> HttpResponse:
    """The councils the person may see."""
    listing = Listing(request, selectors.councils_for(request.user), COLUMNS, default_sort="-tungay")
    context = {"listing": listing, "may_create": person(request).has_perm("awards.manage_council")}
    return listing.export("hoi-dong-thi-dua") or render(request, "awards/councils.html", context)


@methods(write=["POST"])
def council_create(request: HttpRequest) -> HttpResponse:
    """A council of a body the person works for."""
    authorize(request.user, "awards.manage_council")
    user = person(request)
    bodies = Organization.objects.filter(pk__in=user.organization_ids_as(Role.ADMIN, Role.STAFF))
    form = NewCouncilForm(sent(request), bodies=Organization.objects.all() if user.is_superuser else bodies)
    if request.method == "POST" and form.is_valid():
        council = services.create_council(by=user, **form.cleaned_data)
        messages.success(request, "Đã lập Hội đồng. Thêm thành viên ở trang này.")
        return redirect(council)
    context = {"form": form, "trail": [_above(), ("Lập Hội đồng", "")]}
    return render(request, "awards/council_create.html", context, status=answer_status(request))


@methods()
def council(request: HttpRequest, pk: int) -> HttpResponse:
    """One council: its decision, its seats today and before, its sessions."""
    found, today = _load(request, pk), timezone.localdate()
    seated = {member.pk for member in selectors.members_on(found, today)}
    seats = list(found.members.select_related("user", "organization"))
    context = {
        "council": found,
        "members": [seat for seat in seats if seat.pk in seated],
        "others": [seat for seat in seats if seat.pk not in seated],
        "sessions": selectors.sessions_for(request.user).filter(council=found)[:10],
        "manages": person(request).has_perm("awards.manage_council", found),
        "runs": person(request).has_perm("awards.run_session", found),
        "quorum_note": QUORUM_NOTE,
        "threshold_note": THRESHOLD_NOTE,
        "history": history_of(found)[:30],
        "trail": [_above(), (found.name, "")],
    }
    return render(request, "awards/council.html", context)


@methods(write=["POST"])
def council_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its decision and its own rules."""
    found = _load(request, pk)
    authorize(request.user, "awards.manage_council", found)
    initial = {name: getattr(found, name) for name in services.COUNCIL_FIELDS}
    form = CouncilForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.edit_council(found, by=person(request), **form.cleaned_data)
        messages.success(request, "Đã lưu.")
        return redirect(found)
    context = {"form": form, "council": found, "trail": _trail(found, "Sửa thông tin")}
    return render(request, "awards/council_edit.html", context, status=answer_status(request))


@methods(write=["POST"])
def council_member_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new seat."""
    found = _load(request, pk)
    authorize(request.user, "awards.manage_council", found)
    initial = {"valid_from": found.valid_from, "position": found.members.count() + 1}
    form = SeatForm(sent(request), council=found, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(form, services.seat_member, found, person(request)):
        messages.success(request, "Đã thêm thành viên.")
        return redirect(found)
    context = {"form": form, "council": found, "trail": _trail(found, "Thêm thành viên")}
    return render(request, "awards/council_member_create.html", context, status=answer_status(request))


@methods(write=["POST"])
def council_member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A seat changed, or ended by its date."""
    visible = selectors.councils_for(request.user)
    member = get_object_or_404(
        CouncilMember.objects.select_related("council__organization"), pk=pk, council__in=visible
    )
    authorize(request.user, "awards.manage_council", member.council)
    initial = {name: getattr(member, name) for name in services.SEAT_FIELDS}
    form = SeatForm(sent(request), council=member.council, member=member, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(form, services.edit_seat, member, person(request)):
        messages.success(request, "Đã lưu.")
        return redirect(member.council)
    context = {"form": form, "member": member, "council": member.council, "trail": _trail(member.council, str(member))}
    return render(request, "awards/council_member_edit.html", context, status=answer_status(request))


def _saved(form: SeatForm, save: Any, of: Any, user: Any) -> bool:
    try:
        save(of, by=user, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True


def _load(request: HttpRequest, pk: int) -> Council:
    found: Council = get_object_or_404(selectors.councils_for(request.user), pk=pk)
    return found


def _above() -> tuple[str, str]:
    return ("Hội đồng", reverse("awards:councils"))


def _trail(council: Council, label: str) -> list[tuple[str, str]]:
    return [_above(), (council.name, council.get_absolute_url()), (label, "")]


urls = [
    path("hoi-dong/", councils, name="councils"),
    path("hoi-dong/lap/", council_create, name="council_create"),
    path("hoi-dong/<int:pk>/", council, name="council"),
    path("hoi-dong/<int:pk>/sua/", council_edit, name="council_edit"),
    path("hoi-dong/<int:pk>/thanh-vien/them/", council_member_create, name="council_member_create"),
    path("hoi-dong/thanh-vien/<int:pk>/", council_member_edit, name="council_member_edit"),
]
