"""What the views of a session share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from awards.models import Session
from awards.presenters_sessions import next_step, session_tabs, session_trail
from awards.selectors import sessions as selectors
from campaigns.views.common import person


def load_session(request: HttpRequest, pk: int) -> Session:
    """The session if the person may see it, or 404."""
    found: Session = get_object_or_404(selectors.sessions_for(request.user), pk=pk)
    return found


def page_of(request: HttpRequest, session: Session, face: str) -> dict[str, Any]:
    """What every page of a session shows."""
    return {
        "session": session,
        "step": next_step(session, person(request), on=timezone.localdate()),
        "tabs": session_tabs(session, face),
        "trail": session_trail(session),
        "runs": person(request).has_perm("awards.run_session", session),
    }


def is_secretary(request: HttpRequest, session: Session) -> bool:
    """The one person who sees how the voting goes."""
    return bool(session.secretary_id == person(request).pk)


def answer_status(request: HttpRequest) -> int:
    """Of a page with a form: a POST that comes back to it was refused."""
    return 422 if request.method == "POST" else 200
