"""The steps of a dossier: each a page that says what will happen, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards.forms.dossiers import AssignForm, CheckForm, ConfirmForm, ReasonForm, RemarkForm, SubmitForm
from awards.models import Dossier
from awards.policies import dossiers as policies
from awards.selectors.dossier_review import review_of
from awards.services import dossiers as services
from awards.views.dossier_common import accepted, load, trail
from campaigns.selectors import people_as
from campaigns.views.common import person, sent
from core.http import authorize, methods, warn
from organizations.enums import Role
from organizations.models import User

View = Callable[..., HttpResponseBase]
WRITE, CHECK = "awards.write_dossier", "awards.check_dossier"


def _step(
    verb: str,
    *,
    title: str,
    words: str,
    button: str,
    done: str,
    permission: str,
    blockers: Callable[..., list[str]],
    form: Callable[[HttpRequest, Dossier], Any],
    act: Callable[..., Any],
    tone: str = "primary",
) -> View:
    """A view of one step: blocked → back with the reasons; else its form, then the service."""

    @methods(write=["POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        shown = load(request, pk)
        authorize(request.user, permission, shown)
        if reasons := blockers(shown, person(request)):
            warn(request, reasons)
            return redirect(shown)
        filled = form(request, shown)
        posted = request.method == "POST" and filled.is_valid()
        if posted and accepted(filled, lambda: act(shown, by=person(request), **filled.cleaned_data)):
            messages.success(request, done)
            return redirect(shown)
        context = {"dossier": shown, "form": filled, "title": title, "words": words, "button": button, "tone": tone}
        context |= {"trail": trail(shown, title), "warnings": _warnings(verb, shown)}
        status = 422 if request.method == "POST" else 200
        return render(request, "awards/dossier_step.html", context, status=status)

    view.__name__ = view.__qualname__ = f"dossier_{verb}"
    return view


def _now(policy: Callable[..., list[str]]) -> Callable[[Dossier, User], list[str]]:
    """A policy that does not look at the person, as of today."""
    return lambda dossier, user: policy(dossier, on=timezone.localdate())


def _warnings(verb: str, dossier: Dossier) -> list[str]:
    today = timezone.localdate()
    if verb == "check":
        return policies.unanswered(dossier, on=today)
    return policies.warnings_for(review_of(dossier, on=today)) if verb == "submit" else []


def _submit_form(request: HttpRequest, dossier: Dossier) -> Any:
    """The day of receipt is asked of staff, once."""
    if dossier.received_on or not person(request).has_perm(CHECK, dossier):
        return ConfirmForm(sent(request))
    return SubmitForm(sent(request), initial={"received_on": timezone.localdate()})


def _assign_form(request: HttpRequest, dossier: Dossier) -> AssignForm:
    able = [one.pk for one in people_as(dossier.receiver, Role.STAFF)]
    people = User.objects.filter(pk__in=able).order_by("full_name")
    return AssignForm(sent(request), people=people, initial={"specialist": dossier.specialist or person(request).pk})


dossier_submit = _step(
    "submit",
    title="Nộp hồ sơ",
    words="Hồ sơ được gửi cán bộ thi đua của tỉnh. Sau khi nộp không sửa được, trừ khi được yêu cầu bổ sung. "
    "Kết quả kiểm tra điều kiện lúc này được giữ lại cùng hồ sơ.",
    button="Nộp hồ sơ",
    done="Đã nộp hồ sơ.",
    permission=WRITE,
    blockers=_now(policies.blockers_to_submit),
    form=_submit_form,
    act=services.submit_dossier,
)
dossier_supplement = _step(
    "supplement",
    title="Yêu cầu bổ sung",
    words="Hồ sơ trở về đơn vị kèm nội dung cần bổ sung dưới đây.",
    button="Yêu cầu bổ sung",
    done="Đã gửi yêu cầu bổ sung cho đơn vị.",
    permission=CHECK,
    blockers=_now(policies.blockers_to_supplement),
    form=lambda request, dossier: ReasonForm(sent(request)),
    act=services.supplement_dossier,
)
dossier_check = _step(
    "check",
    title="Thẩm định xong",
    words="Hồ sơ đủ điều kiện đưa ra Hội đồng. Thư ký Hội đồng đưa từng dòng vào chương trình phiên họp.",
    button="Thẩm định xong",
    done="Đã ghi kết quả thẩm định.",
    permission=CHECK,
    blockers=lambda dossier, user: policies.blockers_to_check_as(dossier, user, on=timezone.localdate()),
    form=lambda request, dossier: CheckForm(sent(request), initial={"revision": dossier.revision}),
    act=services.check_dossier,
)
dossier_reject = _step(
    "reject",
    title="Kết luận không xét",
    words="Hồ sơ không đưa ra Hội đồng. Lý do được báo cho đơn vị và lưu trong lịch sử.",
    button="Không xét",
    done="Đã kết luận không xét.",
    permission=CHECK,
    blockers=_now(policies.blockers_to_reject),
    form=lambda request, dossier: ReasonForm(sent(request)),
    act=services.reject_dossier,
    tone="danger",
)
dossier_withdraw = _step(
    "withdraw",
    title="Rút hồ sơ",
    words="Hồ sơ thôi được xét, chỉ còn để tra cứu. Muốn đề nghị lại thì lập hồ sơ mới.",
    button="Rút hồ sơ",
    done="Đã rút hồ sơ.",
    permission=WRITE,
    blockers=_now(policies.blockers_to_withdraw),
    form=lambda request, dossier: ReasonForm(sent(request)),
    act=services.withdraw_dossier,
    tone="danger",
)
dossier_assign = _step(
    "assign",
    title="Phân công thụ lý",
    words="Chuyên viên được báo và chịu trách nhiệm thẩm định hồ sơ.",
    button="Phân công",
    done="Đã phân công.",
    permission=CHECK,
    blockers=_now(policies.blockers_to_route),
    form=_assign_form,
    act=services.assign_specialist,
)
dossier_remark = _step(
    "remark",
    title="Ghi ý kiến chỉ đạo",
    words="Ý kiến của trưởng phòng, lãnh đạo về hồ sơ được giữ trong lịch sử.",
    button="Ghi ý kiến",
    done="Đã ghi ý kiến.",
    permission=CHECK,
    blockers=_now(policies.blockers_to_route),
    form=lambda request, dossier: RemarkForm(sent(request)),
    act=services.note_remark,
)

_AT = "ho-so-khen-thuong/<int:pk>/"
urls = [
    path(f"{_AT}nop/", dossier_submit, name="dossier_submit"),
    path(f"{_AT}bo-sung/", dossier_supplement, name="dossier_supplement"),
    path(f"{_AT}tham-dinh/", dossier_check, name="dossier_check"),
    path(f"{_AT}khong-xet/", dossier_reject, name="dossier_reject"),
    path(f"{_AT}rut/", dossier_withdraw, name="dossier_withdraw"),
    path(f"{_AT}phan-cong/", dossier_assign, name="dossier_assign"),
    path(f"{_AT}y-kien/", dossier_remark, name="dossier_remark"),
]
