"""People: the list, one person, account, roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.actions import Action
from core.errors import DomainError
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from organizations import policies, selectors, services
from organizations.filters import PersonFilter
from organizations.forms import EndRoleForm, NewPersonForm, PersonForm, RoleForm, initial_unit, submitted
from organizations.models import User

COLUMNS = [
    Column("ten", "Họ và tên", lambda u: u.full_name, ("full_name",)),
    Column("dangnhap", "Tên đăng nhập", lambda u: u.username, ("username",)),
    Column("chucvu", "Chức vụ", lambda u: u.job_title, ("job_title",)),
    Column(
        "vaitro", "Vai trò", lambda u: "; ".join(f"{m.get_role_display()} – {m.organization}" for m in u.roles_today)
    ),
    Column("vao", "Đăng nhập gần nhất", lambda u: u.last_login, ("last_login",)),
    Column("hoatdong", "Tài khoản", lambda u: "Đang hoạt động" if u.is_active else "Đã khóa", ("is_active",)),
]
_ELSEWHERE = "Người này còn giữ vai trò ở tỉnh khác, nên việc này do quản trị hệ thống làm."


@methods()
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the trees this person administers."""
    authorize(request.user, "organizations.manage_people")
    found = PersonFilter(request.GET, queryset=selectors.people_for(request.user))
    listing = Listing(request, found.qs, COLUMNS, default_sort="ten")
    context = {"listing": listing, "filter": found}
    return listing.export("nguoi-dung") or render(request, "organizations/people.html", context)


@methods()
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One person: account, roles now and before, history. Everybody may see their own."""
    shown = _load(request, username)
    context = {
        "person": shown,
        "roles": selectors.roles_of(shown, request.user),
        "today": timezone.localdate(),
        "actions": _actions(request, shown),
        "may_manage": _me(request).has_perm("organizations.manage_people"),
        "history": history_of(shown)[:20],
        "trail": _trail(request, str(shown)),
    }
    return render(request, "organizations/person.html", context)


@never_cache
@methods(write=["POST"])
def person_create(request: HttpRequest) -> HttpResponse:
    """A new account with its first role; the one-time password is shown once."""
    authorize(request.user, "organizations.manage_people")
    units = selectors.units_for_roles(request.user)
    form = NewPersonForm(
        submitted(request),
        organizations=units,
        initial={"organization": initial_unit(units, request.GET.get("don-vi"))},
    )
    if request.method == "POST" and form.is_valid():
        try:
            user, password = services.create_user(by=_me(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            return _show_password(request, user, password)
    return _form_page(request, form, "Thêm người dùng", reverse("organizations:people"), "Thêm người dùng")


@methods(write=["POST"])
def person_edit(request: HttpRequest, username: str) -> HttpResponse:
    """Name, title, address."""
    shown = _load(request, username)
    authorize(request.user, "organizations.manage_person", shown)
    title, back = f"Sửa thông tin: {shown}", shown.get_absolute_url()
    form = PersonForm(submitted(request), instance=shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_user(shown, by=_me(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect(back)
    return _form_page(request, form, title, back, "Sửa thông tin")


@methods(write=["POST"])
def person_role(request: HttpRequest, username: str) -> HttpResponse:
    """One more role."""
    authorize(request.user, "organizations.manage_people")
    shown = _load(request, username)
    form = RoleForm(submitted(request), organizations=selectors.units_for_roles(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            services.grant_membership(user=shown, by=_me(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã giao vai trò.")
            return redirect(shown)
    return _form_page(request, form, f"Giao vai trò: {shown}", shown.get_absolute_url(), "Giao vai trò")


@methods(write=["POST"])
def person_role_end(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """A role ends on a day."""
    shown = _load(request, username)
    membership = get_object_or_404(selectors.roles_of(shown, request.user), pk=pk)
    authorize(request.user, "organizations.manage_people", membership.organization)
    form = EndRoleForm(submitted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(membership, by=_me(request), on=form.cleaned_data["on"])
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã cho thôi vai trò.")
            return redirect(shown)
    title = f"Thôi vai trò {membership.get_role_display()} tại {membership.organization}"
    return _form_page(request, form, title, shown.get_absolute_url(), "Thôi vai trò")


@never_cache
@methods(read=(), write=["POST"])
def person_password(request: HttpRequest, username: str) -> HttpResponse:
    """A new one-time password, shown once."""
    shown = _load(request, username)
    authorize(request.user, "organizations.manage_person", shown)
    return _show_password(request, shown, services.reset_password(shown, by=_me(request)))


@methods(read=(), write=["POST"])
def person_deactivate(request: HttpRequest, username: str) -> HttpResponse:
    """Lock the account."""
    shown = _load(request, username)
    authorize(request.user, "organizations.manage_person", shown)
    services.deactivate_user(shown, by=_me(request))
    messages.success(request, "Đã khóa tài khoản.")
    return redirect(shown)


@methods(read=(), write=["POST"])
def person_reactivate(request: HttpRequest, username: str) -> HttpResponse:
    """Open the account again."""
    shown = _load(request, username)
    authorize(request.user, "organizations.manage_person", shown)
    services.reactivate_user(shown, by=_me(request))
    messages.success(request, "Đã mở khóa tài khoản.")
    return redirect(shown)


def _load(request: HttpRequest, username: str) -> User:
    found: User = get_object_or_404(selectors.people_for(request.user), username=username)
    return found


def _me(request: HttpRequest) -> Any:
    return request.user


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"person": user, "password": password, "trail": _trail(request, str(user))}
    return render(request, "organizations/person_password.html", context)


def _form_page(request: HttpRequest, form: Any, title: str, back: str, here: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "trail": _trail(request, here)}
    return render(request, "organizations/person_form.html", context)


def _actions(request: HttpRequest, shown: User) -> list[Action]:
    """The buttons of an administrator; nobody else has any."""
    me = _me(request)
    if not me.has_perm("organizations.manage_people"):
        return []
    elsewhere = [] if me.has_perm("organizations.manage_person", shown) else [_ELSEWHERE]

    def action(label: str, name: str, reasons: Sequence[str] = (), **more: Any) -> Action:
        url = reverse(f"organizations:person_{name}", args=[shown.username])
        return Action(label, url, reasons=[*elsewhere, *reasons], **more)

    edit = action("Sửa", "edit", icon="pencil-square")
    if not shown.is_active:
        return [edit, action("Mở khóa tài khoản", "reactivate", method="post", icon="unlock")]
    ask = f"Cấp mật khẩu mới cho {shown}? Mật khẩu cũ không dùng được nữa."
    stop = f"Khóa tài khoản của {shown}? Người này sẽ không đăng nhập được."
    no_password = policies.blockers_to_reset_password(shown, by=me)
    no_lock = policies.blockers_to_deactivate(shown, by=me, on=timezone.localdate())
    return [
        edit,
        action("Cấp lại mật khẩu", "password", no_password, method="post", icon="key", confirm=ask),
        action("Khóa tài khoản", "deactivate", no_lock, method="post", icon="lock", confirm=stop),
    ]


def _trail(request: HttpRequest, here: str) -> list[tuple[str, str]]:
    """An administrator comes from the list, everybody else from the first page."""
    if _me(request).has_perm("organizations.manage_people"):
        return [("Người dùng", reverse("organizations:people")), (here, "")]
    return [("Tổng quan", reverse("dashboard:home")), (here, "")]
