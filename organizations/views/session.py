"""Coming in, going out, and one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.http import methods
from organizations import services
from organizations.forms import LoginForm, PasswordForm


# Not in one transaction: a failed attempt is counted by the lockout even though the login fails.
@login_not_required
@never_cache
@sensitive_post_parameters("password")
@methods(read=("GET", "HEAD"), write=["POST"], atomic=False)
def login(request: HttpRequest) -> HttpResponse:
    """Name and password; then on to the page that was asked for."""
    target = _safe_target(request)
    if request.user.is_authenticated and request.method != "POST":
        return redirect(target)
    form = LoginForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        start_session(request, form.get_user())
        return redirect(target)
    return render(request, "organizations/login.html", {"form": form, "next": target})


@methods(read=(), write=["POST"])
def logout(request: HttpRequest) -> HttpResponse:
    """End the session; only by a POST, so that no link can do it."""
    end_session(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("organizations:login")


@never_cache
@sensitive_post_parameters()
@methods(write=["POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """One's own password; a password given by somebody else must be changed here first."""
    user: Any = request.user
    form = PasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.change_password(user, new_password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("dashboard:home")
    return render(request, "organizations/password_change.html", {"form": form})


def _safe_target(request: HttpRequest) -> str:
    """Where to go after the login: a page of this site, or the first page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else resolve_url("dashboard:home")
