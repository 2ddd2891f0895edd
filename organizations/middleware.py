"""A person with a password somebody else chose changes it before doing anything else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class MustChangePasswordMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and getattr(request.user, "must_change_password", False):
            allowed = {reverse("organizations:password_change"), reverse("organizations:logout")}
            if request.path not in allowed and not request.path.startswith("/static/"):
                return redirect("organizations:password_change")
        return self.get_response(request)
