"""The way of a registration for the leader of its bloc: each step a page that says what will happen, and the act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods, warn
from registrations.forms.steps import ConfirmForm, ReasonForm
from registrations.models import Registration
from registrations.policies import registrations as policies
from registrations.selectors.workbench import bench_of
from registrations.services import registrations as services
from registrations.views.common import load, trail


def _step(
    verb: str,
    *,
    title: str,
    words: str,
    done: str,
    act: Callable[..., Registration],
    form: type[ReasonForm | ConfirmForm] = ConfirmForm,
    tone: Literal["primary", "danger"] = "primary",
) -> Any:
    """A view of one step: blocked → back with the reasons; else its form, then the service."""

    @methods(write=["POST"])
    def view(request: HttpRequest, code: str) -> HttpResponse:
        found = load(request, code)
        authorize(request.user, "registrations.file", found)
        if reasons := getattr(policies, f"blockers_to_{verb}")(found, on=timezone.localdate()):
            warn(request, reasons)
            return redirect(found)
        filled = form(sent(request))
        if request.method == "POST" and filled.is_valid():
            try:
                act(found, by=person(request), **filled.cleaned_data)
            except DomainError as refusal:
                filled.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, done)
                return redirect(found)
        context: dict[str, Any] = {
            "subject": str(found),
            "form": filled,
            "title": title,
            "words": words,
            "button": title,
            "tone": tone,
        }
        context |= {"back_url": found.get_absolute_url(), "trail": trail(found, title)}
        context["remarks"] = _remarks(found) if verb == "submit" else []
        return render(request, "registrations/step.html", context, status=422 if filled.errors else 200)

    view.__name__ = view.__qualname__ = f"registration_{verb}"
    return view


def _remarks(registration: Registration) -> list[dict[str, str]]:
    bench = bench_of(registration, on=timezone.localdate())
    of_units = [{"name": row.unit.name, "words": one.words} for row in bench.rows for one in row.remarks]
    return of_units + [{"name": "", "words": one.words} for one in bench.whole]


registration_submit = _step(
    "submit",
    title="Nộp đăng ký",
    words="Bản đăng ký được giữ nguyên như đang có thành một bản và gửi cơ quan thường trực thi đua. Trong khi chờ tiếp "
    "nhận không sửa được; muốn sửa thì thu hồi.",
    done="Đã nộp. Cơ quan thường trực thi đua sẽ tiếp nhận hoặc trả lại.",
    act=services.submit,
)
registration_recall = _step(
    "recall",
    title="Thu hồi",
    words="Bản đã nộp trở về khối để sửa; bản đó vẫn được lưu. Sửa xong phải nộp lại trong hạn.",
    done="Đã thu hồi, sửa tiếp được.",
    act=services.recall,
)
registration_amend = _step(
    "amend",
    title="Lập bản sửa đổi",
    words="Bản đã tiếp nhận vẫn có hiệu lực cho đến khi bản sửa đổi được nộp và tiếp nhận.",
    done="Đã mở bản sửa đổi.",
    act=services.amend,
    form=ReasonForm,
)
registration_withdraw = _step(
    "withdraw",
    title="Rút đăng ký",
    words="Khối không đăng ký trong đợt này nữa; bản đã tiếp nhận (nếu có) thôi có hiệu lực. Các bản đã nộp vẫn được lưu.",
    done="Đã rút đăng ký.",
    act=services.withdraw,
    form=ReasonForm,
    tone="danger",
)
registration_reopen = _step(
    "reopen",
    title="Mở lại",
    words="Bản đăng ký đã rút được mở lại để soạn tiếp và nộp trong hạn.",
    done="Đã mở lại.",
    act=services.reopen,
)

_ONE = "dang-ky/<slug:code>/"
urls = [
    path(f"{_ONE}nop/", registration_submit, name="registration_submit"),
    path(f"{_ONE}thu-hoi/", registration_recall, name="registration_recall"),
    path(f"{_ONE}sua-doi/", registration_amend, name="registration_amend"),
    path(f"{_ONE}rut/", registration_withdraw, name="registration_withdraw"),
    path(f"{_ONE}mo-lai/", registration_reopen, name="registration_reopen"),
]
