"""The ballot of a member, how the voting goes, and the reading of the papers.

Nothing here is put into the session of the browser, a message or a log: a choice passes through to the counters.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from awards.enums import Choice
from awards.forms.sessions_ballot import BallotForm, PaperVotesForm
from awards.models import Session
from awards.policies import sessions as policies
from awards.presenters_sessions import session_trail
from awards.selectors import sessions as selectors
from awards.services import sessions_ballot as services
from awards.views.sessions_common import answer_status, is_secretary, load_session, page_of
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods, warn


@sensitive_post_parameters()
@methods(write=["POST"])
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own ballot, all items on one page; sent once."""
    session = load_session(request, pk)
    authorize(request.user, "awards.vote", session)
    if reasons := policies.blockers_to_vote(session, person(request)):
        context = {"session": session, "reasons": reasons, "trail": session_trail(session, "Phiếu bầu")}
        return render(request, "awards/ballot.html", context, status=answer_status(request))
    seat = selectors.seat_of(session, person(request))
    assert seat is not None
    form = BallotForm(sent(request), rows=selectors.ballot_rows(session, seat.member))
    if request.method == "POST" and form.is_valid():
        try:
            services.cast_ballot(session, form.chosen(), by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Phiếu đã được ghi. Anh/chị không cần làm gì thêm.")
            return redirect(session)
    context = {"session": session, "form": form, "member": seat.member, "trail": session_trail(session, "Phiếu bầu")}
    return render(request, "awards/ballot.html", context, status=answer_status(request))


@methods()
def session_voting(request: HttpRequest, pk: int) -> HttpResponse:
    """What is voted on and by which share; how it goes, for the secretary; the papers, for those who read them."""
    session = load_session(request, pk)
    papers = session.paper_entries.select_related("entered_by").order_by("pk")
    context = page_of(request, session, "awards:session_voting") | {
        "items": selectors.items_of(session),
        "follows": is_secretary(request, session) and session.status == "voting",
        "paper_members": [mark.member for mark in selectors.marks_of(session) if mark.is_paper],
        "paper_entries": papers,
        "paper_reasons": policies.blockers_to_enter_papers(session, person(request)),
    }
    if context["follows"]:
        context |= _turnout(session)
    return render(request, "awards/session_voting.html", context)


@methods()
def session_turnout(request: HttpRequest, pk: int) -> HttpResponse:
    """How many have voted, asked again and again by the secretary's page."""
    session = load_session(request, pk)
    if not is_secretary(request, session):
        raise PermissionDenied("Chỉ thư ký phiên họp xem được tiến độ bỏ phiếu.")
    return render(request, "awards/session_turnout.html", {"session": session, **_turnout(session)})


@sensitive_post_parameters()
@methods(write=["POST"])
def session_paper_votes(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's reading of the papers, blind to the other's."""
    session = load_session(request, pk)
    authorize(request.user, "awards.run_session", session)
    if reasons := policies.blockers_to_enter_papers(session, person(request)):
        warn(request, reasons)
        return redirect("awards:session_voting", pk)
    items = [item for item in selectors.items_of(session) if not selectors.is_stale(item)]
    members = [mark.member for mark in selectors.marks_of(session) if mark.is_paper]
    form = PaperVotesForm(sent(request), members=members, items=items)
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.enter_paper_votes(
                session, members=form.chosen_members(), counts=form.counts(), by=person(request)
            )
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            _tell(request, session, entry)
            return redirect("awards:session_voting", pk)
    context = {"session": session, "form": form, "trail": session_trail(session, "Nhập phiếu giấy")}
    context |= {"choices": Choice.labels, "own": session.paper_entries.filter(entered_by=person(request)).first()}
    return render(request, "awards/session_paper_votes.html", context, status=answer_status(request))


def _tell(request: HttpRequest, session: Session, entry: services.PaperEntry) -> None:
    if entry.counted:
        messages.success(request, "Hai lần nhập khớp nhau; phiếu giấy đã được cộng.")
    elif entry.differing:
        messages.warning(request, differing_words(session, entry.differing))
    else:
        messages.success(request, "Đã ghi lần nhập của anh/chị. Người thứ hai nhập khớp thì phiếu giấy được cộng.")


def differing_words(session: Session, differing: Any) -> str:
    """On what two readings differ, for both people."""
    positions = {item.pk: item.position for item in session.items.all()}
    places = [
        f"nội dung {positions[pk]}" if pk else "người có phiếu thu về" for pk in differing if pk in {0, *positions}
    ]
    return f"Hai lần nhập khác nhau ở: {', '.join(places)}. Cả hai người đếm và nhập lại từ đầu."


def _turnout(session: Session) -> dict[str, Any]:
    """Names and numbers; what was said only when nobody is left whose choice a counter could show."""
    turnout, counts = selectors.turnout_of(session), {}
    if turnout.complete:
        counts = selectors.counts_of(session)
    return {
        "turnout": turnout,
        "marks": selectors.marks_of(session),
        "counted": [(item, counts[item.pk]) for item in selectors.items_of(session)] if counts else [],
        "asked_at": timezone.localtime(),
        "follows": session.status == "voting",
    }


_ONE = "hoi-dong/phien-hop/<int:pk>/"
urls = [
    path(f"{_ONE}phieu-bau/", ballot, name="ballot"),
    path(f"{_ONE}bo-phieu/", session_voting, name="session_voting"),
    path(f"{_ONE}tien-do/", session_turnout, name="session_turnout"),
    path(f"{_ONE}phieu-giay/", session_paper_votes, name="session_paper_votes"),
]
