"""Revoking and correcting what an issued decision granted: choose the lines, say why, get a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards.forms.decisions import CorrectForm, RevokeForm
from awards.models import Decision
from awards.policies import decisions as policies
from awards.presenters_decisions import decision_trail, line_rows
from awards.selectors import decisions as selectors
from awards.services.decisions_amend import correct_lines, revoke_lines
from awards.views.decisions_common import load, status_of
from awards.views.decisions_lines import chosen
from awards.views.dossier_common import accepted
from campaigns.views.common import person, sent
from core.http import authorize, methods, warn


@methods(write=["POST"])
def decision_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that takes back what these lines were given."""
    words = "Đã lập dự thảo quyết định hủy bỏ. Khen thưởng mất hiệu lực khi văn thư ghi số."
    return _amend(request, pk, RevokeForm(sent(request)), revoke_lines, "decision_revoke", words)


@methods(write=["POST"])
def decision_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that corrects how these lines are said."""
    words = "Đã lập dự thảo đính chính. Sửa nội dung từng dòng ở danh sách."
    return _amend(request, pk, CorrectForm(sent(request)), correct_lines, "decision_correct", words)


def _amend(request: HttpRequest, pk: int, form: Form, act: Any, name: str, words: str) -> HttpResponse:
    shown = load(request, pk)
    authorize(request.user, "awards.write_decision", shown)
    lines = selectors.lines_of(shown)
    if reasons := policies.blockers_to_amend(shown, lines, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(shown)
    picked = set(chosen(request)) if request.method == "POST" else set()
    if request.method == "POST" and form.is_valid():
        made: list[Decision] = []
        wanted, values = [line for line in lines if line.pk in picked], form.cleaned_data
        if accepted(form, lambda: made.append(act(shown, wanted, by=person(request), **values))):
            messages.success(request, words)
            return redirect("awards:decision_lines", made[0].pk)
    for line in lines:
        line.decision = shown
    title = "Hủy bỏ khen thưởng" if name == "decision_revoke" else "Đính chính"
    context = {"form": form, "decision": shown, "rows": line_rows(lines, {}), "picked": picked, "title": title}
    context["trail"] = decision_trail(shown, title)
    return render(request, f"awards/{name}.html", context, status=status_of(request))


_ONE = "quyet-dinh-khen-thuong/<int:pk>/"
urls = [
    path(f"{_ONE}huy-bo/", decision_revoke, name="decision_revoke"),
    path(f"{_ONE}dinh-chinh/", decision_correct, name="decision_correct"),
]
