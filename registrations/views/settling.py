"""What the leader of a bloc does with the line of a unit: settles it, gives it back, notes that it registers nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods, warn
from registrations.forms.steps import ReasonForm
from registrations.models import UnitLine
from registrations.policies import lines as policies
from registrations.services import lines as services
from registrations.views.common import done, line_trail, load_line
from registrations.views.workbench import back_to_bench

SETTLE = "registrations.settle_line"


@methods(read=(), write=["POST"])
def line_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle the line as it was read (`?ban=` says which save, `&khi=` in which state)."""
    shown = load_line(request, pk)
    authorize(request.user, SETTLE, shown)
    asked = request.GET.get("ban", "")
    revision = int(asked) if re.fullmatch(r"[0-9]{1,9}", asked) else -1
    name = shown.organization.name
    done(
        request,
        lambda: services.accept_line(shown, revision=revision, status=request.GET.get("khi"), by=person(request)),
        f"Đã chốt phần đăng ký của {name}.",
    )
    return back_to_bench(request, shown)


@methods(read=(), write=["POST"])
def line_take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit registers after all."""
    shown = load_line(request, pk)
    authorize(request.user, SETTLE, shown)
    words = f"{shown.organization.name} đăng ký trở lại."
    done(request, lambda: services.take_in(shown, by=person(request)), words)
    return back_to_bench(request, shown)


def _step(verb: str, *, title: str, words: str, button: str, done: str, act: Callable[..., UnitLine]) -> Any:
    """A view of a step that needs a reason: blocked → back with why; else its form, then the service."""

    @methods(write=["POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        shown = load_line(request, pk)
        authorize(request.user, SETTLE, shown)
        if reasons := getattr(policies, f"blockers_to_{verb}")(shown, on=timezone.localdate()):
            warn(request, reasons)
            return redirect(shown.registration)
        form = ReasonForm(sent(request))
        if request.method == "POST" and form.is_valid():
            try:
                act(shown, by=person(request), reason=form.cleaned_data["reason"])
            except DomainError as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, f"{done} {shown.organization.name}.")
                return redirect(shown.registration)
        context = {"subject": shown.organization.name, "form": form, "title": title, "words": words, "button": button}
        context |= {"back_url": shown.registration.get_absolute_url(), "trail": line_trail(request, shown, title)}
        return render(request, "registrations/step.html", context, status=422 if form.errors else 200)

    view.__name__ = view.__qualname__ = f"line_{verb}"
    return view


line_return = _step(
    "return",
    title="Trả lại phần đăng ký",
    words="Phần đăng ký trở về đơn vị kèm lý do dưới đây; cán bộ đơn vị được báo tin.",
    button="Trả lại",
    done="Đã trả lại",
    act=services.return_line,
)
line_leave_out = _step(
    "leave_out",
    title="Ghi là không đăng ký",
    words="Đơn vị không đăng ký danh hiệu nào trong đợt này. Lý do được ghi vào bảng của khối.",
    button="Ghi là không đăng ký",
    done="Đã ghi không đăng ký:",
    act=services.leave_out,
)

urls = [
    path("dang-ky/don-vi/<int:pk>/chot/", line_accept, name="line_accept"),
    path("dang-ky/don-vi/<int:pk>/tra-lai/", line_return, name="line_return"),
    path("dang-ky/don-vi/<int:pk>/khong-dang-ky/", line_leave_out, name="line_leave_out"),
    path("dang-ky/don-vi/<int:pk>/dang-ky-lai/", line_take_in, name="line_take_in"),
]
