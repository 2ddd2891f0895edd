"""The vote of a bloc on the unit that leads it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person, sent
from core.actions import Action
from core.errors import DomainError
from core.http import authorize, methods, warn
from documents.selectors import panel_of
from scoring import papers
from scoring.enums import BallotStatus
from scoring.forms.ballots import ConcludeForm, OpenBallotForm, PaperForm, VoteForm
from scoring.models import Ballot, ScoringRound
from scoring.policies import ballots as policies
from scoring.selectors import ballots as selectors
from scoring.selectors.rounds import members_of, missed_by, sheets_of
from scoring.services import ballots as services
from scoring.views.common import load_round, round_tabs, round_trail, status_of


@methods(write=["POST"])
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the vote stands; a POST is the vote of the person's unit."""
    shown, user = load_round(request, pk), person(request)
    found, units = selectors.ballot_of(shown), members_of(shown)
    form = VoteForm(sent(request), units=units)
    if request.method == "POST":
        authorize(user, "scoring.vote", shown)
        if found is None:
            raise Http404
        if form.is_valid():
            try:
                services.cast_vote(found, form.chosen, by=user)
            except DomainError as refusal:
                warn(request, refusal.reasons)
            else:
                messages.success(request, "Đã ghi nhận phiếu của đơn vị. Phiếu kín, không xem lại được.")
            return redirect("scoring:ballot", pk)
    context = _page(request, shown, found) | {"form": form}
    return render(request, "scoring/ballot.html", context, status=422 if request.method == "POST" else 200)


@methods(write=["POST"])
def ballot_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask every unit for its vote."""
    shown = load_round(request, pk)
    authorize(request.user, "scoring.act_for_bloc", shown)
    form = OpenBallotForm(sent(request), initial={"held_on": timezone.localdate()})
    words = "Mỗi đơn vị thành viên bỏ một phiếu kín. Mở rồi thì điểm khối đã chấm không trả lại được."
    return _step(request, shown, form, _open, title="Mở bình chọn", button="Mở bình chọn", words=words)


@methods(write=["POST"])
def ballot_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The counts of a vote held at a meeting."""
    shown = load_round(request, pk)
    authorize(request.user, "scoring.act_for_bloc", shown)
    form = PaperForm(sent(request), units=members_of(shown), initial={"held_on": timezone.localdate()})
    words = "Khối bỏ phiếu giấy tại hội nghị: ghi số phiếu của từng đơn vị theo biên bản kiểm phiếu."
    return _step(request, shown, form, _paper, title="Nhập kết quả bỏ phiếu giấy", button="Chốt kết quả", words=words)


@methods(read=(), write=["POST"])
def ballot_count(request: HttpRequest, pk: int) -> HttpResponse:
    """End the vote and show what it came to."""
    shown = load_round(request, pk)
    authorize(request.user, "scoring.act_for_bloc", shown)
    if (found := selectors.ballot_of(shown)) is None:
        raise Http404
    try:
        services.count_ballot(found, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, "Đã kiểm phiếu. Bước tiếp theo: kết luận đơn vị dẫn đầu.")
    return redirect("scoring:ballot", pk)


@methods(write=["POST"])
def ballot_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the leading unit with the number of the minutes."""
    shown = load_round(request, pk)
    authorize(request.user, "scoring.act_for_bloc", shown)
    found = selectors.ballot_of(shown)
    if found is None or found.status != BallotStatus.COUNTED:
        warn(request, ["Chưa kiểm phiếu, hoặc đã kết luận."])
        return redirect("scoring:ballot", pk)
    leading = [row.unit for row in selectors.result_of(found) if row.leads and row.unit]
    form = ConcludeForm(sent(request), leading=leading)
    words = "Đơn vị được ghi vào thành phần khối của năm, làm căn cứ xét Cờ thi đua. Kết luận rồi không đổi được."
    return _step(request, shown, form, _conclude, title="Kết luận đơn vị dẫn đầu", button="Kết luận", words=words)


def _open(shown: ScoringRound, form: Any, by: Any) -> str:
    services.open_ballot(shown, held_on=form.cleaned_data["held_on"], by=by)
    return "Đã mở bình chọn; các đơn vị được báo."


def _paper(shown: ScoringRound, form: Any, by: Any) -> str:
    data = form.cleaned_data
    services.enter_paper_ballot(shown, held_on=data["held_on"], counts=form.counts, ballots=data["ballots"], by=by)
    return "Đã chốt kết quả. Bước tiếp theo: kết luận đơn vị dẫn đầu."


def _conclude(shown: ScoringRound, form: Any, by: Any) -> str:
    found = selectors.ballot_of(shown)
    assert found is not None
    data = form.cleaned_data
    services.conclude_ballot(found, chosen=form.unit, minutes=data["minutes"], reason=data["reason"], by=by)
    return f"Đã ghi {form.unit.name} là đơn vị dẫn đầu."


def _step(
    request: HttpRequest, shown: ScoringRound, form: Any, act: Any, *, title: str, button: str, words: str
) -> HttpResponse:
    """The form of a step; sound, it is done and the page of the vote comes back."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act(shown, form, person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, done)
            return redirect("scoring:ballot", shown.pk)
    back = reverse("scoring:ballot", args=[shown.pk])
    context = {"form": form, "title": title, "button": button, "words": words, "back": back}
    context["trail"] = round_trail(shown, title)
    return render(request, "scoring/form.html", context, status=status_of(form))


def _page(request: HttpRequest, shown: ScoringRound, found: Ballot | None) -> dict[str, Any]:
    user = person(request)
    leads = user.has_perm("scoring.act_for_bloc", shown)
    marks = selectors.marks_of(found) if found else []
    return {
        "round": shown,
        "ballot": found,
        "title": f"{shown.bloc}: bình chọn đơn vị dẫn đầu năm {shown.year}",
        "tabs": round_tabs(shown, "ballot"),
        "trail": round_trail(shown),
        "marks": marks,
        "voted": sum(mark.has_voted for mark in marks),
        "sees_marks": leads or user.has_perm("scoring.see_all_sheets", shown),
        "mine": selectors.open_marks_of(found, user) if found and found.status == BallotStatus.OPEN else [],
        "result": selectors.result_of(found) if found else [],
        "missed": missed_by(shown, found.chosen_id) if found and found.chosen_id else 0,
        "actions": _actions(shown, found, marks) if leads else [],
        "panel": panel_of(papers.MINUTES, found) if found and found.status != BallotStatus.OPEN else None,
    }


def _actions(shown: ScoringRound, found: Ballot | None, marks: Any) -> list[Action]:
    def url(name: str) -> str:
        return reverse(f"scoring:{name}", args=[shown.pk])

    if found is None:
        reasons = policies.blockers_to_vote_at_all(shown, sheets_of(shown))
        return [
            Action("Mở bình chọn", url("ballot_open"), reasons=reasons, tone="primary", icon="check-lg"),
            Action("Nhập phiếu giấy", url("ballot_paper"), reasons=reasons, icon="pencil-square"),
        ]
    if found.status == BallotStatus.OPEN:
        voted = sum(mark.has_voted for mark in marks)
        reasons = policies.blockers_to_count(found, voted=voted, voters=len(marks))
        confirm = f"Kết thúc bỏ phiếu với {voted}/{len(marks)} phiếu? Sau đó không ai bỏ phiếu được nữa."
        return [Action("Kiểm phiếu", url("ballot_count"), "post", reasons, "primary", "check-lg", confirm)]
    if found.status == BallotStatus.COUNTED:
        return [Action("Kết luận đơn vị dẫn đầu", url("ballot_conclude"), tone="primary", icon="trophy")]
    return []


urls = [
    path("cham-diem/khoi/<int:pk>/binh-chon/", ballot, name="ballot"),
    path("cham-diem/khoi/<int:pk>/binh-chon/mo/", ballot_open, name="ballot_open"),
    path("cham-diem/khoi/<int:pk>/binh-chon/phieu-giay/", ballot_paper, name="ballot_paper"),
    path("cham-diem/khoi/<int:pk>/binh-chon/kiem-phieu/", ballot_count, name="ballot_count"),
    path("cham-diem/khoi/<int:pk>/binh-chon/ket-luan/", ballot_conclude, name="ballot_conclude"),
]
