"""The faces this app adds to a directive; one line each."""

from __future__ import annotations

from campaigns.faces import Face, register
from campaigns.models import Directive
from organizations.models import User
from targets.selectors.progress import issued_reports


def _reads_progress(user: User, directive: Directive) -> bool:
    """Those who work on reports have the page from the start; everybody else once there is one to read."""
    return user.has_perm("targets.see_progress_drafts", directive) or issued_reports(directive).exists()


def register_faces() -> None:
    """Called once when the app is ready."""
    register(Face("targets:progress_reports", "Báo cáo tiến độ", _reads_progress, order=40))
