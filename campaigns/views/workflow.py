"""The steps of a directive: each a page that says what will happen, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from campaigns import policies, selectors, services
from campaigns.forms import ApproveForm, CloseForm, IssueForm, ReasonForm, RevokeForm
from campaigns.models import Directive
from campaigns.views.common import load, person, sent, trail
from core.errors import DomainError
from core.forms import FormLayout
from core.http import authorize, methods, warn

View = Callable[..., HttpResponseBase]


class ConfirmForm(FormLayout, forms.Form):
    """Nothing to fill in: a step that only asks to be confirmed."""


def _step(
    verb: str,
    *,
    title: str,
    words: str,
    button: str,
    done: str,
    form: Callable[[HttpRequest, Directive], Any],
    act: Callable[..., Directive],
    tone: str = "primary",
    show_paper: bool = False,
) -> View:
    """A view of one step: blocked → back with the reasons; else its form, then the service."""

    @methods(write=["POST"])
    def view(request: HttpRequest, code: str) -> HttpResponse:
        directive = load(request, code)
        authorize(request.user, f"campaigns.{verb}_directive", directive)
        if reasons := _blockers(verb, directive, person(request)):
            warn(request, reasons)
            return redirect(directive)
        filled = form(request, directive)
        if request.method == "POST" and filled.is_valid():
            try:
                act(directive, by=person(request), **filled.cleaned_data)
            except DomainError as refusal:
                filled.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, done)
                return redirect(directive)
        context = {"directive": directive, "form": filled, "title": title, "words": words, "button": button}
        context["warnings"] = policies.warnings_for(directive) if verb == "submit" else []
        context |= {"tone": tone, "trail": trail(directive, title), "show_paper": show_paper}
        status = 422 if request.method == "POST" else 200
        return render(request, "campaigns/directive_step.html", context, status=status)

    view.__name__ = view.__qualname__ = f"directive_{verb}"
    return view


def _blockers(verb: str, directive: Directive, user: Any) -> list[str]:
    if verb == "approve":
        return policies.blockers_to_approve_as(directive, user, on=timezone.localdate())
    reasons: list[str] = getattr(policies, f"blockers_to_{verb}")(directive, on=timezone.localdate())
    return reasons


def _issue_form(request: HttpRequest, directive: Directive) -> IssueForm:
    suggested = selectors.suggested_number(directive.issuer, timezone.localdate().year)
    return IssueForm(sent(request), initial={"number": suggested}, directive=directive)


directive_submit = _step(
    "submit",
    title="Trình duyệt",
    words="Chỉ thị được gửi lãnh đạo duyệt. Trong khi chờ duyệt không sửa được nội dung.",
    button="Trình duyệt",
    done="Đã trình lãnh đạo duyệt.",
    form=lambda request, directive: ConfirmForm(sent(request)),
    act=services.submit_directive,
)
directive_return = _step(
    "return",
    title="Trả lại",
    words="Chỉ thị trở về người soạn kèm lý do dưới đây.",
    button="Trả lại",
    done="Đã trả lại cho người soạn.",
    form=lambda request, directive: ReasonForm(sent(request)),
    act=services.return_directive,
)
directive_approve = _step(
    "approve",
    title="Duyệt",
    words="Duyệt xong, văn thư cấp số và ngày để ban hành. Ngày ban hành không được trước ngày duyệt.",
    button="Duyệt",
    done="Đã duyệt. Văn thư sẽ cấp số.",
    form=lambda request, directive: ApproveForm(
        sent(request), initial={"edition": directive.edition}, directive=directive
    ),
    show_paper=True,
    act=services.approve_directive,
)
directive_issue = _step(
    "issue",
    title="Cấp số và ban hành",
    words="Sau khi ban hành, nội dung, số và ngày không thay đổi được nữa.",
    button="Ban hành",
    done="Đã ban hành. Tạo bản PDF và Word ở mục “Bản in”.",
    form=_issue_form,
    act=services.issue_directive,
)
directive_close = _step(
    "close",
    title="Kết thúc",
    words="Phong trào do chỉ thị này phát động kết thúc từ ngày ghi dưới đây. Văn bản vẫn còn để tra cứu.",
    button="Kết thúc",
    done="Đã ghi kết thúc.",
    form=lambda request, directive: CloseForm(sent(request), directive=directive),
    act=services.close_directive,
)
directive_revoke = _step(
    "revoke",
    title="Bãi bỏ",
    words="Chỉ bãi bỏ được bằng một văn bản khác. Chỉ thị vẫn còn để tra cứu, có ghi văn bản bãi bỏ.",
    button="Bãi bỏ",
    tone="danger",
    done="Đã ghi bãi bỏ.",
    form=lambda request, directive: RevokeForm(sent(request), directive=directive),
    act=services.revoke_directive,
)
