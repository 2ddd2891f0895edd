"""The papers of a session: what was said, the minutes, the tally sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards import papers_session as papers
from awards.forms.sessions import ProceedingsForm
from awards.policies import sessions as policies
from awards.services import sessions as services
from awards.views.sessions_common import answer_status, load_session, page_of
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods
from documents.preview import preview_html
from documents.selectors import panel_of

_PAPERS = {"bien-ban": papers.minutes_paper, "kiem-phieu": papers.tally_paper}


@methods(write=["POST"])
def session_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, typed here; the minutes as they print, and both papers to be made."""
    session = load_session(request, pk)
    runs = person(request).has_perm("awards.run_session", session)
    reasons = policies.blockers_to_write_minutes(session, on=timezone.localdate())
    initial = {name: getattr(session, name) for name in services.MINUTES_FIELDS} | {"base_revision": session.revision}
    form = ProceedingsForm(sent(request), initial=initial)
    if request.method == "POST":
        authorize(request.user, "awards.run_session", session)
        if form.is_valid():
            try:
                services.write_proceedings(session, by=person(request), **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, "Đã lưu diễn biến.")
                return redirect("awards:session_minutes", pk)
    context = page_of(request, session, "awards:session_minutes") | {
        "form": form if runs and not reasons else None,
        "reasons": reasons if runs else [],
        "minutes_panel": panel_of(papers.MINUTES, session),
    }
    return render(request, "awards/session_minutes.html", context, status=answer_status(request))


@methods()
def session_tally(request: HttpRequest, pk: int) -> HttpResponse:
    """The tally sheet as it prints, and to be made."""
    session = load_session(request, pk)
    context = page_of(request, session, "awards:session_tally") | {"tally_panel": panel_of(papers.TALLY, session)}
    return render(request, "awards/session_tally.html", context)


@methods()
def session_paper(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """One of the papers in sheets, for the frame of its page."""
    session = load_session(request, pk)
    if which not in _PAPERS:
        raise Http404
    return HttpResponse(preview_html(_PAPERS[which](session)))


_ONE = "hoi-dong/phien-hop/<int:pk>/"
urls = [
    path(f"{_ONE}bien-ban/", session_minutes, name="session_minutes"),
    path(f"{_ONE}bien-ban-kiem-phieu/", session_tally, name="session_tally"),
    path(f"{_ONE}to-giay/<slug:which>/", session_paper, name="session_paper"),
]
